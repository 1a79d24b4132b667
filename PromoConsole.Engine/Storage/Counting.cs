using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage;

/// <summary>Lists count what fits no further than people read: the first page of a million rows then costs what that of ten thousand does.</summary>
public static class Counting
{
    /// <summary>A total above it means "more than so many".</summary>
    public const int AtMost = 10_000;

    /// <summary>How many there are, or <see cref="AtMost"/> + 1.</summary>
    internal static Task<long> CountUpToAsync<T>(this IQueryable<T> rows, CancellationToken ct) => rows.Take(AtMost + 1).LongCountAsync(ct);
}
