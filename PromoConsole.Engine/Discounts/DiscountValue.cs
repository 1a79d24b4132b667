using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts;

/// <summary>The value a discount works with: the formula's, else the static one.</summary>
/// <param name="Computed">What the formula gave; null when the static value is used.</param>
internal readonly record struct DiscountValue(decimal Value, decimal? Computed)
{
    /// <summary>Minor units. A formula counts in major ones; its result is rounded.</summary>
    public static DiscountValue Amount(Formula? formula, long fallback, FormulaContext context) =>
        formula?.Evaluate(context) is { } major && Money.OfMajor(major, context.Facts.CurrencyDecimals) is { } minor ? new(minor, minor) : new(fallback, null);

    /// <summary>0 to 100.</summary>
    public static DiscountValue Percent(Formula? formula, decimal fallback, FormulaContext context) =>
        formula?.Evaluate(context) is { } percent ? new(Math.Min(100, percent), Math.Min(100, percent)) : new(Math.Clamp(fallback, 0, 100), null);

    /// <summary>Whole units, rounded down.</summary>
    public static DiscountValue Units(Formula? formula, int fallback, FormulaContext context) =>
        formula?.Evaluate(context) is { } units ? Whole(Math.Floor(Math.Min(FreeItem.MostQuantity, units))) : new(Math.Clamp(fallback, 0, FreeItem.MostQuantity), null);

    /// <summary>Where formulas of a request are evaluated.</summary>
    public static FormulaContext Context(DiscountRequest request, int? bundles, LineState? line = null) => new()
    {
        Facts = request.Formula, Order = request.Order, Line = line, Items = request.Items, BundleQuantity = bundles,
    };

    private static DiscountValue Whole(decimal units) => new(units, units);
}
