using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.Presence;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Presence;

public class PresenceTests : Rendered
{
    private static readonly Visitor s_jan = new("jan@example.com", "Jan Kowal", new DateTimeOffset(2026, 3, 2, 11, 2, 0, TimeSpan.Zero));

    private readonly PresenceRegistry _registry;

    public PresenceTests()
    {
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized("anna@example.com");
        _registry = Services.GetRequiredService<PresenceRegistry>();
    }

    [Fact]
    public void Says_who_else_has_it_open_as_long_as_they_have()
    {
        var badge = Show("rule val_1");
        Assert.Equal("", badge.Find("[role=status]").TextContent.Trim());

        var jan = _registry.Enter("rule val_1", s_jan, () => { });
        badge.WaitForAssertion(() => Assert.Equal("JK Jan Kowal is editing this too, since 11:02", Text(badge)));
        jan.Dispose();
        badge.WaitForAssertion(() => Assert.Equal("", Text(badge)));
    }

    [Fact]
    public void Somebody_in_another_rule_is_not_told_of()
    {
        using var jan = _registry.Enter("rule val_2", s_jan, () => { });

        Assert.Equal("", Text(Show("rule val_1")));
    }

    [Fact]
    public void The_same_person_in_another_window_is_told_so_once()
    {
        using var first = _registry.Enter("rule val_1", new("anna@example.com", "Anna", Time.GetUtcNow().AddDays(-1)), () => { });
        using var second = _registry.Enter("rule val_1", new("anna@example.com", "Anna", Time.GetUtcNow()), () => { });

        Assert.Equal("A You have this open in another window too, since 1 Mar 2026, 12:00", Text(Show("rule val_1")));
    }

    [Fact]
    public async Task The_others_learn_of_this_window_and_that_it_is_gone()
    {
        var told = 0;
        using var jan = _registry.Enter("rule val_1", s_jan, () => Interlocked.Increment(ref told));
        var badge = Show("rule val_1");
        Assert.Equal(["anna@example.com"], _registry.At("rule val_1", jan).Select(visitor => visitor.Account));

        badge.Render(parameters => parameters.Add(one => one.Subject, "rule val_2"));
        Assert.Empty(_registry.At("rule val_1", jan));
        Assert.Single(_registry.At("rule val_2"));
        await DisposeComponentsAsync();
        Assert.Empty(_registry.At("rule val_2"));
        Assert.Equal(2, told);
    }

    [Fact]
    public void Who_can_only_look_sees_the_others_and_is_not_told_of()
    {
        using var jan = _registry.Enter("rule val_1", s_jan, () => { });

        var badge = Render<PresenceBadge>(parameters => parameters.Add(one => one.Subject, "rule val_1").Add(one => one.Editing, false));

        Assert.Contains("Jan Kowal is editing this too", Text(badge), StringComparison.Ordinal);
        Assert.Single(_registry.At("rule val_1"));
    }

    [Fact]
    public async Task Fifty_who_come_and_go_at_once_leave_nobody_behind()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
        {
            for (var round = 0; round < 100; round++)
            {
                var visit = _registry.Enter("rule val_1", s_jan with { Account = $"{i}" }, () => _ = _registry.At("rule val_1"));
                Assert.Contains(_registry.At("rule val_1"), visitor => visitor.Account == $"{i}");
                visit.Dispose();
                visit.Dispose(); // twice is once
            }
        })));

        Assert.Empty(_registry.At("rule val_1"));
    }

    private static string Text(IRenderedComponent<PresenceBadge> badge) =>
        string.Join(' ', badge.FindAll(".here > span").Select(part => part.TextContent));

    private IRenderedComponent<PresenceBadge> Show(string subject) => Render<PresenceBadge>(parameters => parameters.Add(one => one.Subject, subject));
}
