using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Project;

public class ProjectServiceTests
{
    private static readonly SetUpProject Good = new()
    {
        Name = "Kawa", Currency = "PLN", TimeZone = "Europe/Warsaw", CaseInsensitiveCodes = false, Caller = new(Caller.Dashboard, "owner@example.com"),
    };

    [Fact]
    public async Task First_run_answers_are_taken_once()
    {
        await using var world = await StartAsync();
        var projects = world.Get<ProjectService>();

        var first = await projects.SetUpAsync(Good);
        var second = await projects.SetUpAsync(Good with { Name = "Herbata" });

        Assert.True(first.IsOk);
        Assert.Equal("already_set_up", second.Error!.Key);
        var project = await projects.GetAsync();
        Assert.Equal(("Kawa", false, world.Time.GetUtcNow()), (project.Name, project.CaseInsensitiveCodes, project.SetUpAt));
    }

    [Fact]
    public async Task A_change_raises_the_catalogue_version_and_is_in_the_audit_log()
    {
        await using var world = await StartAsync();
        var projects = world.Get<ProjectService>();
        await projects.SetUpAsync(Good);
        var version = (await projects.GetAsync()).CatalogueVersion;

        await projects.ChangeAsync(Good with { TimeZone = "America/New_York" });

        Assert.Equal(version + 1, (await projects.GetAsync()).CatalogueVersion);
        var entry = (await world.Get<AuditService>().ListAsync(new() { Area = "project" })).Items[0];
        Assert.Equal("project.changed", entry.Action);
        Assert.Contains("Europe/Warsaw", entry.Before);
        Assert.Contains("America/New_York", entry.After);
    }

    [Theory]
    [InlineData("", "PLN", "Europe/Warsaw", DayOfWeek.Monday, "invalid_name")]
    [InlineData("Kawa", "XXX", "Europe/Warsaw", DayOfWeek.Monday, "invalid_currency")]
    [InlineData("Kawa", "pln", "Europe/Warsaw", DayOfWeek.Monday, "invalid_currency")]
    [InlineData("Kawa", "PLN", "Mars/Base", DayOfWeek.Monday, "invalid_time_zone")]
    [InlineData("Kawa", "PLN", "", DayOfWeek.Monday, "invalid_time_zone")]
    [InlineData("Kawa", "PLN", "Europe/Warsaw", DayOfWeek.Tuesday, "invalid_first_day")]
    public async Task What_cannot_be_is_refused(string name, string currency, string zone, DayOfWeek day, string key)
    {
        await using var world = await StartAsync();

        var refused = await world.Get<ProjectService>()
            .ChangeAsync(Good with { Name = name, Currency = currency, TimeZone = zone, FirstDayOfWeek = day });

        Assert.Equal(key, refused.Error!.Key);
    }

    [Fact]
    public async Task The_audit_log_is_filtered_by_day_and_paged()
    {
        await using var world = await StartAsync();
        var projects = world.Get<ProjectService>();
        for (var i = 0; i < 5; i++)
        {
            await projects.ChangeAsync(Good with { Name = $"Shop {i}" });
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        var audit = world.Get<AuditService>();
        var from = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
        var page = await audit.ListAsync(new() { From = from, To = from.AddDays(3), Page = 2, PageSize = 2 });

        Assert.Equal(3, page.Total);
        Assert.Contains("Shop 1", Assert.Single(page.Items).After);
    }

    private static Task<PromoWorld> StartAsync() =>
        PromoWorld.StartAsync(more: services => services.AddSingleton<ProjectService>().AddSingleton<AuditService>());
}
