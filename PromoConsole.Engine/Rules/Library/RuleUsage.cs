using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>What a change of a rule reaches. What is in the bin does not count: nothing of it works.</summary>
public sealed record RuleImpact
{
    public static RuleImpact None { get; } = new();

    /// <summary>Campaigns that have the rule themselves or in one of their tiers, by what they are doing now; without entries of 0.</summary>
    public IReadOnlyDictionary<CampaignStatus, long> Campaigns { get; init; } = new Dictionary<CampaignStatus, long>();

    /// <summary>Tiers that have the rule themselves.</summary>
    public long Tiers { get; init; }

    /// <summary>Codes that have the rule themselves.</summary>
    public long AssignedCodes { get; init; }

    /// <summary>Codes it stands before: those of the campaigns that have it, and the others that have it themselves.</summary>
    public long Codes { get; init; }

    /// <summary>Redemptions of the last <see cref="RuleUsage.Days"/> days where it stands, also those taken back since. Those before the rule came there are among them.</summary>
    public long Redemptions { get; init; }

    public long LiveCampaigns => Campaigns.GetValueOrDefault(CampaignStatus.Live);

    public long AllCampaigns => Campaigns.Values.Sum();

    public bool IsUsed => AllCampaigns + Tiers + AssignedCodes > 0;
}

/// <summary>Where a rule is used, with what happens there.</summary>
/// <param name="Campaign">The campaign, or that of the code or tier; null for a code without one.</param>
/// <param name="Status">Of that campaign; null without one, or when it is in the bin.</param>
/// <param name="Redemptions">Of the campaign, code or tier in the last <see cref="RuleUsage.Days"/> days.</param>
public sealed record RuleUseRow(RuleUse Use, Campaign? Campaign, CampaignStatus? Status, long Redemptions);

/// <summary>Where rules are used and how much: what to look at before one is changed.</summary>
public sealed class RuleUsage(IDbContextFactory<PromoDbContext> contexts, RuleRecords rules, TimeProvider time)
{
    /// <summary>Days of the project's zone, today included, over which redemptions are counted.</summary>
    public const int Days = 30;

    /// <summary>What a change of the rule would reach; nothing for an unknown one.</summary>
    public async Task<RuleImpact> ImpactAsync(string ruleId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var since = await SinceAsync(db, now, ct);
        var assigned = db.RuleAssignments.AsNoTracking().Where(a => a.RuleId == ruleId);
        var whole = db.Campaigns.Where(c => c.DeletedAt == null && assigned.Any(a => a.RelatedType == RuleOwner.Campaign && a.RelatedId == c.Id));
        var reached = db.Campaigns.Where(c => c.DeletedAt == null && assigned.Any(a => a.RelatedType != RuleOwner.Voucher && a.CampaignId == c.Id));
        // Tiers and codes of a campaign that has the rule itself are counted with it.
        var tiers = assigned.Where(a => a.RelatedType == RuleOwner.PromotionTier && db.Campaigns.Any(c => c.Id == a.CampaignId && c.DeletedAt == null));
        var codes = assigned.Where(a => a.RelatedType == RuleOwner.Voucher && (a.CampaignId == null || db.Campaigns.Any(c => c.Id == a.CampaignId && c.DeletedAt == null)));
        var otherTiers = tiers.Where(a => !whole.Any(c => c.Id == a.CampaignId));
        var otherCodes = codes.Where(a => !whole.Any(c => c.Id == a.CampaignId));

        var byStatus = new Dictionary<CampaignStatus, long>();
        var states = reached.Select(c => new Campaign { Id = c.Id, Name = "", Active = c.Active, Version = c.Version, StartsAt = c.StartsAt, EndsAt = c.EndsAt, ArchivedAt = c.ArchivedAt });
        await foreach (var campaign in states.AsAsyncEnumerable().WithCancellation(ct))
        {
            var status = CampaignStatusPolicy.Of(campaign, now);
            byStatus[status] = byStatus.GetValueOrDefault(status) + 1;
        }

        return new RuleImpact
        {
            Campaigns = byStatus,
            Tiers = await tiers.LongCountAsync(ct),
            AssignedCodes = await codes.LongCountAsync(ct),
            Codes = await whole.SumAsync(c => c.CodesCount, ct) + await otherCodes.LongCountAsync(ct),
            Redemptions = await db.HourSummaries.Where(m => m.Kind == RedemptionKind.Redeemed && m.Day >= since.Day && whole.Any(c => c.Id == m.CampaignId)).SumAsync(m => m.Count, ct)
                + await Redeemed(db, since).Join(otherTiers, r => r.TierId, a => a.RelatedId, (r, _) => r.Id).LongCountAsync(ct)
                + await Redeemed(db, since).Join(otherCodes, r => r.VoucherId, a => a.RelatedId, (r, _) => r.Id).LongCountAsync(ct),
        };
    }

