using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Identity.Members;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity.Members;

public class FirstRunTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/campaigns")]
    [InlineData("/settings/members")]
    [InlineData("/account/sign-in")]
    public async Task Every_page_leads_to_setup_while_nobody_can_sign_in(string path)
    {
        await using var host = RunningHost.Start();

        using var answer = await host.Client().GetAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, "/setup"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task The_first_person_becomes_the_owner_of_the_project_they_described()
    {
        await using var host = RunningHost.Start();
        using var browser = new FormClient(host);
        await browser.OpenAsync("/");

        await browser.SubmitAsync(
            "setup",
            ("Form.OwnerName", "Olga"), ("Form.Email", "olga@example.com"), ("Form.Password", "correct horse battery"), ("Form.Repeated", "correct horse battery"),
            ("Form.ProjectName", "Kawa i ciastka"), ("Form.Currency", "PLN"), ("Form.TimeZone", "Europe/Warsaw"), ("Form.FirstDay", "Sunday"));

        Assert.Equal(("/setup/start", "How do you want to start?"), (browser.Path, browser.Heading));
        var project = await host.Services.GetRequiredService<ProjectService>().GetAsync();
        Assert.Equal(
            ("Kawa i ciastka", "PLN", DayOfWeek.Sunday, true),
            (project.Name, project.Currency, project.FirstDayOfWeek, project.CaseInsensitiveCodes));
        var owner = Assert.Single(await host.Services.GetRequiredService<MemberService>().ListAsync());
        Assert.Equal(("olga@example.com", "Owner", MemberState.Active), (owner.Email, owner.Role, owner.State));
        await browser.OpenAsync("/setup");
        Assert.Equal("/", browser.Path);
    }

    [Theory]
    [InlineData("short", "short", "at least 12 characters")]
    [InlineData("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "at least 5 different characters")]
    [InlineData("my name is olga", "my name is olga", "must not contain the e-mail address")]
    [InlineData("correct horse battery", "correct horse", "not the same")]
    public async Task A_bad_password_is_refused_and_nothing_is_made(string password, string repeated, string says)
    {
        await using var host = RunningHost.Start();
        using var browser = new FormClient(host);
        await browser.OpenAsync("/setup");

        await browser.SubmitAsync(
            "setup", ("Form.OwnerName", "Olga"), ("Form.Email", "olga@example.com"), ("Form.Password", password), ("Form.Repeated", repeated));

        Assert.Contains(says, browser.Alerts);
        Assert.Empty(await host.Services.GetRequiredService<MemberService>().ListAsync());
    }

    [Fact]
    public async Task Of_many_who_set_up_at_once_one_becomes_the_owner()
    {
        await using var host = RunningHost.Start();
        var firstRun = host.Services.GetRequiredService<FirstRun>();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => firstRun.CreateOwnerAsync($"owner{i}@example.com", "Owner", "correct horse battery"))));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("already_set_up", result.Error!.Key));
        Assert.Single(await host.Services.GetRequiredService<MemberService>().ListAsync());
    }

    [Fact]
    public async Task An_owner_who_got_no_further_is_asked_about_the_project()
    {
        await using var host = RunningHost.Start();
        await host.Services.GetRequiredService<FirstRun>().CreateOwnerAsync("olga@example.com", "Olga", "correct horse battery");
        using var browser = new FormClient(host);
        await browser.OpenAsync("/account/sign-in");
        await browser.SubmitAsync("sign-in", ("Form.Email", "olga@example.com"), ("Form.Password", "correct horse battery"));

        Assert.Equal(("/setup", "Set up your project"), (browser.Path, browser.Heading));
        await browser.SubmitAsync("setup", ("Form.ProjectName", "Kawa"));

        Assert.Equal("/setup/start", browser.Path);
    }
}
