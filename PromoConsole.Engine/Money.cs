namespace PromoConsole.Engine;

/// <summary>The one place where amounts are rounded and split. Amounts are minor units of the project's currency.</summary>
public static class Money
{
    /// <summary>Rounds an exact amount of minor units half away from zero.</summary>
    public static long Round(decimal exactAmount) => (long)Math.Round(exactAmount, MidpointRounding.AwayFromZero);

    /// <summary>Rounds an exact amount of minor units down: what is surely left of it.</summary>
    public static long Floor(decimal exactAmount) => (long)Math.Floor(exactAmount);

    /// <summary>How many minor units make a major one.</summary>
    public static decimal MinorUnits(int decimals) => decimals switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1_000, _ => throw new ArgumentOutOfRangeException(nameof(decimals)) };

    /// <summary>Minor units of an amount in major ones, rounded; null when it is more than an order can be worth.</summary>
    public static long? OfMajor(decimal major, int decimals) =>
        major <= Orders.OrderArithmetic.MostAmount ? Round(major * MinorUnits(decimals)) : null;

    /// <summary>A share of an amount, exact and unrounded.</summary>
    /// <param name="percent">0 to 100; values outside are clamped.</param>
    public static decimal PercentOf(decimal amount, decimal percent) => amount * Math.Clamp(percent, 0m, 100m) / 100m;

    /// <summary>
    /// Splits a total over weights so that the shares sum to it exactly: each share is rounded down, then the missing minor units
    /// go one by one to the largest fractional parts, ties to the earlier entry. All weights zero: everything stays unassigned (zeros).
    /// </summary>
    public static long[] Split(long total, ReadOnlySpan<long> weights)
    {
        var shares = new long[weights.Length];
        Int128 sum = 0;
        foreach (var weight in weights) sum += weight;
        if (sum == 0 || total == 0) return shares;

        var rests = new Int128[weights.Length];
        var given = 0L;
        for (var i = 0; i < weights.Length; i++)
        {
            var exact = (Int128)total * weights[i];
            shares[i] = (long)(exact / sum);
            rests[i] = exact % sum;
            given += shares[i];
        }

        for (var missing = total - given; missing > 0; missing--)
        {
            var best = 0;
            for (var i = 1; i < rests.Length; i++)
                if (rests[i] > rests[best]) best = i;
            shares[best]++;
            rests[best] = -1;
        }

        return shares;
    }

    /// <summary>Splits a total over weights like <see cref="Split"/>, no share above its room; what one cannot take is shared by the others. All that fits is given.</summary>
    /// <param name="rooms">Largest share of each entry, 0 or more.</param>
    public static long[] SplitWithin(long total, ReadOnlySpan<long> weights, ReadOnlySpan<long> rooms)
    {
        var shares = new long[weights.Length];
        var open = weights.ToArray();
        for (var i = 0; i < open.Length; i++)
            if (rooms[i] <= 0) open[i] = 0;
        while (total > 0)
        {
            var split = Split(total, open);
            var full = false;
            for (var i = 0; i < open.Length; i++)
            {
                if (split[i] <= rooms[i]) continue;
                full = true;
                shares[i] = rooms[i];
                total -= rooms[i];
                open[i] = 0;
            }

            if (full) continue;
            for (var i = 0; i < open.Length; i++) shares[i] += split[i];
            break;
        }

        return shares;
    }
}
