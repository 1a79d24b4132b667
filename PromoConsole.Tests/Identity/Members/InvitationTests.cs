using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity.Members;

public class InvitationTests
{
    private static readonly Caller Owner = new(Caller.Dashboard, "owner@example.com");

    [Fact]
    public async Task The_invited_person_chooses_a_password_and_is_in_with_the_role_given()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        var link = (await Members(host).InviteAsync("anna@example.com", Roles.Support, Owner)).Value!;
        using var browser = new FormClient(host);
        await browser.OpenAsync(link.Path);

        await browser.SubmitAsync("join", ("Form.Name", "Anna"), ("Form.Password", "correct horse battery"), ("Form.Repeated", "correct horse battery"));

        Assert.Equal("/", browser.Path);
        var anna = (await Members(host).ListAsync()).Single(member => member.Email == "anna@example.com");
        Assert.Equal(("Anna", Roles.Support, MemberState.Active, null), (anna.Name, anna.Role, anna.State, anna.LinkExpiresAt));
        await browser.OpenAsync(link.Path);
        Assert.Equal("This link does not work any more", browser.Heading);
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_gets_in()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        var link = (await Members(host).InviteAsync("anna@example.com", Roles.Support, Owner)).Value!;
        var joins = host.Services.GetRequiredService<JoinService>();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => joins.JoinAsync(link.Path.Split('/')[^1], $"Anna {i}", $"correct horse {i} battery"))));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("invalid_link", result.Error!.Key));
    }

    [Fact]
    public async Task A_link_expires_and_is_replaced_by_the_next_one()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var host = RunningHost.Start(web => web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(time)));
        await host.SignedInAsync();
        var joins = host.Services.GetRequiredService<JoinService>();
        var first = (await Members(host).InviteAsync("anna@example.com", Roles.Support, Owner)).Value!;
        var anna = (await Members(host).ListAsync()).Single(member => member.Email == "anna@example.com");

        var second = (await Members(host).NewLinkAsync(anna.Id, Owner)).Value!;
        Assert.Null(await joins.LookAsync(first.Path.Split('/')[^1]));
        Assert.NotNull(await joins.LookAsync(second.Path.Split('/')[^1]));

        time.Sleep(TimeSpan.FromDays(7));
        Assert.Null(await joins.LookAsync(second.Path.Split('/')[^1]));
    }

    [Fact]
    public async Task A_password_that_is_refused_does_not_use_the_link_up()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        var secret = (await Members(host).InviteAsync("anna@example.com", Roles.Support, Owner)).Value!.Path.Split('/')[^1];
        var joins = host.Services.GetRequiredService<JoinService>();

        var refused = await joins.JoinAsync(secret, "Anna", "short");
        var joined = await joins.JoinAsync(secret, "Anna", "correct horse battery");

        Assert.Equal("invalid_password", refused.Error!.Key);
        Assert.True(joined.IsOk);
    }

    private static MemberService Members(RunningHost host) => host.Services.GetRequiredService<MemberService>();
}
