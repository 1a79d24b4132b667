using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Where a formula is evaluated: what is known, and the order line it is about.</summary>
public sealed record FormulaContext
{
    public required FormulaFacts Facts { get; init; }

    /// <summary>As it stands when the discount is processed; null without an order.</summary>
    public OrderState? Order { get; init; }

    /// <summary>The line an item effect works on; null for the whole order.</summary>
    public LineState? Line { get; init; }

    /// <summary>Knows the attributes of products.</summary>
    public IItemLookup Items { get; init; } = LineIds.Only;

    /// <summary>Null when no bundle was asked for.</summary>
    public int? BundleQuantity { get; init; }

    /// <summary>Minor units as formulas count: in major ones.</summary>
    internal decimal? Major(decimal? minor) => minor / Money.MinorUnits(Facts.CurrencyDecimals);
}
