using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;
using PromoConsole.Tests.Identity.SignIn;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity.Members;

public class MemberServiceTests
{
    private static readonly Caller Owner = new(Caller.Dashboard, "owner@example.com");

    [Fact]
    public async Task The_last_owner_can_be_neither_demoted_nor_disabled()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        await Members(host).InviteAsync("invited@example.com", Roles.Owner, Owner); // never came: does not count
        var id = await IdAsync(host, "owner@example.com");

        var demoted = await Members(host).ChangeRoleAsync(id, Roles.Analyst, Owner);
        var disabled = await Members(host).SetDisabledAsync(id, true, Owner);

        Assert.Equal(("last_owner", "last_owner"), (demoted.Error!.Key, disabled.Error!.Key));
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_at_once_leave_one()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        await SignInTests.MemberAsync(host, "second@example.com", Roles.Owner);
        var (first, second) = (await IdAsync(host, "owner@example.com"), await IdAsync(host, "second@example.com"));

        var results = await Task.WhenAll(
            Task.Run(() => Members(host).ChangeRoleAsync(first, Roles.Analyst, Owner)),
            Task.Run(() => Members(host).ChangeRoleAsync(second, Roles.Analyst, Owner)));

        Assert.Single(results, result => result.IsOk);
        Assert.Single(await Members(host).ListAsync(), member => member.Role == Roles.Owner);
    }

    [Fact]
    public async Task An_address_is_invited_once_whatever_its_case()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        await Members(host).InviteAsync("anna@example.com", Roles.Support, Owner);

        var again = await Members(host).InviteAsync("Anna@Example.com", Roles.Analyst, Owner);

        Assert.Equal("duplicate_found", again.Error!.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("anna@")]
    public async Task What_is_no_address_is_refused(string typed)
    {
        await using var host = RunningHost.Start();

        var invited = await Members(host).InviteAsync(typed, Roles.Support, Owner);

        Assert.Equal("invalid_email", invited.Error!.Key);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_log_with_before_and_after()
    {
        await using var host = RunningHost.Start();
        await host.SignedInAsync();
        await SignInTests.MemberAsync(host, "anna@example.com", Roles.Support);
        var id = await IdAsync(host, "anna@example.com");

        await Members(host).ChangeRoleAsync(id, Roles.Analyst, Owner);

        var log = await host.Services.GetRequiredService<AuditService>().ListAsync(new() { Subject = id });
        Assert.Equal(["member.role_changed", "member.joined", "member.invited"], log.Items.Select(entry => entry.Action));
        Assert.Equal("owner@example.com", log.Items[0].Actor);
        Assert.Contains("Support", log.Items[0].Before);
        Assert.Contains("Analyst", log.Items[0].After);
    }

    private static MemberService Members(RunningHost host) => host.Services.GetRequiredService<MemberService>();

    private static async Task<string> IdAsync(RunningHost host, string email) =>
        (await Members(host).ListAsync()).Single(member => member.Email == email).Id;
}
