using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Components.RuleBuilder.Tree;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;
using static PromoConsole.Tests.Components.RuleBuilder.BuilderPage;

namespace PromoConsole.Tests.Components.RuleBuilder;

/// <summary>What the builder sends while it is used, and how it bears large pastes, long rules and a lost connection.</summary>
[Collection(BrowserTests.Name)]
public sealed class RuleBuilderCircuitBrowserTests(BrowserHost browsers)
{
    [Fact]
    public async Task One_drag_is_at_most_three_messages_each_way_and_a_lost_connection_loses_nothing()
    {
        var (sent, received, sockets) = (0, 0, 0);
        var (cut, again) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and 3", before: page => page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(message =>
            {
                if (IsWork(message)) Interlocked.Increment(ref sent);
                if (message.Binary is { } bytes) server.Send(bytes);
                else server.Send(message.Text!);
            });
            server.OnMessage(message =>
            {
                if (IsWork(message)) Interlocked.Increment(ref received);
                if (message.Binary is { } bytes) socket.Send(bytes);
                else socket.Send(message.Text!);
            });
            if (Interlocked.Increment(ref sockets) > 1) again.TrySetResult();
            else _ = cut.Task.ContinueWith(_ => socket.CloseAsync(new() { Code = 1011 }), TaskScheduler.Default);
        }));
        var page = builder.Page;

        await Row(page, "1").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await page.GetByText("Draft saved").WaitForAsync(); // so that nothing else is under way
        await LiftAsync(page, "3", "1", .5);
        (sent, received) = (0, 0);
        var onto = (await Row(page, "2").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(onto.X + (onto.Width / 2), onto.Y + (onto.Height / 2), new() { Steps = 40 });
        Assert.Equal((0, 0), (sent, received)); // whatever the pointer does
        await page.Mouse.UpAsync();
        await page.Locator("[data-badge=A]:focus").WaitForAsync(); // before the automatic saving that follows
        var drag = (sent, received);
        Assert.InRange(drag.sent, 1, 3);
        Assert.InRange(drag.received, 1, 3);
        await Row(page, "3").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await LogicAsync(page, "not 1 and (2 or not 3)");

        cut.SetResult();
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30)); // the browser comes back by itself
        await AnsweringAsync(page);
        await LogicAsync(page, "not 1 and (2 or not 3)");
        await page.Keyboard.PressAsync("Control+z"); // what was done before is still known
        await LogicAsync(page, "not 1 and (2 or 3)");
        await builder.StoredAsync("not 1 and (2 or 3)");
    }

    [Fact]
    public async Task A_column_of_thousands_of_values_is_pasted_into_one_box_and_rules_go_through_the_clipboard_as_text()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2");
        var page = builder.Page;
        await AddAsync(page, "Order metadata");
        await page.GetByLabel("Attribute", new() { Exact = true }).FillAsync("voucher");
        await page.GetByLabel("Attribute", new() { Exact = true }).PressAsync("Tab");
        const string Paste = """
            (at, text) => {
                const data = new DataTransfer();
                data.setData('text/plain', text);
                at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """;
        await page.GetByLabel("Values, separated by commas").EvaluateAsync(Paste, string.Join("\r\n", Enumerable.Range(1, 5000).Select(i => $"code {i}")));
        await Expect(Row(page, "3").Locator(".rb-says")).ToContainTextAsync("code 1, code 2, code 3 or 4997 more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(Row(page, "3")).ToBeFocusedAsync(); // what is pasted goes behind the row that has the focus

        var copied = CopiedRules.Write(Trees.Of("7 or 8"), [BuilderTree.RootId + 1]);
        await Row(page, "1").FocusAsync();
        await Row(page, "1").EvaluateAsync(Paste, copied);
        await LogicAsync(page, "1 and 2 and 3 and 4");
        await Expect(Row(page, "2")).ToBeFocusedAsync();
        await Expect(Row(page, "2")).ToContainTextAsync("€7.00");
        await page.GetByText("Draft saved").WaitForAsync();
        var stored = Some.Of(await builder.Host.Services.GetRequiredService<CampaignList>().GetAsync(builder.CampaignId)).Campaign.Draft!.Rule!;
        Assert.Equal(5000, stored.Conditions().OfType<MetadataCondition>().Single().Tests[0].Values.Count);
        Assert.Empty(builder.Browser.Complaints);
    }

    [Fact]
    public async Task A_long_rule_draws_what_is_seen_and_is_edited_like_a_short_one()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, string.Join(" and ", Enumerable.Range(0, 20).Select(i => "(" + string.Join(" or ", Enumerable.Range((i * 49) + 1, 49)) + ")")));
        var page = builder.Page;
        await Row(page, "1").WaitForAsync(); // rows are drawn once the browser has said which are seen
        Assert.InRange(await page.Locator("[data-row]").CountAsync(), 20, 200);

        await Row(page, "2").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Row(page, "1")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to rule 980" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true })).ToBeDisabledAsync();
    }

    // A key pressed while the connection is being made again is lost; the list of keys opens with the first one that is heard.
    private static async Task AnsweringAsync(IPage page)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Row(page, "3").FocusAsync();
            await page.Keyboard.PressAsync("?");
            try
            {
                await page.Locator(".rb-keys").WaitForAsync(new() { Timeout = 1_000 });
                break;
            }
            catch (TimeoutException)
            {
                // Not yet.
            }
        }

        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".rb-keys").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Row(page, "3").FocusAsync();
    }

    // Keep-alives say nothing about a drag.
    private static bool IsWork(IWebSocketFrame message) => message.Binary is not { } bytes || bytes.Length > 4;
}
