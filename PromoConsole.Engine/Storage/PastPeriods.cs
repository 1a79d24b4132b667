using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Storage;

/// <summary>
/// Removes counters of days, weeks and months that are long over: a limit "once a day" for each customer would leave a row for every day of every customer.
/// Nothing reads them any more, and a rollback never makes a counter.
/// </summary>
public sealed class PastPeriods(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    internal const int Slice = 1_000;

    // The longest period, what a zone may differ, and another month for whoever looks at the database.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(62);

    /// <summary>Reads beside the redemptions, and writes in small pieces between them.</summary>
    /// <returns>How many counters went.</returns>
    public async Task<int> ForgetAsync(CancellationToken ct = default)
    {
        var before = PeriodKeys.Of(time.GetUtcNow() - s_kept, TimeZoneInfo.Utc, DayOfWeek.Monday);
        var gone = 0;
        foreach (var measure in Budgets.All)
            if (measure.Period() is not BudgetPeriod.Ever and var period) gone += await ForgetAsync(CounterKeys.Prefix(measure), before.Suffix(period), ct);
        return gone;
    }

    /// <param name="oldest">How the key of the oldest period that is kept ends: <c>:d20260302</c>.</param>
    private async Task<int> ForgetAsync(string prefix, string oldest, CancellationToken ct)
    {
        var pattern = string.Create(CultureInfo.InvariantCulture, $"{prefix}%{oldest[..2]}{new string('_', oldest.Length - 2)}");
        var gone = 0;
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        for (var last = prefix; ;)
        {
            List<string> keys;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                keys = await db.Counters.Where(c => string.Compare(c.Key, last) > 0 && string.Compare(c.Key, end) < 0 && EF.Functions.Like(c.Key, pattern) && string.Compare(c.Key.Substring(c.Key.Length - oldest.Length), oldest) < 0)
                    .OrderBy(c => c.Key).Select(c => c.Key).Take(Slice).ToListAsync(ct);
            }

            if (keys.Count == 0) return gone;
            var removed = await writes.WriteAsync<int>(async (db, token) => await db.Counters.Where(c => keys.Contains(c.Key)).ExecuteDeleteAsync(token), ct);
            gone += removed.Value;
            if (keys.Count < Slice) return gone;
            last = keys[^1];
        }
    }
}
