using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Discounts;

/// <summary>How a discount came out, as a person says it.</summary>
public static class AppliedDiscountWords
{
    /// <summary>How it came out: "15% of 289.00 is 43.35; the cap is 40.00", "2 pieces free, worth 18.00".</summary>
    public static string Of(AppliedDiscount applied, Wording wording)
    {
        if (applied.Bundle is { Quantity: 0 } none)
            return $"The cart holds no complete bundle: {wording.Counted(none.Missing.Sum(item => (long)item.Quantity), "piece is", "pieces are")} missing";
        var text = applied.Lines.Count > 0 ? OnLines(applied, wording) : applied.Discount.Effect == DiscountEffect.ApplyToOrder ? OnOrder(applied, wording) : "No item is covered, so nothing comes off";
        if (applied.Bundle is { Quantity: > 1 } found) text = $"{wording.Number(found.Quantity)} bundles: {Lower(text)}";
        return applied.IsDynamic ? $"{text}, by its formula" : text;
    }

    /// <summary>Each cap that acted: "at most 6.00 a line cut 7.20"; the same cap on several lines is one sentence.</summary>
    public static IReadOnlyList<string> Caps(AppliedDiscount applied, Wording wording) =>
        [.. applied.Caps.Where(cut => cut.Kind != CapKind.LeftToPay).GroupBy(cut => (cut.Kind, cut.Limit)).Select(cuts => Of(cuts.Key.Kind, cuts.Key.Limit, cuts.Sum(cut => cut.CutAmount), cuts.Sum(cut => cut.Units), wording))];

    /// <summary>What rounding added (positive) or took away, in minor units with decimals; 0 when it was exact.</summary>
    public static decimal Rounded(AppliedDiscount applied) => applied switch
    {
        { Lines.Count: > 0, Discount: FreeItems } => 0,
        { Lines.Count: > 0, Discount: AmountOff { Effect: DiscountEffect.ApplyToItemsProportionally or DiscountEffect.ApplyToItemsProportionallyByQuantity } } => 0,
        { Lines.Count: > 0 } => applied.Lines.Sum(line => Money.Round(line.ExactAmount) - line.ExactAmount),
        { Discount: PercentOff, Amount: var amount } when amount + applied.CapCutAmount <= applied.ExactAmount + 1 && amount + applied.CapCutAmount >= applied.ExactAmount - 1 =>
            amount + applied.CapCutAmount - applied.ExactAmount,
        _ => 0,
    };

    private static string OnOrder(AppliedDiscount applied, Wording wording)
    {
        switch (applied.Discount)
        {
            case PercentOff off:
                var percent = applied.BaseAmount > 0 && (applied.IsDynamic || applied.Bundle is not null) ? applied.ExactAmount * 100 / applied.BaseAmount : off.Percent;
                var text = $"{wording.Percent(percent)} of {wording.Amount(applied.BaseAmount)} is {wording.Exact(applied.ExactAmount)}";
                if (Rounded(applied) != 0) text += $", rounded to {wording.Amount(applied.Amount + applied.CapCutAmount)}";
                return applied.Caps.FirstOrDefault(cap => cap.Kind == CapKind.AmountLimit) is { } acted ? $"{text}; the cap is {wording.Amount(acted.Limit)}"
                    : applied.CapCutAmount > 0 && off.MaxAmount is { } cap ? $"{text}; the cap is {wording.Amount(cap)}" : text;
            case AmountOff when applied.ExactAmount > applied.BaseAmount:
                return $"{wording.Exact(applied.ExactAmount)} is more than the {wording.Amount(applied.BaseAmount)} left, so all of it comes off";
            case FixedTotal total when applied.ExactAmount == 0:
                return $"The order costs {wording.Amount(applied.BaseAmount)}, not more than {wording.Exact(applied.ComputedValue ?? total.Amount)}, so it keeps its price";
            case FixedTotal total:
                return $"From {wording.Amount(applied.BaseAmount)} down to {wording.Exact(applied.ComputedValue ?? total.Amount)}";
            default:
                return $"{wording.Amount(applied.Amount)} off the order";
        }
    }

