using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Storage;

/// <summary>What a context saved that introduces or lifts limits.</summary>
internal sealed class LimitChanges
{
    /// <summary>Version in force before, by campaign that got another one.</summary>
    public Dictionary<string, int> Launched { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the code has a limit now, by code that did not have one before or lost it.</summary>
    public Dictionary<string, bool> Vouchers { get; } = new(StringComparer.Ordinal);

    /// <summary>The project's zone or first weekday changed, and with them what a day, a week and a month are.</summary>
    public bool Periods { get; private set; }

    public void Clear()
    {
        Periods = false;
        Launched.Clear();
        Vouchers.Clear();
    }

    public void Note(ChangeTracker tracked)
    {
        foreach (var campaign in tracked.Entries<Campaign>())
        {
            var version = campaign.Property(c => c.Version);
            if (campaign.State == EntityState.Modified && version.OriginalValue != version.CurrentValue)
                Launched.TryAdd(campaign.Entity.Id, version.OriginalValue);
        }

        foreach (var project in tracked.Entries<ProjectSettings>())
            Periods |= project.State == EntityState.Modified && (project.Property(p => p.TimeZone).IsModified || project.Property(p => p.FirstDayOfWeek).IsModified);

        foreach (var voucher in tracked.Entries<Voucher>())
        {
            var limit = voucher.Property(v => v.RedemptionLimit);
            if (voucher.State == EntityState.Modified && limit.OriginalValue is null != limit.CurrentValue is null)
                Vouchers[voucher.Entity.Id] = limit.CurrentValue is not null;
        }
    }
}

/// <summary>
/// Counters exist only for limits somebody set. When a limit appears, its counters start at what history says, in the transaction that introduces
/// it: no redemption runs beside it, so none is missed and none counted twice. Those of days, weeks and months start for the current ones.
/// </summary>
internal static class LimitHistory
{
    private const string Used = "Kind = 'Redeemed' AND RolledBackById IS NULL";
    private const string Incentive = "COALESCE(r.VoucherId, r.TierId)";
    private const string Forget = "DELETE FROM Counters WHERE [Key] = {1}";
    private const string CountCode = $"INSERT INTO Counters ([Key], Shard, Value) SELECT {{1}}, 0, COUNT(*) FROM Redemptions WHERE VoucherId = {{0}} AND {Used}";
    private const string CountIntoCode =
        $"UPDATE Vouchers SET RedeemedQuantity = (SELECT COUNT(*) FROM Redemptions WHERE VoucherId = {{0}} AND {Used}) WHERE Id = {{0}}";

    /// <summary>Brings the counters in step with what the context saved.</summary>
    public static async Task CountAsync(PromoDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var changes = db.LimitChanges;
        if (changes is { Periods: false, Launched.Count: 0, Vouchers.Count: 0 }) return;
        var project = CatalogueStore.ProjectOf(await db.Project.AsNoTracking().SingleAsync(ct));
        foreach (var (campaignId, before) in changes.Launched) await CountCampaignAsync(db, campaignId, before, project, now, ct);
        foreach (var (voucherId, limited) in changes.Vouchers)
            await RunAsync(db, [Forget, limited ? CountIntoCode : CountCode], voucherId, CounterKeys.CodeRedemptions(voucherId), null, ct);
        if (changes.Periods) await CountPeriodsAsync(db, project, now, ct);
    }

    /// <summary>Starts the counters of newly introduced limits at what was used.</summary>
    /// <param name="ownerId">The campaign; for a code without one, the voucher.</param>
    /// <param name="isCampaign">Which of the two it is.</param>
    public static async Task CountAsync(
        PromoDbContext db, string ownerId, bool isCampaign, CounterPlan introduced, CatalogueProject project, DateTimeOffset now, CancellationToken ct)
    {
        var periods = PeriodKeys.Of(now, project);
        foreach (var measure in introduced.Measures)
        {
            object? since = measure.Period() == BudgetPeriod.Ever ? null : db.Database.IsSqlite()
                ? UtcMicroseconds.From(periods.Start(measure.Period(), project.Zone)) : periods.Start(measure.Period(), project.Zone);
            await RunAsync(db, Statements(measure, isCampaign, periods), ownerId, CounterKeys.Prefix(measure) + ownerId + periods.Suffix(measure.Period()), since, ct);
        }
    }

