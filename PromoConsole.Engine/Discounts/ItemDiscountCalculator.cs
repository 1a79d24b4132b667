using System.Diagnostics;

namespace PromoConsole.Engine.Discounts;

/// <summary>Discounts that come off single lines.</summary>
internal static class ItemDiscountCalculator
{
    /// <param name="times">How many bundles count; 1 without bundles.</param>
    public static AppliedDiscount Apply(DiscountRequest request, int times, int? bundles)
    {
        var discount = request.Discount;
        var caps = new CapLedger();
        var limited = discount is PercentOff or FixedTotal || discount.Effect == DiscountEffect.ApplyToItemsByQuantity;
        var unitTimes = discount is FixedTotal || discount.Effect == DiscountEffect.ApplyToItemsByQuantity ? times : 1;
        var selection = Selection.Of(request, limited ? caps : null, unitTimes);
        var priced = selection.Portions.Where(portion => portion.Line.SubtotalAmount is not null).ToList();
        var lines = discount.Effect is DiscountEffect.ApplyToItemsProportionally or DiscountEffect.ApplyToItemsProportionallyByQuantity
            ? Shared(request, priced, caps, times, bundles)
            : Each(request, priced, caps, times, bundles);
        var computed = lines.Select(line => line.ComputedValue).Distinct().ToList();
        return new AppliedDiscount(
            discount, Money.Round(lines.Sum(line => line.BaseAmount)), lines.Sum(line => line.ExactAmount), lines.Sum(line => line.DiscountAmount), caps.CutAmount, [])
        {
            LeftBefore = request.Order.TotalAmount,
            Lines = lines,
            Caps = caps.Cuts,
            ComputedValue = computed is [{ } same] ? same : null,
            IsDynamic = computed.Exists(value => value is not null),
            Applicable = selection.Applicable,
            Inapplicable = selection.Inapplicable,
        };
    }

    private static List<LineChange> Each(DiscountRequest request, List<Portion> portions, CapLedger caps, int times, int? bundles)
    {
        var changes = new List<LineChange>(portions.Count);
        foreach (var portion in portions)
        {
            var left = Math.Max(0, portion.Line.SubtotalAmount!.Value);
            var @base = portion.Of(request.OnInitialAmount && request.Discount is PercentOff ? portion.Line.InitialAmount!.Value : left);
            var (exact, computed) = Exact(request, portion, portion.Of(left), @base, times, bundles);
            var most = Math.Min(left, Money.Round(portion.Of(left)));
            var amount = caps.Take(Math.Clamp(Money.Round(exact), 0, most), portion.Index, [.. LineCaps(request, portion), .. CommonCaps(request)]);
            changes.Add(new(portion.Index, amount)
            {
                CoveredQuantity = portion.Quantity, BaseAmount = @base, ExactAmount = exact, ComputedValue = computed,
            });
        }

        return changes;
    }

    /// <param name="left">Left to pay of the covered units.</param>
    /// <param name="base">What percentages are of.</param>
    private static (decimal Exact, decimal? Computed) Exact(DiscountRequest request, Portion portion, decimal left, decimal @base, int times, int? bundles)
    {
        var context = DiscountValue.Context(request, bundles, portion.Line);
        switch (request.Discount)
        {
            case PercentOff off:
                var percent = DiscountValue.Percent(off.Formula, off.Percent, context);
                return (Money.PercentOf(@base, percent.Value * times), percent.Computed);
            case AmountOff off:
                var value = DiscountValue.Amount(off.Formula, off.Amount, context);
                return (off.Effect == DiscountEffect.ApplyToItemsByQuantity ? Math.Min(value.Value * portion.Quantity, left) : value.Value * times, value.Computed);
            case FixedTotal total:
                var own = DiscountValue.Amount(total.Formula, total.Amount, context);
                var price = portion.Entry is { } entry && (entry.PriceAmount is not null || entry.PriceFormula is not null)
                    ? DiscountValue.Amount(entry.PriceFormula, entry.PriceAmount ?? (long)own.Value, context)
                    : own;
                return (Math.Max(0, left - (price.Value * portion.Quantity)), price.Computed);
            default:
                throw new UnreachableException($"No calculation for {request.Discount.GetType().Name}.");
        }
    }

    // One amount over all: what a line cannot take goes to the others; caps cut it down first, an entry's own cut what its lines got.
    private static List<LineChange> Shared(DiscountRequest request, List<Portion> portions, CapLedger caps, int times, int? bundles)
    {
        var off = (AmountOff)request.Discount;
        var value = DiscountValue.Amount(off.Formula, off.Amount, DiscountValue.Context(request, bundles));
        long[] rooms = [.. portions.Select(portion => Money.Floor(portion.Of(Math.Max(0, portion.Line.SubtotalAmount!.Value))))];
        long[] weights = off.Effect == DiscountEffect.ApplyToItemsProportionallyByQuantity
            ? [.. portions.Select(portion => (long)portion.Quantity)]
            : [.. portions.Select(portion => Money.Floor(portion.Of(portion.Line.Amount!.Value)))];
        var whole = (long)Math.Min(value.Value * times, rooms.Sum());
        var total = caps.Take(whole, null, CommonCaps(request));
        var shares = Money.SplitWithin(total, weights, rooms);
        var weighed = Math.Max(1, weights.Sum());
        return [.. portions.Select((portion, i) => new LineChange(portion.Index, caps.Take(shares[i], portion.Index, LineCaps(request, portion)))
        {
            CoveredQuantity = portion.Quantity, BaseAmount = portion.Of(portion.Line.Amount!.Value),
            ExactAmount = (decimal)whole * weights[i] / weighed, ComputedValue = value.Computed,
        })];
    }

    private static CapLimit[] LineCaps(DiscountRequest request, Portion portion) =>
    [
        new(CapKind.AmountLimit, (request.Discount as PercentOff)?.MaxAmount),
        new(CapKind.EntryAmountLimit, portion.Entry?.AmountLimit),
        new(CapKind.EntryAggregatedAmountLimit, portion.Entry?.AggregatedAmountLimit, portion.EntryAt),
    ];

    private static CapLimit[] CommonCaps(DiscountRequest request) =>
    [
        new(CapKind.AggregatedAmountLimit, request.Discount.AggregatedAmountLimit, 0),
        new(CapKind.LeftToPay, request.Order.TotalAmount, 0),
        new(CapKind.Guard, request.MostAmount, 0),
    ];
}
