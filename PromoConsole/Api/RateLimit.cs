using System.Collections.Concurrent;
using System.Globalization;

namespace PromoConsole.Api;

/// <summary>How often a caller may ask. Configuration section <c>Api:RateLimit</c>.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests of one API key in a window. Default 600,000: it stops runaway loops, not busy shops.</summary>
    public int Requests { get; init; } = 600_000;

    /// <summary>Requests without a valid key from one address in a window. Default 300, so that keys cannot be guessed.</summary>
    public int RequestsWithoutKey { get; init; } = 300;

    /// <summary>Requests of one address with one public key in a window. Default 60: the field's 5 in 5 seconds.</summary>
    public int ClientRequests { get; init; } = 60;

    /// <summary>Wrong codes one address may name out of pages in a window. Default 10.</summary>
    public int WrongCodes { get; init; } = 10;

    /// <summary>Wrong codes all visitors together may name with one public key in a window. Default 1,000.</summary>
    public int WrongCodesOfKey { get; init; } = 1_000;

    /// <summary>Default 60 seconds.</summary>
    public int WindowSeconds { get; init; } = 60;
}

/// <summary>Counts per caller in windows that start at the same instants for everybody. Exact, however many ask at once.</summary>
internal sealed class RateLimit(RateLimitOptions options, TimeProvider time)
{
    private sealed class Window(long number)
    {
        public readonly long Number = number;
        public readonly ConcurrentDictionary<string, Count> Counts = new();
    }

    private Window _current = new(0);

    /// <summary>Takes several at once, as long as anything is left: the last one to take may go over. What is refused is not counted.</summary>
    public Left Take(string caller, int many, int limit)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var window = WindowAt(now / options.WindowSeconds);
        var count = window.Counts.GetOrAdd(caller, static _ => new Count());
        var refused = !count.TryTake(many, limit);
        var opensAt = (window.Number + 1) * options.WindowSeconds;
        return new Left(count, limit, Math.Max(0, limit - count.Taken), opensAt, refused ? (int)(opensAt - now) : null);
    }

    // Only ever forward: whoever read the clock before the window turned counts in the newer one.
    private Window WindowAt(long number)
    {
        var window = Volatile.Read(ref _current);
        while (window.Number < number)
        {
            var fresh = new Window(number);
            var seen = Interlocked.CompareExchange(ref _current, fresh, window);
            window = ReferenceEquals(seen, window) ? fresh : seen;
        }

        return window;
    }

    /// <summary>What one caller took in one window.</summary>
    internal sealed class Count
    {
        private int _taken;

        public int Taken => Volatile.Read(ref _taken);

        /// <returns>False when nothing was left.</returns>
        public bool TryTake(int many, int limit)
        {
            for (var taken = Taken; ;)
            {
                if (many > 0 && taken >= limit) return false;
                var seen = Interlocked.CompareExchange(ref _taken, taken + many, taken);
                if (seen == taken) return true;
                taken = seen;
            }
        }

        /// <summary>Gives back what was taken here, also once the window is over.</summary>
        public void GiveBack(int many) => Interlocked.Add(ref _taken, -many);
    }

    /// <param name="Count">What was taken from.</param>
    /// <param name="OpensAt">Seconds since 1970 at which the next window opens.</param>
    /// <param name="RetryAfter">Seconds to wait; null while within the limit.</param>
    internal readonly record struct Left(Count Count, int Limit, int Remaining, long OpensAt, int? RetryAfter)
    {
        public void WriteTo(IHeaderDictionary headers)
        {
            headers["X-Rate-Limit-Limit"] = Limit.ToString(CultureInfo.InvariantCulture);
            headers["X-Rate-Limit-Remaining"] = Remaining.ToString(CultureInfo.InvariantCulture);
            headers["X-Rate-Limit-Retry"] = OpensAt.ToString(CultureInfo.InvariantCulture);
            if (RetryAfter is not { } seconds) return;
            headers["X-Rate-Limit-Type"] = "window";
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
