using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>What formulas read beside the order. Whatever is null is missing: a formula that needs it gives way to its fallback.</summary>
public sealed record FormulaFacts
{
    /// <summary>Nothing is known.</summary>
    public static FormulaFacts None { get; } = new();

    /// <summary>The instant decided for; null: formulas with dates relative to now give way.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>In which days begin.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Minor-unit digits of the currency: formulas count in major units.</summary>
    public int CurrencyDecimals { get; init; } = 2;

    public MetadataBag? Customer { get; init; }

    public DateOnly? CustomerBirthdate { get; init; }

    /// <summary>Of the voucher or promotion tier.</summary>
    public MetadataBag? Redeemable { get; init; }

    public MetadataBag? Redemption { get; init; }

    /// <summary>Of the code's publication to the customer.</summary>
    public MetadataBag? Publication { get; init; }

    public MetadataBag? CustomEvent { get; init; }

    /// <summary>How often the voucher may be redeemed.</summary>
    public long? VoucherRedemptionQuantity { get; init; }

    /// <summary>How often it was.</summary>
    public long? VoucherRedeemedQuantity { get; init; }

    public long? VoucherPublishCount { get; init; }

    public DateTimeOffset? VoucherStartsAt { get; init; }

    public DateTimeOffset? VoucherEndsAt { get; init; }

    public DateTimeOffset? TierStartsAt { get; init; }

    public DateTimeOffset? TierEndsAt { get; init; }
}
