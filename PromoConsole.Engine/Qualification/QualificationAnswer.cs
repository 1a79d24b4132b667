using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification;

/// <summary>One page of what the customer could use.</summary>
public sealed record QualificationAnswer
{
    public required IReadOnlyList<Qualified> Entries { get; init; }

    public bool HasMore { get; init; }

    /// <summary>Asks for the next page as <see cref="QualifyRedeemables.StartingAfter"/>; null on an empty page.</summary>
    /// <remarks>The last entry's creation; parts of a millisecond tell entries of the same instant apart.</remarks>
    public DateTimeOffset? More { get; init; }

    /// <summary>What it was decided by and on.</summary>
    public required Catalogue Catalogue { get; init; }

    public required Facts Facts { get; init; }
}

/// <summary>Something that can be used, decided on the order by itself.</summary>
public sealed record Qualified
{
    public required OfferKind Kind { get; init; }

    /// <summary>The code as stored; the id of the tier, stack or campaign.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of a stack one for each tier that applies, else one.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The order with it; null without an order.</summary>
    public OrderState? Order { get; init; }

    /// <summary>What comes off, minor units; 0 without an order.</summary>
    public long DiscountAmount { get; init; }

    public CatalogueCampaign? Campaign { get; init; }

    /// <summary>Of a stack; null for all else.</summary>
    public StackSetup? Stack { get; init; }

    /// <summary>For stacking; null for none.</summary>
    public string? CategoryId { get; init; }

    /// <summary>The code was published to the customer.</summary>
    public bool IsHeld { get; init; }
}

/// <summary>What kind of thing can be used.</summary>
public enum OfferKind
{
    Voucher,
    PromotionTier,
    PromotionStack,

    /// <summary>A campaign whose codes are given one by one: the customer could be given one.</summary>
    Campaign,
}
