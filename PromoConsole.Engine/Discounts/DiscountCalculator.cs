using System.Diagnostics;

namespace PromoConsole.Engine.Discounts;

/// <summary>Works out what a discount takes off an order, in exact arithmetic, rounded once.</summary>
public static class DiscountCalculator
{
    /// <summary>Takes a discount off what is left of an order: never below zero, 100 % leaves exactly zero.</summary>
    /// <returns>Null when the order has no value to take it from.</returns>
    public static AppliedDiscount? Apply(DiscountRequest request)
    {
        if (request.Order.TotalAmount is not { } left) return null;
        return OffOrder(request, left);
    }

    private static AppliedDiscount OffOrder(DiscountRequest request, long left)
    {
        var discount = request.Discount;
        var @base = request.OnInitialAmount && discount is PercentOff ? request.Order.InitialAmount ?? left : left;
        var exact = discount switch
        {
            AmountOff off => off.Amount,
            PercentOff off => Money.PercentOf(@base, off.Percent),
            FixedTotal total => Math.Max(0, left - total.Amount),
            _ => throw new UnreachableException($"No calculation for {discount.GetType().Name}."),
        };
        var uncapped = Math.Clamp(Money.Round(exact), 0, left);
        var caps = new List<CapCut>(2);
        var amount = uncapped;
        if (discount is PercentOff { MaxAmount: { } limit }) Cap(CapKind.AmountLimit, limit);
        if (request.MostAmount is { } most) Cap(CapKind.Guard, most);
        return new AppliedDiscount(discount, @base, exact, amount, uncapped - amount, Shares(amount, request))
        {
            OrderDiscountAmount = amount,
            LeftBefore = left,
            Caps = caps,
        };

        void Cap(CapKind kind, long most)
        {
            most = Math.Max(0, most);
            if (amount <= most) return;
            caps.Add(new(kind, most, amount - most));
            amount = most;
        }
    }

    private static long[] Shares(long amount, DiscountRequest request)
    {
        long[] weights = [.. request.Order.Lines.Select(line => Math.Max(0, line.SubtotalAmount ?? 0))];
        return Array.Exists(weights, weight => weight > 0) ? Money.Split(amount, weights) : [];
    }
}
