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

/// <summary>Counts requests per caller in windows that start at the same instants for everybody.</summary>
internal sealed class RateLimit(RateLimitOptions options, TimeProvider time)
{
    private sealed class Window(long number)
    {
        public readonly long Number = number;
        public readonly ConcurrentDictionary<string, StrongBox> Counts = new();
    }

    private sealed class StrongBox
    {
        public int Value;
    }

    private volatile Window _current = new(0);

    /// <summary>Takes one request of the caller and says what is left.</summary>
    public Left Take(string caller, bool withKey) => TakeMany(caller, 1, withKey ? options.Requests : options.RequestsWithoutKey);

    /// <summary>Gives back what was taken in this window.</summary>
    public void GiveBack(string caller, int many)
    {
        if (_current.Counts.TryGetValue(caller, out var count)) Interlocked.Add(ref count.Value, -many);
    }

    /// <summary>Takes several at once, as long as anything is left: the last one to take may go over.</summary>
    public Left TakeMany(string caller, int many, int limit)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var number = now / options.WindowSeconds;
        var window = _current;
        if (window.Number != number) _current = window = new Window(number); // two at once: a few requests go uncounted, which is harmless

        var used = Interlocked.Add(ref window.Counts.GetOrAdd(caller, static _ => new StrongBox()).Value, many);
        var opensAt = (number + 1) * options.WindowSeconds;
        return new Left(limit, Math.Max(0, limit - used), opensAt, many > 0 && used - many >= limit ? (int)(opensAt - now) : null);
    }

    /// <param name="OpensAt">Seconds since 1970 at which the next window opens.</param>
    /// <param name="RetryAfter">Seconds to wait; null while within the limit.</param>
    internal readonly record struct Left(int Limit, int Remaining, long OpensAt, int? RetryAfter)
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
