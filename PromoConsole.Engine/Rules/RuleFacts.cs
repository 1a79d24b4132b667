using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules;

/// <summary>What a rule may ask, ready to read. Counts and sums include the redemption being tested.</summary>
public readonly record struct RuleFacts
{
    /// <summary>Knows the names proofs show.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>Null when the request names no customer: what needs one is then unknown.</summary>
    public CustomerFacts? Customer { get; init; }

    /// <summary>Empty without an order.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Empty without an order.</summary>
    public MetadataBag OrderMetadata { get; init; }

    /// <summary>Minor units; null when the order has no value.</summary>
    public long? InitialAmount { get; init; }

    /// <summary>Before this code's own discount, minor units; null when the order has no value.</summary>
    public long? AmountBefore { get; init; }

    /// <summary>After this code's own discount, minor units; null when the order has no value.</summary>
    public long? TotalAmount { get; init; }

    /// <summary>Pieces in the order; 0 without one.</summary>
    public long ItemsQuantity { get; init; }

    public long CampaignRedemptions { get; init; }

    /// <summary>Null without a customer.</summary>
    public long? CampaignRedemptionsOfCustomer { get; init; }

    /// <summary>Null without a customer.</summary>
    public long? CodeRedemptionsOfCustomer { get; init; }

    /// <summary>Minor units; null when the discount cannot be computed.</summary>
    public long? CampaignDiscountedAmount { get; init; }
}
