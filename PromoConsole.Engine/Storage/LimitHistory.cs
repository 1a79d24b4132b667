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

    /// <summary>What assigned rules count from now on.</summary>
    public Dictionary<(LimitTarget Target, string Id), CounterPlan> Introduced { get; } = [];

    /// <summary>The project's zone or first weekday changed, and with them what a day, a week and a month are.</summary>
    public bool Periods { get; private set; }

    /// <summary>Whether history must be counted before anything is decided again: what no ordinary write may bring about.</summary>
    public bool AskForHistory => Periods || Launched.Count > 0 || Vouchers.Count > 0 || Introduced.Keys.Any(introduced => introduced.Target != LimitTarget.Code);

    public void Clear()
    {
        Periods = false;
        Launched.Clear();
        Vouchers.Clear();
        Introduced.Clear();
    }

    /// <summary>Notes limits that come with a rule; those that were counted before may be among them.</summary>
    public void Introduce(LimitTarget target, string id, CounterPlan plan)
    {
        if (!plan.IsEmpty) Introduced[(target, id)] = Introduced.GetValueOrDefault((target, id)).With(plan);
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

/// <summary>Whose history a newly introduced limit looks at: a campaign's, one code's, or that of all codes a rule is assigned to.</summary>
internal enum LimitTarget { Campaign, Code, CodesOfRule }

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
        if (changes is { Periods: false, Launched.Count: 0, Vouchers.Count: 0, Introduced.Count: 0 }) return;
        var project = CatalogueStore.ProjectOf(await db.Project.AsNoTracking().SingleAsync(ct));
        foreach (var (campaignId, before) in changes.Launched) await CountCampaignAsync(db, campaignId, before, project, now, ct);
        foreach (var ((target, id), plan) in changes.Introduced) await CountAsync(db, target, id, plan, project, now, ct);
        foreach (var (voucherId, limited) in changes.Vouchers)
            await RunAsync(db, [Forget, limited ? CountIntoCode : CountCode], voucherId, CounterKeys.CodeRedemptions(voucherId), null, ct);
        if (changes.Periods) await PeriodHistory.CountAsync(db, project, now, ct);
    }

    /// <summary>Starts the counters of newly introduced limits at what was used.</summary>
    /// <param name="ownerId">The campaign, the code, or the rule.</param>
    public static async Task CountAsync(
        PromoDbContext db, LimitTarget target, string ownerId, CounterPlan introduced, CatalogueProject project, DateTimeOffset now, CancellationToken ct)
    {
        var periods = PeriodKeys.Of(now, project);
        foreach (var measure in introduced.Measures)
        {
            object? since = measure.Period() == BudgetPeriod.Ever ? null : db.Database.IsSqlite()
                ? UtcMicroseconds.From(periods.Start(measure.Period(), project.Zone)) : periods.Start(measure.Period(), project.Zone);
            var statements = Statements(measure, target, periods, db.Database.IsSqlite());
            await RunAsync(db, statements, ownerId, CounterKeys.Prefix(measure) + ownerId + periods.Suffix(measure.Period()), since, ct);
        }
    }

    /// <summary>What a lifted limit left behind is replaced: nobody has counted since. {0} is the owner, {1} a campaign's own key, {2} the start of the period.</summary>
    internal static string[] Statements(BudgetMeasure measure, LimitTarget target, PeriodKeys periods, bool sqlite)
    {
        var suffix = periods.Suffix(measure.Period());
        var ofCampaign = measure.Scope() is BudgetScope.Campaign or BudgetScope.CampaignCustomer;
        var ofOwner = target switch
        {
            LimitTarget.Campaign => $"r.CampaignId = {{0}} AND {Incentive} IS NOT NULL",
            LimitTarget.Code => "r.VoucherId = {0}",
            _ => "r.VoucherId IN (SELECT a.RelatedId FROM RuleAssignments a WHERE a.RuleId = {0} AND a.RelatedType = 'Voucher')",
        };
        // A code without campaign is treated as its own; what others count for their campaign is looked up by the campaign.
        if (ofCampaign && target != LimitTarget.Campaign) ofOwner += " AND r.CampaignId IS NULL";
        var since = suffix.Length == 0 ? "" : " AND r.At >= {2}";
        var value = measure.Sum() switch
        {
            BudgetSum.OrdersAmount => "COALESCE(SUM(r.OrderAmount), 0)",
            BudgetSum.DiscountedAmount => "COALESCE(SUM(r.DiscountAmount), 0)",
            BudgetSum.GiftAmount => "0", // no gift money was redeemed before there was any
            _ => "COUNT(*)",
        };
        var counted = $"{ofOwner} AND r.{Used.Replace("RolledBackById", "r.RolledBackById", StringComparison.Ordinal)}{since}";
        if (measure.Scope() == BudgetScope.Campaign && target == LimitTarget.Campaign)
            return [Forget, $"INSERT INTO Counters ([Key], Shard, Value) SELECT {{1}}, 0, {value} FROM Redemptions r WHERE {counted}"];

        var campaign = target == LimitTarget.Campaign ? "{0}" : "r.VoucherId";
        var from = measure.Scope() == BudgetScope.IncentiveApiKey ? $"(SELECT q.*, {ApiKey(sqlite)} AS ApiKeyId FROM Redemptions q) r" : "Redemptions r";
        var (key, only) = measure.Scope() switch
        {
            BudgetScope.Campaign => ($"{campaign}, ''", "1 = 1"),
            BudgetScope.CampaignCustomer => ($"{campaign}, ':', r.CustomerId", "r.CustomerId IS NOT NULL"),
            BudgetScope.Incentive => ($"{Incentive}, ''", "1 = 1"),
            BudgetScope.IncentiveCustomer => ($"{Incentive}, ':', r.CustomerId", "r.CustomerId IS NOT NULL"),
            BudgetScope.IncentiveUser => ($"{Incentive}, ':', SUBSTRING(r.Actor, 1, {CounterScope.MaxUserLength}){Exactly(sqlite)}", $"r.Channel = '{Caller.Dashboard}'"),
            _ => ($"{Incentive}, ':', r.ApiKeyId", $"r.Channel = '{Caller.Api}' AND r.ApiKeyId IS NOT NULL"),
        };
        var whole = $"CONCAT('{CounterKeys.Prefix(measure)}', {key}, '{suffix}')";
        return
        [
            $"DELETE FROM Counters WHERE [Key] IN (SELECT {whole} FROM {from} WHERE {ofOwner} AND {only})",
            $"INSERT INTO Counters ([Key], Shard, Value) SELECT {whole}, 0, {value} FROM {from} WHERE {counted} AND {only} GROUP BY {whole}",
        ];
    }

    // The oldest history keeps the key's name only, which several keys may share.
    private static string ApiKey(bool sqlite) =>
        $"COALESCE({(sqlite ? "json_extract" : "JSON_VALUE")}(q.Detail, '$.apiKeyId'){Exactly(sqlite)}, (SELECT MIN(k.Id) FROM ApiKeys k WHERE k.Name = q.Actor))";

    // Beside ids, which compare exactly, text of the database's own collation could not be put together on SQL Server.
    private static string Exactly(bool sqlite) => sqlite ? "" : $" COLLATE {SqlServerPromoDbContext.Exactly}";

    private static async Task CountCampaignAsync(
        PromoDbContext db, string campaignId, int before, CatalogueProject project, DateTimeOffset now, CancellationToken ct)
    {
        var newest = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Version).SingleAsync(ct);
        var plans = await db.CampaignVersions.AsNoTracking().Where(v => v.CampaignId == campaignId && (v.Number == before || v.Number == newest))
            .ToDictionaryAsync(v => v.Number, v => CompiledTerms.CountersOf(v.Setup), ct);
        await UnitHistory.CountAsync(db, campaignId, before, newest, project, ct);
        await CountAsync(db, LimitTarget.Campaign, campaignId, plans.GetValueOrDefault(newest).Without(plans.GetValueOrDefault(before)), project, now, ct);
    }

    private static async Task RunAsync(PromoDbContext db, string[] statements, string id, string key, object? since, CancellationToken ct)
    {
        foreach (var sql in statements) await db.Database.ExecuteSqlRawAsync(sql, since is null ? [id, key] : [id, key, since], ct);
    }
}
