using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts;

/// <summary>Covered units exchanged for another product, so that the order never becomes dearer.</summary>
/// <remarks>
/// The units taken away leave with what is left to pay of them (R); those given are worth N. What comes off is N − R, never below zero, so the
/// total stays as it was, or falls by R − N.
/// </remarks>
internal static class ReplacementCalculator
{
    /// <param name="times">How many bundles count; 1 without bundles. Both sides are multiplied.</param>
    public static AppliedDiscount Apply(DiscountRequest request, int times, int? bundles)
    {
        var caps = new CapLedger();
        var selection = Selection.Of(request, caps, times);
        var item = ((FreeItems)request.Discount).Items[0];
        var target = item.Item is { } reference ? FreeItemCalculator.LineOf(reference, request.Items) : null;
        var changes = new List<LineChange>();
        var exchanges = new List<Exchange>();
        var computed = new List<decimal?>();
        var index = request.Order.Lines.Count;
        LineChange? given = null;
        foreach (var portion in selection.Portions)
        {
            // Without a price on both sides there is no telling what the exchange costs.
            if (target?.PriceAmount is not { } price || portion.Line.Amount is not { } amount) break;
            var value = DiscountValue.Units(item.Formula, item.Quantity, DiscountValue.Context(request, bundles, portion.Line));
            computed.Add(value.Computed);
            if (Exchanged(portion, amount, price, (int)value.Value, request.MostAmount - (given?.DiscountAmount ?? 0), index, caps) is not { } exchange) continue;
            exchanges.Add(exchange);
            var released = Released(portion);
            changes.Add(new(portion.Index, -released)
            {
                AddedQuantity = -portion.Quantity, AddedAmount = -(exchange.SourceAmount + released), CoveredQuantity = portion.Quantity, BaseAmount = exchange.SourceAmount,
            });
            given = new(index, (given?.DiscountAmount ?? 0) + exchange.DiscountAmount)
            {
                Added = target, AddedQuantity = (given?.AddedQuantity ?? 0) + exchange.TargetQuantity, AddedAmount = (given?.AddedAmount ?? 0) + exchange.TargetAmount,
                ExactAmount = (given?.ExactAmount ?? 0) + exchange.DiscountAmount, CoveredQuantity = (given?.CoveredQuantity ?? 0) + exchange.TargetQuantity,
            };
        }

        if (given is not null) changes.Add(given);
        var values = computed.Distinct().ToList();
        return new(request.Discount, exchanges.Sum(one => one.SourceAmount), given?.DiscountAmount ?? 0, given?.DiscountAmount ?? 0, caps.CutAmount, [])
        {
            LeftBefore = request.Order.TotalAmount,
            Lines = changes,
            Exchanges = exchanges,
            Caps = caps.Cuts,
            ComputedValue = values is [{ } same] ? same : null,
            IsDynamic = values.Exists(one => one is not null),
            Applicable = selection.Applicable,
            Inapplicable = selection.Inapplicable,
        };
    }

    /// <param name="most">What the guard still grants; an exchange that needs more does not happen.</param>
    private static Exchange? Exchanged(Portion portion, long amount, long price, int each, long? most, int target, CapLedger caps)
    {
        var units = (long)each * portion.Quantity;
        if (units is <= 0 or > FreeItem.MostQuantity || (decimal)price * units > OrderArithmetic.MostAmount) return null;
        var taken = Money.Round(portion.Of(amount)) - Released(portion);
        var worth = price * units;
        var off = Math.Max(0, worth - taken);
        if (off <= (most ?? long.MaxValue)) return new(portion.Index, portion.Quantity, taken, target, (int)units, worth, off);
        caps.Take(off, portion.Index, new CapLimit(CapKind.Guard, 0));
        return null;
    }

    // The units leave with their part of what came off their line before.
    private static long Released(Portion portion) => Money.Floor(portion.Of(portion.Line.DiscountAmount));
}
