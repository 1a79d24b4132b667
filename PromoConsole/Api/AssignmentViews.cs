using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Api;

/// <summary>Validation rules that stand before a code, campaign or tier: the assigned one, and the own one that is part of a campaign or single code.</summary>
internal sealed record AssignmentListView(IReadOnlyList<AssignmentView> Data)
{
    public string Object => "list";

    public string DataRef => "data";

    public int Total => Data.Count;

    /// <summary>Of a promotion tier.</summary>
    public static AssignmentListView Of(TierSetup tier, AssignedRule? assigned) => Of(assigned, tier.Rule is not null, "promotion_tier", tier.Id, tier.CreatedAt);

    /// <param name="assigned">Null for none.</param>
    /// <param name="own">What the thing itself says; an own rule has an id made of its owner's.</param>
    /// <param name="type">What the rule belongs to: <c>campaign</c> or <c>voucher</c>.</param>
    public static AssignmentListView Of(AssignedRule? assigned, CampaignSetup? own, string type, string ownerId, DateTimeOffset createdAt) =>
        Of(assigned, own is not null && (own.Rule is not null || own.Limits != new CampaignLimits()), type, ownerId, createdAt);

    private static AssignmentListView Of(AssignedRule? assigned, bool hasOwn, string type, string ownerId, DateTimeOffset createdAt)
    {
        var data = new List<AssignmentView>(2);
        if (assigned is not null) data.Add(AssignmentView.Of(assigned.Assignment));
        if (hasOwn) data.Add(AssignmentView.Own(Refusals.RuleIdOf(null, ownerId)!, ownerId, type, createdAt));
        return new(data);
    }
}

internal sealed record AssignmentView(
    string Id, string RuleId, string RelatedObjectId, string RelatedObjectType, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt)
{
    public string Object => "validation_rules_assignment";

    public static AssignmentView Own(string ruleId, string ownerId, string type, DateTimeOffset createdAt) => new("asgm_" + ruleId[4..], ruleId, ownerId, type, createdAt, null);

    public static AssignmentView Of(RuleAssignment assignment) => new(
        assignment.Id, assignment.RuleId, assignment.RelatedId,
        assignment.RelatedType switch { RuleOwner.Campaign => "campaign", RuleOwner.PromotionTier => "promotion_tier", _ => "voucher" },
        assignment.CreatedAt, assignment.UpdatedAt);
}
