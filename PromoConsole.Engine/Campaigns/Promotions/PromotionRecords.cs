using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>A tier with its campaign and what it gave.</summary>
/// <param name="Category">Its own; null where it has that of the campaign, or none.</param>
/// <param name="Figures">Null where nobody asked for them.</param>
public sealed record TierRecord(TierSetup Setup, PromotionCampaign Campaign, Category? Category, TierFigures? Figures)
{
    /// <summary>The rule assigned to it, beside its own; null for none.</summary>
    public AssignedRule? Rule { get; init; }
}

/// <summary>A stack with its campaign.</summary>
public sealed record StackRecord(StackSetup Setup, string CampaignId, Category? Category);

/// <summary>What a tier needs to know of its campaign.</summary>
/// <param name="Launched">False for a draft.</param>
public sealed record PromotionCampaign(string Id, string Name, bool Active, bool Launched, Schedule Schedule, string? CategoryId);

/// <summary>What a tier gave: uses that were not taken back.</summary>
/// <param name="Redeemed">How often.</param>
/// <param name="OrdersAmount">Value of those orders before discounts, minor units.</param>
/// <param name="DiscountAmount">What came off, minor units.</param>
public sealed record TierFigures(long Redeemed, long OrdersAmount, long DiscountAmount)
{
    public static TierFigures None { get; } = new(0, 0, 0);
}

/// <summary>Which tiers of launched campaigns to list, or which stacks.</summary>
public sealed record PromotionQuery
{
    /// <summary>Only tiers that could be redeemed now as far as switches and dates go; false: only the others. Null for all.</summary>
    public bool? IsAvailable { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>What never changed counts from when it was made. Exclusive.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <inheritdoc cref="UpdatedAfter"/>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Whether to sum what the tiers gave, which costs more the more that was. Default true.</summary>
    public bool WithFigures { get; init; } = true;

    public PromotionSort Order { get; init; } = PromotionSort.Newest;

    public int Skip { get; init; }

    public int Take { get; init; } = 10;
}

public enum PromotionSort { Newest, Oldest, LatestChange, EarliestChange, Name, NameDescending }
