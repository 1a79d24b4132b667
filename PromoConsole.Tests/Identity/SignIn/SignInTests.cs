using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity.SignIn;

[Collection(PageTests.Name)]
public class SignInTests(PageHost pages)
{
    private static readonly Caller Someone = new(Caller.Dashboard, "test");

    [Fact]
    public async Task The_right_password_leads_on_to_the_page_that_was_asked_for()
    {
        using var browser = await AtSignInAsync("/settings/members");

        await TypeAsync(browser, TestMembers.AddressOf(Roles.Owner), TestMembers.Password);

        Assert.Equal("/settings/members", browser.Path);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_never_leads_to_another_host(string elsewhere)
    {
        var host = pages.Host;
        await host.SignedInAsync();
        using var browser = new FormClient(host);
        await browser.OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}");

        await TypeAsync(browser, TestMembers.AddressOf(Roles.Owner), TestMembers.Password);

        Assert.Equal("/", browser.Path);
    }

    [Theory]
    [InlineData("owner@example.com", "wrong password here")]
    [InlineData("nobody@example.com", TestMembers.Password)]
    [InlineData("", "")]
    public async Task Wrong_addresses_and_passwords_are_answered_alike(string email, string password)
    {
        using var browser = await AtSignInAsync("/");

        await TypeAsync(browser, email, password);

        Assert.Equal("E-mail or password is wrong, or this account may not sign in.", browser.Alerts);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        var host = pages.Host;
        await host.SignedInAsync();
        var email = await MemberAsync(host, "locked@example.com", Roles.Analyst);
        using var browser = new FormClient(host);
        await browser.OpenAsync("/account/sign-in");
        for (var i = 0; i < 5; i++) await TypeAsync(browser, email, "wrong password here");

        await TypeAsync(browser, email, TestMembers.Password);

        Assert.Contains("locked for 10 minutes", browser.Alerts);
    }

    [Fact]
    public async Task A_disabled_member_cannot_sign_in_and_open_sessions_end()
    {
        var host = pages.Host;
        await host.SignedInAsync();
        var email = await MemberAsync(host, "leaver@example.com", Roles.Analyst);
        using var browser = new FormClient(host);
        var members = host.Services.GetRequiredService<MemberService>();
        var id = (await members.ListAsync()).Single(member => member.Email == email).Id;

        await members.SetDisabledAsync(id, true, Someone);
        await browser.OpenAsync("/account/sign-in");
        await TypeAsync(browser, email, TestMembers.Password);

        Assert.Contains("may not sign in", browser.Alerts);
    }

    [Fact]
    public async Task Signing_out_takes_a_posted_form()
    {
        using var browser = await AtSignInAsync("/account");
        await TypeAsync(browser, TestMembers.AddressOf(Roles.Owner), TestMembers.Password);
        Assert.Equal("Your account", browser.Heading);

        await browser.OpenAsync("/account/sign-out");
        Assert.NotEqual("Sign in", browser.Heading);
        await browser.OpenAsync("/account");
        var form = browser.Page.QuerySelector("form[action='/account/sign-out']");
        Assert.NotNull(form);
        form.SetAttribute("data-only", "");
        foreach (var other in browser.Page.QuerySelectorAll("form:not([data-only])")) other.Remove();
        await browser.SubmitAsync(null);

        Assert.Equal("Sign in", browser.Heading);
        await browser.OpenAsync("/");
        Assert.Equal("Sign in", browser.Heading);
    }

    private async Task<FormClient> AtSignInAsync(string path)
    {
        var host = pages.Host;
        await host.SignedInAsync();
        var browser = new FormClient(host);
        await browser.OpenAsync(path);
        Assert.Equal("Sign in", browser.Heading);
        return browser;
    }

    private static Task TypeAsync(FormClient browser, string email, string password) =>
        browser.SubmitAsync("sign-in", ("Form.Email", email), ("Form.Password", password));

    internal static async Task<string> MemberAsync(RunningHost host, string email, string role)
    {
        var link = await host.Services.GetRequiredService<MemberService>().InviteAsync(email, role, Someone);
        await host.Services.GetRequiredService<JoinService>().JoinAsync(link.Value!.Path.Split('/')[^1], "Mo Member", TestMembers.Password);
        return email;
    }
}