    /// <summary>One page of where a rule is used, newest first, and how many places there are in all.</summary>
    public async Task<Page<RuleUseRow>> ListAsync(string ruleId, int skip, int take, CancellationToken ct = default)
    {
        var uses = await rules.UsesAsync(new AssignmentQuery { RuleId = ruleId, Skip = skip, Take = take }, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var since = await SinceAsync(db, now, ct);
        string[] of = [.. uses.Items.Select(use => use.CampaignId).OfType<string>().Distinct()];
        var campaigns = await db.Campaigns.Where(c => of.Contains(c.Id)).Select(c => new Campaign
        {
            Id = c.Id, Name = c.Name, Kind = c.Kind, Active = c.Active, Version = c.Version, StartsAt = c.StartsAt, EndsAt = c.EndsAt, ArchivedAt = c.ArchivedAt,
            DeletedAt = c.DeletedAt, CodesCount = c.CodesCount,
        }).ToDictionaryAsync(c => c.Id, ct);
        var (whole, tiers, codes) = (Ids(uses, RuleOwner.Campaign), Ids(uses, RuleOwner.PromotionTier), Ids(uses, RuleOwner.Voucher));
        var counts = await db.HourSummaries.Where(m => m.Kind == RedemptionKind.Redeemed && m.Day >= since.Day && whole.Contains(m.CampaignId))
            .GroupBy(m => m.CampaignId).Select(g => new { g.Key, Count = g.Sum(m => m.Count) }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        if (tiers.Length > 0)
            foreach (var tier in await Redeemed(db, since).Where(r => tiers.Contains(r.TierId)).GroupBy(r => r.TierId!).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct)) counts[tier.Key] = tier.Count;
        if (codes.Length > 0)
            foreach (var code in await Redeemed(db, since).Where(r => codes.Contains(r.VoucherId)).GroupBy(r => r.VoucherId!).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct)) counts[code.Key] = code.Count;

        return new([.. uses.Items.Select(use =>
        {
            var campaign = use.CampaignId is { } id ? campaigns.GetValueOrDefault(id) : null;
            return new RuleUseRow(use, campaign, campaign is { DeletedAt: null } ? CampaignStatusPolicy.Of(campaign, now) : null, counts.GetValueOrDefault(use.Assignment.RelatedId));
        })], uses.Total);
    }

    private static string?[] Ids(Page<RuleUse> uses, RuleOwner type) => [.. uses.Items.Where(use => use.Assignment.RelatedType == type).Select(use => use.Assignment.RelatedId)];

    // By time, as the indexes are; then exactly by day.
    private static IQueryable<Redemption> Redeemed(PromoDbContext db, (int Day, DateTimeOffset At) since) =>
        db.Redemptions.Where(r => r.Kind == RedemptionKind.Redeemed && r.At >= since.At && r.Day >= since.Day);

    private static async Task<(int Day, DateTimeOffset At)> SinceAsync(PromoDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var project = await db.Project.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ProjectSettings();
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(project.TimeZone)).DateTime).AddDays(1 - Days);
        return (HourSummary.DayNumber(first), now.AddDays(-Days - 1));
    }
}
