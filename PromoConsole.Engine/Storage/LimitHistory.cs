using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PromoConsole.Engine.Campaigns;
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

    public void Clear()
    {
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
/// it: no redemption runs beside it, so none is missed and none counted twice.
/// </summary>
internal static class LimitHistory
{
    private const string Used = "Kind = 'Redeemed' AND RolledBackById IS NULL";
    private const string ByCustomer = "FROM Redemptions WHERE CampaignId = {0} AND VoucherId IS NOT NULL AND CustomerId IS NOT NULL";
    private const string CampaignKey = "CONCAT('cc:', CampaignId, ':', CustomerId)";
    private const string CodeKey = "CONCAT('vc:', VoucherId, ':', CustomerId)";

    // What a lifted limit left behind is replaced: nobody has counted since.
    private const string Forget = "DELETE FROM Counters WHERE [Key] = {1}";
    private const string CountUses = $"INSERT INTO Counters ([Key], Shard, Value) SELECT {{1}}, 0, COUNT(*) FROM Redemptions WHERE CampaignId = {{0}} AND {Used}";
    private const string CountDiscounts =
        $"INSERT INTO Counters ([Key], Shard, Value) SELECT {{1}}, 0, COALESCE(SUM(DiscountAmount), 0) FROM Redemptions WHERE CampaignId = {{0}} AND {Used}";
    private const string ForgetOfCampaign = $"DELETE FROM Counters WHERE [Key] IN (SELECT {CampaignKey} {ByCustomer})";
    private const string CountOfCampaign =
        $"INSERT INTO Counters ([Key], Shard, Value) SELECT {CampaignKey}, 0, COUNT(*) {ByCustomer} AND {Used} GROUP BY {CampaignKey}";
    private const string ForgetOfCodes = $"DELETE FROM Counters WHERE [Key] IN (SELECT {CodeKey} {ByCustomer})";
    private const string CountOfCodes = $"INSERT INTO Counters ([Key], Shard, Value) SELECT {CodeKey}, 0, COUNT(*) {ByCustomer} AND {Used} GROUP BY {CodeKey}";
    private const string CountCode = $"INSERT INTO Counters ([Key], Shard, Value) SELECT {{1}}, 0, COUNT(*) FROM Redemptions WHERE VoucherId = {{0}} AND {Used}";
    private const string CountIntoCode =
        $"UPDATE Vouchers SET RedeemedQuantity = (SELECT COUNT(*) FROM Redemptions WHERE VoucherId = {{0}} AND {Used}) WHERE Id = {{0}}";

    /// <summary>Brings the counters in step with what the context saved.</summary>
    public static async Task CountAsync(PromoDbContext db, CancellationToken ct)
    {
        foreach (var (campaignId, before) in db.LimitChanges.Launched) await CountCampaignAsync(db, campaignId, before, ct);
        foreach (var (voucherId, limited) in db.LimitChanges.Vouchers) await CountVoucherAsync(db, voucherId, limited, ct);
    }

    private static async Task CountCampaignAsync(PromoDbContext db, string campaignId, int before, CancellationToken ct)
    {
        var now = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Version).SingleAsync(ct);
        var old = await PlanAsync(db, campaignId, before, ct);
        var plan = await PlanAsync(db, campaignId, now, ct);
        if (plan.CampaignRedemptions && !old.CampaignRedemptions)
            await RunAsync(db, [Forget, CountUses], campaignId, CounterKeys.CampaignRedemptions(campaignId), ct);
        if (plan.CampaignDiscounted && !old.CampaignDiscounted)
            await RunAsync(db, [Forget, CountDiscounts], campaignId, CounterKeys.CampaignDiscounted(campaignId), ct);
        if (plan.CampaignRedemptionsOfCustomer && !old.CampaignRedemptionsOfCustomer)
            await RunAsync(db, [ForgetOfCampaign, CountOfCampaign], campaignId, "", ct);
        if (plan.CodeRedemptionsOfCustomer && !old.CodeRedemptionsOfCustomer)
            await RunAsync(db, [ForgetOfCodes, CountOfCodes], campaignId, "", ct);
    }

    private static Task CountVoucherAsync(PromoDbContext db, string voucherId, bool limited, CancellationToken ct) =>
        RunAsync(db, [Forget, limited ? CountIntoCode : CountCode], voucherId, CounterKeys.CodeRedemptions(voucherId), ct);

    private static async Task<CounterPlan> PlanAsync(PromoDbContext db, string campaignId, int number, CancellationToken ct)
    {
        var version = await db.CampaignVersions.AsNoTracking().SingleOrDefaultAsync(v => v.CampaignId == campaignId && v.Number == number, ct);
        return version is not null && CompiledTerms.EffectiveRule(version.Setup) is { } rule ? CounterPlan.Of(CompiledRule.Of(rule)) : CounterPlan.None;
    }

    private static async Task RunAsync(PromoDbContext db, string[] statements, string id, string key, CancellationToken ct)
    {
        foreach (var sql in statements) await db.Database.ExecuteSqlRawAsync(sql, [id, key], ct);
    }
}
