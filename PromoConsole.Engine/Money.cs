namespace PromoConsole.Engine;

/// <summary>The one place where amounts are rounded and split. Amounts are minor units of the project's currency.</summary>
public static class Money
{
    /// <summary>Rounds an exact amount of minor units half away from zero.</summary>
    public static long Round(decimal exactAmount) => (long)Math.Round(exactAmount, MidpointRounding.AwayFromZero);

    /// <summary>A share of an amount, exact and unrounded.</summary>
    /// <param name="percent">0 to 100; values outside are clamped.</param>
    public static decimal PercentOf(long amount, decimal percent) => amount * Math.Clamp(percent, 0m, 100m) / 100m;

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
}
