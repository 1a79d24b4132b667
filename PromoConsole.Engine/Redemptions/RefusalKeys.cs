namespace PromoConsole.Engine.Redemptions;

/// <summary>The stable keys of refusals, in the field's spelling; those of rules are in <see cref="Rules.Violations"/>.</summary>
public static class RefusalKeys
{
    public const string NotFound = "not_found";

    /// <summary>The code or its campaign is switched off, in the bin, or not launched.</summary>
    public const string Disabled = "voucher_disabled";

    public const string NotStarted = "voucher_not_active";

    public const string Expired = "voucher_expired";

    /// <summary>Outside its days, hours or repeating window.</summary>
    public const string NotOpenNow = "voucher_not_active_now";

    public const string QuantityExceeded = "quantity_exceeded";

    /// <summary>The tier or its campaign is switched off, not started, or over.</summary>
    public const string PromotionInactive = "promotion_inactive";

    /// <summary>The tier is outside its days, hours or repeating window.</summary>
    public const string PromotionNotOpenNow = "promotion_not_active_now";

    /// <summary>Redeeming what can be redeemed, of several: nothing could.</summary>
    public const string NoneApplicable = "no_applicable_redeemables";

    public const string MissingOrder = "missing_order";

    /// <summary>The order has neither an amount nor a priced line.</summary>
    public const string MissingAmount = "missing_amount";

    /// <summary>Every key a decision can give, in the order of the checks.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NotFound, Disabled, NotStarted, Expired, NotOpenNow, PromotionInactive, PromotionNotOpenNow, QuantityExceeded, Rules.Violations.MissingCustomer, Rules.Violations.CustomerRules,
        Rules.Violations.OrderRules, Rules.Violations.RedemptionRules, MissingOrder, MissingAmount,
        NoneApplicable,
    ];

    /// <summary>The field's message for a key: short, for the wire.</summary>
    public static string MessageOf(string key) => key switch
    {
        NotFound => "Resource not found",
        Disabled => "voucher is disabled",
        NotStarted => "voucher is not active yet",
        Expired => "voucher expired",
        NotOpenNow => "voucher not active now",
        QuantityExceeded => "quantity exceeded",
        PromotionInactive => "Inactive Promotion",
        PromotionNotOpenNow => "Promotion not active now",
        NoneApplicable => "No applicable redeemables",
        Rules.Violations.MissingCustomer => "Missing customer",
        Rules.Violations.CustomerRules => "customer does not match validation rules",
        Rules.Violations.OrderRules => "order does not match validation rules",
        Rules.Violations.RedemptionRules => "redemption does not match validation rules",
        MissingOrder => "Missing order",
        MissingAmount => "Missing order amount",
        _ => key,
    };

    /// <summary>A refusal's name in a list or a chart: "Cart does not match".</summary>
    public static string LabelOf(string key) => key switch
    {
        NotFound => "Unknown code",
        Disabled => "Switched off",
        NotStarted => "Not started yet",
        Expired => "Ended",
        NotOpenNow => "Outside its hours",
        QuantityExceeded => "Used up",
        PromotionInactive => "Promotion not running",
        PromotionNotOpenNow => "Promotion outside its hours",
        NoneApplicable => "Nothing could be applied",
        Rules.Violations.MissingCustomer => "No customer given",
        Rules.Violations.CustomerRules => "Customer does not match",
        Rules.Violations.OrderRules => "Cart does not match",
        Rules.Violations.RedemptionRules => "Limit or rule not met",
        MissingOrder => "No order given",
        MissingAmount => "Order without a value",
        _ => key,
    };
}
