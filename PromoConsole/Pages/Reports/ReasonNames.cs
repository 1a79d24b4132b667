namespace PromoConsole.Pages.Reports;

/// <summary>Refusal keys as a marketer says them.</summary>
public static class ReasonNames
{
    public static string Of(string key) => key switch
    {
        "not_found" => "Mistyped or unknown code",
        "voucher_disabled" => "Code or campaign paused",
        "voucher_not_active" => "Not started yet",
        "voucher_expired" => "Code expired",
        "voucher_not_active_now" => "Outside its days or hours",
        "quantity_exceeded" => "Code already used up",
        "customer_rules_violated" => "Not for this customer",
        "order_rules_violated" => "The cart does not qualify",
        "redemption_rules_violated" => "A limit was reached",
        "missing_customer" => "No customer given",
        "missing_order" or "missing_amount" or "missing_order_items" => "No order value given",
        "" => "No reason recorded",
        _ => char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' '),
    };
}
