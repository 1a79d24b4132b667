using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts;

/// <summary>A discount to take off an order as it stands at this moment, with all that the calculation may ask.</summary>
public sealed record DiscountRequest
{
    public required Discount Discount { get; init; }

    /// <summary>Which items it covers; null: all. Read by item effects only.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>What the cart must hold, and how often it does; null: no bundle.</summary>
    public BundleRule? Bundle { get; init; }

    public required OrderState Order { get; init; }

    /// <summary>Percentages are of the amounts as sent, not of what is left of them. Default: of what is left.</summary>
    public bool OnInitialAmount { get; init; }

    /// <summary>What formulas read beside the order.</summary>
    public FormulaFacts Formula { get; init; } = FormulaFacts.None;

    /// <summary>Knows products, SKUs and collections.</summary>
    public required IItemLookup Items { get; init; }

    /// <summary>Indices of lines that item effects must leave alone: taken by another incentive already, or protected. Null: none.</summary>
    public IReadOnlySet<int>? UntouchableLines { get; init; }

    /// <summary>Indices of lines that order discounts count without: nothing is taken off for them. Null: none.</summary>
    public IReadOnlySet<int>? ProtectedLines { get; init; }

    /// <summary>How many units of an entry were discounted before, for a limit of them; null when that cannot be known: then none are. Default: none were.</summary>
    /// <remarks>The line is the one to be discounted, where each product counts by itself.</remarks>
    public Func<CoverageEntry, UnitLimit, LineState, long?> UnitsUsed { get; init; } = static (_, _, _) => 0;

    /// <summary>Never more than this comes off in all, minor units; null for no such guard.</summary>
    public long? MostAmount { get; init; }
}
