using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Names about order lines: the one the discount works on, the cheapest and the most expensive one.</summary>
internal static class FormulaItems
{
    public static IEnumerable<FormulaName> Names() =>
    [
        .. Of("", "the line the discount works on", context => context.Line, ofLine: true),
        .. Of("CHEAPEST_", "the line with the lowest unit price", context => Extreme(context.Order, dearest: false), ofLine: false),
        .. Of("MOST_EXPENSIVE_", "the line with the highest unit price", context => Extreme(context.Order, dearest: true), ofLine: false),
    ];

    private static IEnumerable<FormulaName> Of(string prefix, string which, Func<FormulaContext, LineState?> line, bool ofLine)
    {
        FormulaName[] names =
        [
            Number("PRICE", $"Unit price of {which}.", (context, one) => context.Major(one.UnitPrice)),
            Number("AMOUNT", $"Value of {which}, before discounts.", (context, one) => context.Major(one.Amount)),
            Number("SUBTOTAL", $"What is left to pay of {which}.", (context, one) => context.Major(one.SubtotalAmount)),
            Number("UNITS_QUANTITY", $"Pieces on {which}.", (_, one) => one.Quantity),
            FormulaNames.Attribute(FormulaGroup.Item, $"{prefix}ORDER_ITEM_METADATA", which, context => line(context)?.Line.Metadata),
            FormulaNames.Attribute(FormulaGroup.Item, $"{prefix}ORDER_ITEM_PRODUCT_METADATA", $"the product on {which}",
                context => line(context) is { } one ? context.Items.ProductMetadata(one.Line) : null),
        ];
        return names.Select(name => name with { OfLine = ofLine });

        FormulaName Number(string word, string help, Func<FormulaContext, LineState, decimal?> of) => FormulaNames.Operand(
            FormulaGroup.Item, $"{prefix}ORDER_ITEM_{word}", FormulaKind.Number, help,
            context => line(context) is { } one ? FormulaValue.Of(of(context, one)) : FormulaValue.Missing);
    }

    // Equal prices: the lowest subtotal for both, then the first in the order.
    private static LineState? Extreme(OrderState? order, bool dearest)
    {
        LineState? found = null;
        foreach (var line in order?.Lines ?? [])
        {
            if (line.Quantity <= 0 || line.UnitPrice is not { } price) continue;
            if (found?.UnitPrice is not { } best || (dearest ? price > best : price < best) || (price == best && line.SubtotalAmount < found.SubtotalAmount)) found = line;
        }

        return found;
    }
}
