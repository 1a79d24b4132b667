using PromoConsole.Engine.Discounts;

namespace PromoConsole.Api;

/// <summary>Reads a discount out of a request body.</summary>
internal static class DiscountBody
{
    /// <summary>Null when it is missing or wrong, which is then noted.</summary>
    public static Discount? Read(Fields owner)
    {
        if (owner.Object("discount") is not { } discount)
        {
            if (!owner.Has("discount")) owner.Missing("discount");
            return null;
        }

        var type = discount.Word("type", "AMOUNT", "PERCENT", "FIXED");
        if (!discount.Has("type")) discount.Missing("type");
        discount.Word("effect", "APPLY_TO_ORDER");
        foreach (var later in (string[])["amount_off_formula", "percent_off_formula", "fixed_amount_formula", "aggregated_amount_limit"])
            if (discount.Has(later)) discount.Problem(later, "is not offered in this release");
        return type switch
        {
            "AMOUNT" => Given(discount, "amount_off", discount.Amount("amount_off", least: 1)) is { } amount ? new AmountOff(amount) : null,
            "PERCENT" => Given(discount, "percent_off", discount.Decimal("percent_off", 0, 100)) is { } percent
                ? new PercentOff(percent, discount.Amount("amount_limit", least: 1))
                : null,
            "FIXED" => Given(discount, "fixed_amount", discount.Amount("fixed_amount")) is { } total ? new FixedTotal(total) : null,
            _ => null,
        };
    }

    private static T? Given<T>(Fields discount, string name, T? value) where T : struct
    {
        if (!discount.Has(name)) discount.Missing(name);
        return value;
    }
}
