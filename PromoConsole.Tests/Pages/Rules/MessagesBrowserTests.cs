using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.Rules;

/// <summary>The library of messages in a browser.</summary>
[Collection(BrowserTests.Name)]
public class MessagesBrowserTests(BrowserHost browsers) : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private readonly RunningHost _host = RunningHost.Start();

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync() => await _host.SignedInAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_is_made_translated_used_and_deleted()
    {
        await using var browser = await browsers.OpenAsync(_host, "/rules/messages");
        var page = browser.Page;
        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        await Button("New message").First.ClickAsync();
        await Button("Create message").ClickAsync();
        await Expect(page.GetByText("Give the message a name of 1 to 100 characters.")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Cart too small");
        await page.GetByLabel("Message for the customer", new() { Exact = true }).FillAsync("Only a little more:");
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert {missing_amount}" }).ClickAsync();
        await Expect(page.GetByText("“Only a little more: €8.00”")).ToBeVisibleAsync();
        await page.GetByLabel("Add a language").SelectOptionAsync("pl");
        await page.GetByLabel("Message for the customer in Polish").FillAsync("Brakuje {missing_amount}");
        await page.GetByLabel("Name", new() { Exact = true }).FocusAsync();
        await Expect(page.GetByText("“Brakuje 8,00")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("message-dialog");
        await Button("Create message").ClickAsync();
        await Expect(page.GetByText("Message Cart too small created")).ToBeVisibleAsync();

        var made = Assert.Single(await Get<MessageService>().ListAsync());
        Assert.Equal("Brakuje {missing_amount}", made.Content.Translations!["pl"]);
        var rule = Some.Of(await Get<RuleService>().CreateAsync(new("From fifty", new RuleContent { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1, MessageId = made.Id } }, s_anna)));
        await browser.GoToAsync("/rules/messages");
        await Expect(page.GetByText("1 rule")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("messages");
        await Button("Edit Cart too small").ClickAsync();
        await Expect(page.GetByText("Rule From fifty")).ToBeVisibleAsync();
        await Expect(Button("Delete")).ToHaveCountAsync(0);
        await Button("Cancel").ClickAsync();

        Some.Of(await Get<RuleService>().DeleteAsync(rule.Id, s_anna));
        await browser.GoToAsync("/rules/messages");
        await Button("Edit Cart too small").ClickAsync();
        await Button("Delete").ClickAsync();
        await Expect(page.GetByText("No message yet")).ToBeVisibleAsync();
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(Look.Dark, "messages-dark")]
    [InlineData(Look.Phone, "messages-phone")]
    public async Task It_can_be_read_in_the_dark_and_on_a_phone(Look look, string name)
    {
        Some.Of(await Get<MessageService>().SaveAsync(new(null, "Cart too small", new("Add {missing_amount} to your cart to use {code}.", new Dictionary<string, string> { ["pl"] = "Brakuje {missing_amount}" }), s_anna)));
        await using var browser = await browsers.OpenAsync(_host, "/rules/messages", look);

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Edit Cart too small" }).ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(name);
    }
}
