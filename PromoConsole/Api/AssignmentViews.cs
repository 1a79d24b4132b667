using System.Text.Json.Serialization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Api;

/// <summary>Validation rules that stand before a code, campaign or tier: the assigned one, and the own one that is part of a campaign or single code.</summary>
internal sealed record AssignmentListView(IReadOnlyList<AssignmentView> Data)
{
    public string Object => "list";

    public string DataRef => "data";

    public int Total => Data.Count;

    /// <summary>Of a promotion tier.</summary>
    public static AssignmentListView Of(TierSetup tier, AssignedRule? assigned) => Of(assigned, tier.Rule is not null, "promotion_tier", tier.Id, tier.CreatedAt);

    /// <summary>Everything that stands before a redeemable: what is assigned to the code or tier, to its campaign, and what they say themselves.</summary>
    /// <param name="assigned">By the id of what has it; at least those of <see cref="OwnersOf"/>.</param>
    public static AssignmentListView Of(Step step, IReadOnlyDictionary<string, AssignedRule> assigned)
    {
        var lists = new List<AssignmentListView>(2);
        if (step.Tier is { } tier) lists.Add(Of(tier, assigned.GetValueOrDefault(tier.Id)));
        if (step.Voucher is { } voucher && voucher.Id != step.Campaign?.Id) lists.Add(Of(assigned.GetValueOrDefault(voucher.Id), voucher.Terms, "voucher", voucher.Id, Made(voucher.Id)));
        if (step.Campaign is { } campaign) lists.Add(Of(assigned.GetValueOrDefault(campaign.Id), campaign.Newest?.Setup, "campaign", campaign.Id, Made(campaign.Id)));
        var data = lists.SelectMany(list => list.Data).ToList();
        return new([.. data.Where(one => !one.IsOwn), .. data.Where(one => one.IsOwn)]);
    }

    /// <summary>Ids of what may have rules before a redeemable.</summary>
    public static IEnumerable<string> OwnersOf(Step step) => new[] { step.Tier?.Id, step.Voucher?.Id, step.Campaign?.Id }.OfType<string>();

    private static DateTimeOffset Made(string id) => Ids.CreatedAt(id) ?? default;

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

    /// <summary>Part of what it belongs to, and no rule of the library.</summary>
    [JsonIgnore]
    public bool IsOwn { get; private init; }

    public static AssignmentView Own(string ruleId, string ownerId, string type, DateTimeOffset createdAt) => new("asgm_" + ruleId[4..], ruleId, ownerId, type, createdAt, null) { IsOwn = true };

    public static AssignmentView Of(RuleAssignment assignment) => new(
        assignment.Id, assignment.RuleId, assignment.RelatedId,
        assignment.RelatedType switch { RuleOwner.Campaign => "campaign", RuleOwner.PromotionTier => "promotion_tier", _ => "voucher" },
        assignment.CreatedAt, assignment.UpdatedAt);
}