    /// <summary>What a lifted limit left behind is replaced: nobody has counted since. {0} is the owner, {1} its own key, {2} the start of the period.</summary>
    internal static string[] Statements(BudgetMeasure measure, bool isCampaign, PeriodKeys periods)
    {
        var suffix = periods.Suffix(measure.Period());
        var ofOwner = isCampaign ? $"r.CampaignId = {{0}} AND {Incentive} IS NOT NULL" : "r.VoucherId = {0}";
        var since = suffix.Length == 0 ? "" : " AND r.At >= {2}";
        var value = measure.Sum() switch
        {
            BudgetSum.OrdersAmount => "COALESCE(SUM(r.OrderAmount), 0)",
            BudgetSum.DiscountedAmount => "COALESCE(SUM(r.DiscountAmount), 0)",
            BudgetSum.GiftAmount => "0", // no gift money was redeemed before there was any
            _ => "COUNT(*)",
        };
        var counted = $"{ofOwner} AND r.{Used.Replace("RolledBackById", "r.RolledBackById", StringComparison.Ordinal)}{since}";
        if (measure.Scope() == BudgetScope.Campaign)
            return [Forget, $"INSERT INTO Counters ([Key], Shard, Value) SELECT {{1}}, 0, {value} FROM Redemptions r WHERE {counted}"];

        var (key, from, only) = measure.Scope() switch
        {
            BudgetScope.CampaignCustomer => ("{0}, ':', r.CustomerId", "Redemptions r", "r.CustomerId IS NOT NULL"),
            BudgetScope.Incentive => (Incentive, "Redemptions r", "1 = 1"),
            BudgetScope.IncentiveCustomer => ($"{Incentive}, ':', r.CustomerId", "Redemptions r", "r.CustomerId IS NOT NULL"),
            BudgetScope.IncentiveUser => ($"{Incentive}, ':', SUBSTRING(r.Actor, 1, {CounterScope.MaxUserLength})", "Redemptions r", $"r.Channel = '{Caller.Dashboard}'"),
            _ => ($"{Incentive}, ':', k.Id", "Redemptions r JOIN ApiKeys k ON k.Name = r.Actor", $"r.Channel = '{Caller.Api}'"), // history keeps the key's name
        };
        var whole = $"CONCAT('{CounterKeys.Prefix(measure)}', {key}, '{suffix}')";
        return
        [
            $"DELETE FROM Counters WHERE [Key] IN (SELECT {whole} FROM {from} WHERE {ofOwner} AND {only})",
            $"INSERT INTO Counters ([Key], Shard, Value) SELECT {whole}, 0, {value} FROM {from} WHERE {counted} AND {only} GROUP BY {whole}",
        ];
    }

    private static async Task CountCampaignAsync(
        PromoDbContext db, string campaignId, int before, CatalogueProject project, DateTimeOffset now, CancellationToken ct)
    {
        var newest = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Version).SingleAsync(ct);
        var old = await PlanAsync(db, campaignId, before, ct);
        var plan = await PlanAsync(db, campaignId, newest, ct);
        await CountAsync(db, campaignId, isCampaign: true, plan.Without(old), project, now, ct);
    }

    private static async Task CountPeriodsAsync(PromoDbContext db, CatalogueProject project, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var campaign in await db.Campaigns.AsNoTracking().Where(c => c.Version > 0).Select(c => new { c.Id, c.Version }).ToListAsync(ct))
        {
            var plan = await PlanAsync(db, campaign.Id, campaign.Version, ct);
            await CountAsync(db, campaign.Id, isCampaign: true, plan.OfPeriods, project, now, ct);
        }

        var alone = db.Vouchers.AsNoTracking().Where(v => v.CampaignId == null && v.Terms != null).Select(v => new { v.Id, Terms = v.Terms! });
        foreach (var voucher in await alone.ToListAsync(ct))
            await CountAsync(db, voucher.Id, isCampaign: false, CompiledTerms.CountersOf(voucher.Terms).OfPeriods, project, now, ct);
    }

    private static async Task<CounterPlan> PlanAsync(PromoDbContext db, string campaignId, int number, CancellationToken ct)
    {
        var version = await db.CampaignVersions.AsNoTracking().SingleOrDefaultAsync(v => v.CampaignId == campaignId && v.Number == number, ct);
        return version is null ? CounterPlan.None : CompiledTerms.CountersOf(version.Setup);
    }

    private static async Task RunAsync(PromoDbContext db, string[] statements, string id, string key, object? since, CancellationToken ct)
    {
        foreach (var sql in statements) await db.Database.ExecuteSqlRawAsync(sql, since is null ? [id, key] : [id, key, since], ct);
    }
}
