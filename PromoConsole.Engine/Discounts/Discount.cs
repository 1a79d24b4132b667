using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Discounts;

/// <summary>What comes off. Stored as JSON, so the type words are permanent; they are the wire format's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AmountOff), "AMOUNT")]
[JsonDerivedType(typeof(PercentOff), "PERCENT")]
[JsonDerivedType(typeof(FixedTotal), "FIXED")]
public abstract record Discount
{
    private protected Discount() { } // closed: every variant lives in this file

    /// <summary>What it applies to. Default: the whole order.</summary>
    public DiscountEffect Effect { get; init; } = DiscountEffect.ApplyToOrder;
}

/// <summary>A fixed amount off the order, never more than is left to pay.</summary>
/// <param name="Amount">Minor units, above 0.</param>
public sealed record AmountOff(long Amount) : Discount;

/// <summary>A share of the order.</summary>
/// <param name="Percent">Above 0, up to 100.</param>
/// <param name="MaxAmount">At most this many minor units come off; null for no cap.</param>
public sealed record PercentOff(decimal Percent, long? MaxAmount = null) : Discount;

/// <summary>The order costs this much; a cheaper order keeps its price, never a surcharge.</summary>
/// <param name="Amount">Minor units, 0 or more.</param>
public sealed record FixedTotal(long Amount) : Discount;

/// <summary>What a discount applies to.</summary>
public enum DiscountEffect { ApplyToOrder }

/// <summary>How a discount came out on one order, with what is needed to say it step by step.</summary>
/// <param name="Discount">The discount as configured.</param>
/// <param name="BaseAmount">What it was computed from, minor units.</param>
/// <param name="ExactAmount">Before caps and rounding, in minor units.</param>
/// <param name="Amount">What came off, minor units.</param>
/// <param name="CapCutAmount">How much a cap cut away, minor units, 0 when none acted.</param>
/// <param name="Shares">Per order line, in request order; sums to <paramref name="Amount"/> when the order has priced lines, else empty.</param>
public sealed record AppliedDiscount(
    Discount Discount, long BaseAmount, decimal ExactAmount, long Amount, long CapCutAmount, IReadOnlyList<long> Shares);
