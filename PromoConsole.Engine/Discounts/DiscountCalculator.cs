using System.Diagnostics;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts;

/// <summary>Works out what a discount takes off an order, in exact arithmetic, rounded once for each amount it produces.</summary>
public static class DiscountCalculator
{
    /// <summary>Takes a discount off what is left of an order: never below zero, 100 % leaves exactly zero.</summary>
    /// <returns>Null when the order has no value to take it from. Nothing comes off, and <see cref="FoundBundles.Missing"/> says why, when a bundle is not complete.</returns>
    public static AppliedDiscount? Apply(DiscountRequest request)
    {
        if (request.Order.TotalAmount is null && request.Discount is not FreeItems) return null;
        var found = request.Bundle is { } rule ? BundleCalculator.Find(rule, request.Order, request.Items) : null;
        if (found is { Quantity: 0 }) return new(request.Discount, 0, 0, 0, 0, []) { LeftBefore = request.Order.TotalAmount, Bundle = found };

        var times = request.Bundle is { Scaling: BundleScaling.Multiply } ? found!.Quantity : 1;
        var applied = request.Discount switch
        {
            FreeItems { Effect: DiscountEffect.ReplaceItems } => ReplacementCalculator.Apply(request, times, found?.Quantity),
            FreeItems => FreeItemCalculator.Apply(request, times, found?.Quantity),
            { Effect: DiscountEffect.ApplyToOrder } => OffOrder(request, request.Order.TotalAmount!.Value, times, found?.Quantity),
            _ => ItemDiscountCalculator.Apply(request, times, found?.Quantity),
        };
        return found is null ? applied : applied with { Bundle = found };
    }

    private static AppliedDiscount OffOrder(DiscountRequest request, long left, int times, int? bundles)
    {
        var discount = request.Discount;
        var context = DiscountValue.Context(request, bundles);
        var open = Math.Max(0, left - Protected(request, static line => line.SubtotalAmount));
        var @base = discount switch
        {
            PercentOff when request.OnInitialAmount => Math.Max(0, (request.Order.InitialAmount ?? left) - Protected(request, static line => line.InitialAmount)),
            FixedTotal => left,
            _ => open,
        };
        var (value, exact) = Exact(discount, @base, times, context);
        var uncapped = Math.Clamp(Money.Round(Math.Min(exact, open)), 0, open);
        var caps = new CapLedger();
        var amount = caps.Take(uncapped, null, new(CapKind.AmountLimit, (discount as PercentOff)?.MaxAmount), new(CapKind.Guard, request.MostAmount));
        return new AppliedDiscount(discount, @base, exact, amount, caps.CutAmount, Shares(amount, request))
        {
            OrderDiscountAmount = amount,
            LeftBefore = left,
            Caps = caps.Cuts,
            ComputedValue = value.Computed,
            IsDynamic = value.Computed is not null,
        };
    }

    private static (DiscountValue Value, decimal Exact) Exact(Discount discount, long @base, int times, Formulas.FormulaContext context)
    {
        switch (discount)
        {
            case AmountOff off:
                var amount = DiscountValue.Amount(off.Formula, off.Amount, context);
                return (amount, amount.Value * times);
            case PercentOff off:
                var percent = DiscountValue.Percent(off.Formula, off.Percent, context);
                return (percent, Money.PercentOf(@base, percent.Value * times));
            case FixedTotal total:
                var price = DiscountValue.Amount(total.Formula, total.Amount, context);
                return (price, Math.Max(0, @base - price.Value));
            default:
                throw new UnreachableException($"No calculation for {discount.GetType().Name}.");
        }
    }

    private static long[] Shares(long amount, DiscountRequest request)
    {
        long[] weights =
            [.. request.Order.Lines.Select((line, index) => request.ProtectedLines?.Contains(index) == true ? 0 : Math.Max(0, line.SubtotalAmount ?? 0))];
        return Array.Exists(weights, weight => weight > 0) ? Money.Split(amount, weights) : [];
    }

    private static long Protected(DiscountRequest request, Func<LineState, long?> value)
    {
        if (request.ProtectedLines is not { } lines) return 0;
        long sum = 0;
        foreach (var index in lines) sum += Math.Max(0, value(request.Order.Lines[index]) ?? 0);
        return sum;
    }
}
