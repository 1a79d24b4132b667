using System.Diagnostics;

namespace PromoConsole.Engine.Discounts;

/// <summary>Works out what a discount takes off an order, in exact arithmetic, rounded once.</summary>
public static class DiscountCalculator
{
    /// <summary>Takes a discount off what is left of an order: never below zero, 100 % leaves exactly zero.</summary>
    /// <param name="baseAmount">What is left to pay before this discount, minor units, 0 or more.</param>
    /// <param name="lineAmounts">Value of each order line in request order, 0 for lines without a price; decides how the discount is shared out.</param>
    public static AppliedDiscount Apply(Discount discount, long baseAmount, ReadOnlySpan<long> lineAmounts)
    {
        var exact = Exact(discount, baseAmount);
        var uncapped = Math.Clamp(Money.Round(exact), 0, baseAmount);
        var amount = discount is PercentOff { MaxAmount: { } cap } ? Math.Min(uncapped, Math.Max(0, cap)) : uncapped;
        return new AppliedDiscount(discount, baseAmount, exact, amount, uncapped - amount, Shares(amount, lineAmounts));
    }

    private static decimal Exact(Discount discount, long baseAmount) => discount switch
    {
        AmountOff off => off.Amount,
        PercentOff off => Money.PercentOf(baseAmount, off.Percent),
        FixedTotal total => Math.Max(0, baseAmount - total.Amount),
        _ => throw new UnreachableException($"No calculation for {discount.GetType().Name}."),
    };

    private static long[] Shares(long amount, ReadOnlySpan<long> lineAmounts)
    {
        foreach (var line in lineAmounts)
            if (line > 0) return Money.Split(amount, lineAmounts);
        return [];
    }
}
