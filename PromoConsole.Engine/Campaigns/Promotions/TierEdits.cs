namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>Changes to the tiers and stacks of a setup. Pure: what the service stores and what the wizard shows are made the same way.</summary>
/// <remarks>Tiers stand in the order of their hierarchy, each with a number of its own; one that takes a number moves whoever has it one on.</remarks>
public static class TierEdits
{
    public const int HighestHierarchy = 1_000_000;

    /// <param name="hierarchy">Where it goes; null for the end.</param>
    /// <returns>The setup with the tier; or <c>invalid_promotion_tier</c>.</returns>
    public static Result<CampaignSetup> Add(CampaignSetup setup, TierSetup tier, int? hierarchy) =>
        hierarchy is < 1 or > HighestHierarchy ? PromotionErrors.BadHierarchy : Placed(setup, setup.Tiers, tier, hierarchy ?? NextHierarchy(setup));

    /// <summary>Changes a tier; its id, the time it was made and its place stay.</summary>
    /// <param name="hierarchy">Where it moves; null leaves it in its place.</param>
    /// <returns>The setup with the change; or <c>not_found</c>, <c>invalid_promotion_tier</c>.</returns>
    public static Result<CampaignSetup> Change(CampaignSetup setup, string tierId, Func<TierSetup, TierSetup> change, int? hierarchy = null)
    {
        if (Find(setup, tierId) is not { } before) return PromotionErrors.TierNotFound(tierId);
        if (hierarchy is < 1 or > HighestHierarchy) return PromotionErrors.BadHierarchy;
        var after = change(before) with { Id = before.Id, CreatedAt = before.CreatedAt };
        return Placed(setup, setup.Tiers.Where(tier => tier.Id != tierId), after, hierarchy ?? before.Hierarchy);
    }

    /// <returns>The setup without the tier; or <c>not_found</c>, <c>resource_in_use</c> while a stack applies it.</returns>
    public static Result<CampaignSetup> Delete(CampaignSetup setup, string tierId)
    {
        if (Find(setup, tierId) is not { } tier) return PromotionErrors.TierNotFound(tierId);
        string[] stacks = [.. setup.Stacks.Where(stack => stack.TierIds.Contains(tierId)).Select(stack => stack.Name)];
        return stacks.Length > 0 ? PromotionErrors.InStack(tier, stacks) : setup with { Tiers = [.. setup.Tiers.Where(other => other.Id != tierId)] };
    }

    /// <summary>Numbers the tiers from 1 on, in this order.</summary>
    /// <returns>The setup in the new order; or <c>invalid_promotion_tier</c> when tiers are missing, unknown or named twice.</returns>
    public static Result<CampaignSetup> Reorder(CampaignSetup setup, IReadOnlyList<string> tierIds)
    {
        if (tierIds.Count != setup.Tiers.Count || !tierIds.ToHashSet(StringComparer.Ordinal).SetEquals(setup.Tiers.Select(tier => tier.Id))) return PromotionErrors.BadOrder;
        return setup with { Tiers = [.. tierIds.Select((id, at) => Find(setup, id)! with { Hierarchy = at + 1 })] };
    }

    /// <returns>The setup with the stack at the end; or <c>invalid_promotion_stack</c>.</returns>
    public static Result<CampaignSetup> AddStack(CampaignSetup setup, StackSetup stack) =>
        Unknown(setup, stack) ?? (Result<CampaignSetup>)(setup with { Stacks = [.. setup.Stacks, stack] });

    /// <returns>The setup with the change; or <c>not_found</c>, <c>invalid_promotion_stack</c>.</returns>
    public static Result<CampaignSetup> ChangeStack(CampaignSetup setup, string stackId, Func<StackSetup, StackSetup> change)
    {
        if (setup.Stacks.FirstOrDefault(stack => stack.Id == stackId) is not { } before) return PromotionErrors.StackNotFound(stackId);
        var after = change(before) with { Id = before.Id, CreatedAt = before.CreatedAt };
        return Unknown(setup, after) ?? (Result<CampaignSetup>)(setup with { Stacks = [.. setup.Stacks.Select(stack => stack.Id == stackId ? after : stack)] });
    }

    /// <returns>The setup without the stack; or <c>not_found</c>.</returns>
    public static Result<CampaignSetup> DeleteStack(CampaignSetup setup, string stackId) =>
        setup.Stacks.All(stack => stack.Id != stackId)
            ? PromotionErrors.StackNotFound(stackId)
            : setup with { Stacks = [.. setup.Stacks.Where(stack => stack.Id != stackId)] };

    /// <summary>The number of a tier at the end.</summary>
    public static int NextHierarchy(CampaignSetup setup) => setup.Tiers.Count == 0 ? 1 : setup.Tiers.Max(tier => tier.Hierarchy) + 1;

    /// <summary>Null when the campaign has no such tier.</summary>
    public static TierSetup? Find(CampaignSetup setup, string tierId) => setup.Tiers.FirstOrDefault(tier => tier.Id == tierId);

    private static CampaignSetup Placed(CampaignSetup setup, IEnumerable<TierSetup> others, TierSetup tier, int hierarchy)
    {
        var placed = new List<TierSetup>();
        var taken = 0;
        foreach (var one in others.Append(tier with { Hierarchy = hierarchy }).OrderBy(one => one.Hierarchy).ThenByDescending(one => one.Id == tier.Id))
        {
            taken = Math.Max(one.Hierarchy, taken + 1);
            placed.Add(one.Hierarchy == taken ? one : one with { Hierarchy = taken });
        }

        return setup with { Tiers = placed };
    }

    private static InvalidError? Unknown(CampaignSetup setup, StackSetup stack) =>
        stack.TierIds.FirstOrDefault(id => Find(setup, id) is null) is { } id ? PromotionErrors.UnknownTier(id) : null;
}