    private static string OnLines(AppliedDiscount applied, Wording wording)
    {
        var touched = applied.Lines.Where(line => line.DiscountAmount != 0 || line.AddedQuantity != 0 || line.DiscountQuantity != 0).ToList();
        var lines = wording.Counted(touched.Count, "line", "lines");
        long pieces = touched.Sum(line => (long)(line.CoveredQuantity ?? 0));
        var counted = wording.Counted(pieces, "piece", "pieces");
        var value = applied.ComputedValue ?? (applied.Discount as AmountOff)?.Amount ?? (applied.Discount as FixedTotal)?.Amount;
        return (applied.Discount, value) switch
        {
            (FreeItems, _) when applied.Exchanges is { Count: > 0 } exchanges =>
                $"{wording.Counted(exchanges.Sum(one => (long)one.SourceQuantity), "piece", "pieces")} worth {wording.Amount(exchanges.Sum(one => one.SourceAmount))} exchanged for {wording.Number(exchanges.Sum(one => (long)one.TargetQuantity))} worth {wording.Amount(exchanges.Sum(one => one.TargetAmount))}",
            (FreeItems, _) => $"{counted} free, worth {wording.Amount(applied.Amount)}",
            (PercentOff off, _) when applied.Bundle is null && (!applied.IsDynamic || applied.ComputedValue is not null) =>
                $"{wording.Percent(applied.ComputedValue ?? off.Percent)} of {wording.Amount(applied.BaseAmount)} on {lines} is {wording.Exact(applied.ExactAmount)}",
            (AmountOff { Effect: DiscountEffect.ApplyToItems }, { } each) when applied.Bundle is null && Plain(applied) => $"{wording.Exact(each)} off each of {lines}",
            (AmountOff { Effect: DiscountEffect.ApplyToItemsByQuantity }, { } each) when Plain(applied) => $"Up to {wording.Exact(each)} off each of {counted}",
            (AmountOff { Effect: DiscountEffect.ApplyToItemsProportionally or DiscountEffect.ApplyToItemsProportionallyByQuantity }, _) => $"{wording.Amount(applied.Amount)} shared over {lines}",
            (FixedTotal, { } each) when Plain(applied) && applied.Applicable.All(entry => entry.Entry?.PriceAmount is null) => $"{counted} for {wording.Exact(each)} each instead of {wording.Amount(applied.BaseAmount)}",
            _ => $"{wording.Amount(applied.Amount)} off {lines}",
        };
    }

    // One value for all lines.
    private static bool Plain(AppliedDiscount applied) => !applied.IsDynamic || applied.ComputedValue is not null;

    private static string Of(CapKind kind, long limit, long cut, long units, Wording wording) => kind switch
    {
        CapKind.AmountLimit => $"cap {wording.Amount(limit)}: cut {wording.Amount(cut)}",
        CapKind.EntryAmountLimit => $"at most {wording.Amount(limit)} a line: cut {wording.Amount(cut)}",
        CapKind.AggregatedAmountLimit or CapKind.EntryAggregatedAmountLimit => $"at most {wording.Amount(limit)} together: cut {wording.Amount(cut)}",
        CapKind.QuantityLimit => $"at most {wording.Counted(limit, "piece", "pieces")} a line",
        CapKind.AggregatedQuantityLimit => $"at most {wording.Counted(limit, "piece", "pieces")} together",
        CapKind.CampaignUnits => $"at most {wording.Counted(limit, "piece", "pieces")} in the campaign: {KeptBack(units, wording)}",
        CapKind.CampaignCustomerUnits => $"at most {wording.Counted(limit, "piece", "pieces")} for a customer in the campaign: {KeptBack(units, wording)}",
        CapKind.IncentiveUnits => $"at most {wording.Counted(limit, "piece", "pieces")} by this code or tier: {KeptBack(units, wording)}",
        CapKind.IncentiveCustomerUnits => $"at most {wording.Counted(limit, "piece", "pieces")} for a customer by this code or tier: {KeptBack(units, wording)}",
        CapKind.Guard => $"project guard {wording.Amount(limit)}: cut {wording.Amount(cut)}",
        _ => "no more was left to pay",
    };

    private static string KeptBack(long units, Wording wording) => $"{wording.Counted(units, "piece", "pieces")} kept back";

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
