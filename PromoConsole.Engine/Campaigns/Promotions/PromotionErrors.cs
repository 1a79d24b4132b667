namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>Why something could not be done with a promotion tier or stack.</summary>
public static class PromotionErrors
{
    public static NotFoundError TierNotFound(string id) => new("promotion tier", id);

    public static NotFoundError StackNotFound(string id) => new("promotion stack", id);

    public static InvalidError NotPromotion(string campaignName) =>
        new("invalid_campaign", $"“{campaignName}” is not a promotion campaign: its discount is bound to codes, so it has no tiers.", campaignName);

    public static InvalidError NoCodes(string campaignName) =>
        new("invalid_campaign", $"“{campaignName}” is a promotion campaign: its tiers apply without codes, so it has none.", campaignName);

    /// <param name="stackNames">Stacks that apply the tier, in the order of the campaign.</param>
    public static InvalidError InStack(TierSetup tier, IReadOnlyList<string> stackNames) =>
        new("resource_in_use", $"The tier “{tier.Name}” is part of the {(stackNames.Count == 1 ? "stack" : "stacks")} {string.Join(", ", stackNames.Select(name => $"“{name}”"))}. Take it out there first.", tier.Id);

    public static InvalidError LastTier(TierSetup tier) =>
        new("invalid_promotion_tier", $"“{tier.Name}” is the last tier, and a promotion needs one. Pause or delete the campaign instead.", tier.Id);

    public static InvalidError BadOrder { get; } =
        new("invalid_promotion_tier", "Name every tier of the campaign exactly once, in the order in which they should apply.") { Field = "tiers" };

    public static InvalidError BadHierarchy { get; } =
        new("invalid_promotion_tier", $"The hierarchy of a tier is a whole number from 1 to {TierEdits.HighestHierarchy}; 1 comes first.") { Field = "hierarchy" };

    public static InvalidError UnknownTier(string id) =>
        new("invalid_promotion_stack", $"The campaign has no tier {id}. A stack names tiers of its own campaign.") { Field = "tiers.ids" };
}
