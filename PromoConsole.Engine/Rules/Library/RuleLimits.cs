using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Notes which limits a rule brings with it, so that they start at what was used before.</summary>
internal static class RuleLimits
{
    /// <summary>What a rule reads of counters.</summary>
    public static CounterPlan PlanOf(RuleContent content) => content.Rule is { } rule ? CounterPlan.Of(CompiledRule.Of(rule)) : CounterPlan.None;

    /// <summary>A rule comes before something.</summary>
    public static void Assigned(PromoDbContext db, FoundOwner owner, RuleContent content) =>
        Introduce(db, owner.Type, owner.CampaignId, LimitTarget.Code, owner.Id, PlanOf(content));

    /// <summary>A rule gets another content wherever it is.</summary>
    public static async Task ChangedAsync(PromoDbContext db, string ruleId, RuleContent before, RuleContent after, CancellationToken ct)
    {
        var introduced = PlanOf(after).Without(PlanOf(before));
        if (introduced.IsEmpty) return;
        var owners = await db.RuleAssignments.Where(a => a.RuleId == ruleId).Select(a => new { a.RelatedType, a.CampaignId }).Distinct().ToListAsync(ct);
        foreach (var owner in owners) Introduce(db, owner.RelatedType, owner.CampaignId, LimitTarget.CodesOfRule, ruleId, introduced);
    }

    // A limit of one code of a campaign on the campaign as a whole is moved by all of its codes.
    private static void Introduce(PromoDbContext db, RuleOwner type, string? campaignId, LimitTarget codes, string codesId, CounterPlan plan)
    {
        var isCode = type == RuleOwner.Voucher;
        if (campaignId is not null) db.LimitChanges.Introduce(LimitTarget.Campaign, campaignId, isCode ? plan.OfCampaign : plan);
        if (isCode) db.LimitChanges.Introduce(codes, codesId, plan);
    }
}
