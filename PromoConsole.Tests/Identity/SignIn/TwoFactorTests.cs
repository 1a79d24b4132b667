using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity.SignIn;

[Collection(PageTests.Name)]
public class TwoFactorTests(PageHost pages)
{
    [Fact]
    public async Task Signing_in_asks_for_a_code_of_the_app_or_an_unused_recovery_code()
    {
        var host = pages.Host;
        await host.SignedInAsync();
        var email = await SignInTests.MemberAsync(host, "careful@example.com", Roles.Marketer);
        using var browser = new FormClient(host);
        await PasswordAsync(browser, email);
        await browser.OpenAsync("/account/authenticator");
        var key = browser.Page.QuerySelector("code.key")!.TextContent;
        Assert.NotNull(browser.Page.QuerySelector(".qr svg[role=img]"));

        await browser.SubmitAsync("turn-on", ("On.Code", "000000"));
        Assert.Contains("wrong", browser.Alerts);
        await browser.SubmitAsync("turn-on", ("On.Code", Totp.Code(key, TimeProvider.System.GetUtcNow())));
        var codes = browser.Page.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, codes.Count);

        using var withApp = new FormClient(host);
        await PasswordAsync(withApp, email);
        Assert.StartsWith("/account/two-factor", withApp.Path);
        await withApp.SubmitAsync("two-factor", ("Form.Code", Totp.Code(key, TimeProvider.System.GetUtcNow())));
        Assert.Equal("/account", withApp.Path);

        Assert.Equal("/account", await WithRecoveryCodeAsync(host, email, codes[0]));
        Assert.StartsWith("/account/two-factor", await WithRecoveryCodeAsync(host, email, codes[0])); // each works once
        Assert.Equal("/account", await WithRecoveryCodeAsync(host, email, codes[1]));
        await withApp.OpenAsync("/account");
        Assert.Contains("8 recovery codes left", withApp.Page.Body!.TextContent);
    }

    [Fact]
    public async Task The_second_step_cannot_be_opened_without_the_first()
    {
        var host = pages.Host;
        await host.SignedInAsync();
        using var browser = new FormClient(host);

        await browser.OpenAsync("/account/two-factor");

        Assert.Equal("/account/sign-in", browser.Path);
    }

    private static async Task<string> WithRecoveryCodeAsync(RunningHost host, string email, string code)
    {
        using var browser = new FormClient(host);
        await PasswordAsync(browser, email);
        await browser.OpenAsync(browser.Path + "&recovery=true");
        await browser.SubmitAsync("two-factor", ("Form.Code", code));
        return browser.Path;
    }

    private static async Task PasswordAsync(FormClient browser, string email)
    {
        await browser.OpenAsync("/account");
        await browser.SubmitAsync("sign-in", ("Form.Email", email), ("Form.Password", TestMembers.Password));
    }
}
