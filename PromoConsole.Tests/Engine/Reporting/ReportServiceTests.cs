using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Reporting;

public class ReportServiceTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly TimeZoneInfo Warsaw = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");

    [Fact]
    public async Task Counts_uses_refusals_and_rollbacks_apart()
    {
        await using var world = await PromoWorld.StartAsync();
        await HappenedAsync(world,
            Row(RedemptionKind.Redeemed, Monday, 10, 100_00, 15_00), Row(RedemptionKind.Redeemed, Monday, 11, 60_00, 9_00),
            Row(RedemptionKind.RefusedRedemption, Monday, 11, 40_00, 0, "order_rules_violated"),
            Row(RedemptionKind.RefusedValidation, Monday.AddDays(1), 9, 30_00, 0, "not_found", campaign: null),
            Row(RedemptionKind.Rollback, Monday.AddDays(1), 12, 60_00, -9_00));

        var report = await world.Get<ReportService>().SummaryAsync(Week(), TestContext.Current.CancellationToken);

        Assert.Equal(new ReportFigures(2, 2, 1, 24_00, 160_00, 70_00, 9_00), report.Now);
        Assert.Equal(4, report.Now.Attempts);
        Assert.Equal(50m, report.Now.SuccessPercent);
        Assert.Equal(80_00, report.Now.AverageOrderAmount);
        Assert.Equal([("order_rules_violated", 1L, 40_00L), ("not_found", 1, 30_00)], report.Reasons.Select(r => (r.Key, r.Count, r.Amount)));
        Assert.Equal([("Black Week", 2L), ("", 0)], report.Campaigns.Select(c => (c.Name, c.Figures.Redeemed)));
        Assert.Equal((2L, 1L), (report.Days[0].Redeemed, report.Days[0].Refused));
        Assert.Equal(7, report.Days.Count);
    }

    [Fact]
    public async Task Compares_with_as_many_days_directly_before()
    {
        await using var world = await PromoWorld.StartAsync();
        await HappenedAsync(world,
            Row(RedemptionKind.Redeemed, Monday, 10, 100_00, 10_00), Row(RedemptionKind.Redeemed, Monday.AddDays(-1), 10, 50_00, 5_00),
            Row(RedemptionKind.Redeemed, Monday.AddDays(-8), 10, 70_00, 7_00));

        var report = await world.Get<ReportService>().SummaryAsync(Week(), TestContext.Current.CancellationToken);

        Assert.Equal(10_00, report.Now.DiscountAmount);
        Assert.Equal(5_00, report.Before.DiscountAmount);
    }

    [Fact]
    public async Task Leaves_out_what_the_filter_excludes()
    {
        await using var world = await PromoWorld.StartAsync();
        await HappenedAsync(world,
            Row(RedemptionKind.Redeemed, Monday, 10, 100_00, 10_00), Row(RedemptionKind.RefusedRedemption, Monday, 10, 20_00, 0, "not_found", campaign: null),
            Row(RedemptionKind.RefusedRedemption, Monday, 10, 30_00, 0, "voucher_expired"));

        var reports = world.Get<ReportService>();
        var withoutCampaign = await reports.SummaryAsync(Week() with { Campaigns = ["camp_1"], ExcludeCampaigns = true }, TestContext.Current.CancellationToken);
        var withoutReason = await reports.SummaryAsync(Week() with { Reasons = ["not_found"], ExcludeReasons = true }, TestContext.Current.CancellationToken);

        Assert.Equal((0L, 1L), (withoutCampaign.Now.Redeemed, withoutCampaign.Now.Refused));
        Assert.Equal((1L, 1L, 30_00L), (withoutReason.Now.Redeemed, withoutReason.Now.Refused, withoutReason.Now.RefusedAmount));
    }

    /// <summary>Whatever happened and whatever is filtered, the summaries and the rows they stand for give the same report.</summary>
    [Fact]
    public async Task Gives_the_same_figures_from_summaries_and_from_single_rows()
    {
        await using var world = await PromoWorld.StartAsync();
        var random = new Random(11);
        var kinds = Enum.GetValues<RedemptionKind>();
        await HappenedAsync(world, [.. Enumerable.Range(0, 400).Select(_ =>
        {
            var kind = kinds[random.Next(kinds.Length)];
            var amount = random.Next(10_00, 200_00);
            var discount = kind switch { RedemptionKind.Redeemed => amount / 10, RedemptionKind.Rollback => -amount / 10, _ => 0 };
            return Row(kind, Monday.AddDays(random.Next(7)), random.Next(24), amount, discount,
                kind.IsRefused() ? random.Next(2) == 0 ? "voucher_expired" : "not_found" : null, random.Next(3) == 0 ? null : "camp_1");
        })]);
        ReportFilter[] filters =
        [
            Week(), Week() with { Result = ReportResult.Refused }, Week() with { Campaigns = ["camp_1"] },
            Week() with { Reasons = ["not_found"], ExcludeReasons = true }, Week() with { From = Monday.AddDays(2), To = Monday.AddDays(3) },
        ];
        var reports = world.Get<ReportService>();

        foreach (var filter in filters)
        {
            var summed = await reports.SummaryAsync(filter, TestContext.Current.CancellationToken);
            var single = await reports.SummaryAsync(filter with { MinAmount = 0 }, TestContext.Current.CancellationToken);
            var rows = await world.Get<AttemptList>().PageAsync(filter, 1, 200, ct: TestContext.Current.CancellationToken);

            Assert.Equal(single.Now, summed.Now);
            Assert.Equal(single.Days, summed.Days);
            Assert.Equal(single.Hours, summed.Hours);
            Assert.Equal(single.Reasons, summed.Reasons);
            Assert.Equal(summed.Now.Attempts + summed.Now.RolledBack, rows.Total);
        }
    }

    [Fact]
    public async Task Lists_attempts_newest_first_and_streams_all_of_them()
    {
        await using var world = await PromoWorld.StartAsync();
        await HappenedAsync(world, [.. Enumerable.Range(0, 30).Select(i => Row(RedemptionKind.Redeemed, Monday.AddDays(i % 7), i % 24, 10_00 + i, 1_00))]);
        var list = world.Get<AttemptList>();

        var second = await list.PageAsync(Week(), page: 2, size: 10, ct: TestContext.Current.CancellationToken);
        var all = await list.AllAsync(Week(), ct: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal((30L, 10), (second.Total, second.Items.Count));
        Assert.Equal(all.OrderByDescending(r => r.At).ThenByDescending(r => r.Id, StringComparer.Ordinal).Select(r => r.Id), all.Select(r => r.Id));
        Assert.Equal(all.Skip(10).Take(10), second.Items);
    }

    private static ReportFilter Week() => new() { From = Monday, To = Monday.AddDays(6) };

    private static Redemption Row(
        RedemptionKind kind, DateOnly day, int hour, long order, long discount, string? refusal = null, string? campaign = "camp_1")
    {
        var at = TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(hour, 30)), Warsaw);
        var prefix = kind switch { RedemptionKind.Redeemed => "r_", RedemptionKind.Rollback => "rr_", RedemptionKind.RefusedValidation => "valid_", _ => "rf_" };
        return new Redemption
        {
            Id = Ids.New(prefix, at), Kind = kind, At = at, Day = ReportDays.Of(day), Hour = hour, Code = "BLACK15", CampaignId = campaign,
            OrderAmount = order, DiscountAmount = discount, RefusalKey = refusal, Channel = Caller.Api, Actor = "Shop", Detail = new RedemptionDetail(),
        };
    }

    private static async Task HappenedAsync(PromoWorld world, params Redemption[] rows)
    {
        await using var db = world.Db();
        db.Campaigns.Add(new Campaign { Id = "camp_1", Name = "Black Week", Version = 1 });
        db.Redemptions.AddRange(rows);
        db.HourSummaries.AddRange(rows
            .GroupBy(r => (r.Day, r.Hour, CampaignId: r.CampaignId ?? "", r.Kind, RefusalKey: r.RefusalKey ?? ""))
            .Select(g => new HourSummary
            {
                Day = g.Key.Day, Hour = g.Key.Hour, CampaignId = g.Key.CampaignId, Kind = g.Key.Kind, RefusalKey = g.Key.RefusalKey,
                Count = g.Count(), OrderAmount = g.Sum(r => r.OrderAmount), DiscountAmount = g.Sum(r => r.DiscountAmount),
            }));
        await db.SaveChangesAsync();
    }
}
