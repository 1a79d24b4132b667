using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Qualification.Index;

namespace PromoConsole.Engine.Qualification;

/// <summary>Which of the offers to look at.</summary>
public sealed record QualificationFilter(Junction Junction, IReadOnlyList<OfferCondition> Conditions)
{
    public static QualificationFilter None { get; } = new(Junction.And, []);

    /// <summary>Offers of one kind.</summary>
    public static QualificationFilter Only(OfferKind kind) => new(Junction.And, [new(OfferField.ResourceKind, OfferTest.Is, [kind.ToString()])]);

    /// <summary>What may come through.</summary>
    internal OfferKinds Kinds => Junction == Junction.And ? Conditions.Aggregate(OfferKinds.All, static (kinds, one) => kinds & one.Kinds) : OfferKinds.All;

    internal bool Allows(Offer offer)
    {
        if (Conditions.Count == 0) return true;
        return Junction == Junction.And ? Conditions.All(one => one.Holds(offer)) : Conditions.Any(one => one.Holds(offer));
    }
}

/// <summary>One test of one attribute; texts compare exactly.</summary>
/// <param name="Values">Empty for <see cref="OfferTest.HasValue"/> and <see cref="OfferTest.IsUnknown"/>.</param>
public sealed record OfferCondition(OfferField Field, OfferTest Is, IReadOnlyList<string> Values)
{
    /// <summary>The <see cref="OfferField.VoucherType"/> of every code there is yet.</summary>
    public const string DiscountVoucher = "DiscountVoucher";

    /// <summary>The <see cref="OfferField.HolderRole"/> of whom a code was published to.</summary>
    public const string Owner = "Owner";

    /// <summary>The kinds of offers it may hold for.</summary>
    internal OfferKinds Kinds => this is { Field: OfferField.ResourceKind, Is: OfferTest.Is }
        ? Values.Aggregate(OfferKinds.None, static (kinds, word) => kinds | (Enum.TryParse<OfferKind>(word, out var kind) ? kind.InKinds() : OfferKinds.None))
        : OfferKinds.All;

    internal bool Holds(Offer offer)
    {
        var seen = offer.Value(Field);
        return Is switch
        {
            OfferTest.HasValue => seen is not null,
            OfferTest.IsUnknown => seen is null,
            OfferTest.IsNot => seen is null || !Values.Contains(seen, StringComparer.Ordinal),
            _ => seen is not null && Values.Contains(seen, StringComparer.Ordinal),
        };
    }
}

/// <summary>What is known of an offer before it is decided.</summary>
public enum OfferField
{
    CategoryId,
    CampaignId,

    /// <summary><c>Coupons</c> or <c>Promotion</c>; none for a code without campaign.</summary>
    CampaignKind,

    /// <summary>Of the voucher, tier, stack or campaign.</summary>
    ResourceId,

    /// <summary>The word of <see cref="OfferKind"/>.</summary>
    ResourceKind,

    /// <summary><see cref="OfferCondition.DiscountVoucher"/>; none for tiers, stacks and campaigns.</summary>
    VoucherType,

    Code,

    /// <summary><see cref="OfferCondition.Owner"/> for a code published to the customer, else none.</summary>
    HolderRole,
}

/// <summary>One of the values; none of them, or no value; any value; no value.</summary>
public enum OfferTest { Is, IsNot, HasValue, IsUnknown }
