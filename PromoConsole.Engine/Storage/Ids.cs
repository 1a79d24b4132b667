using System.Security.Cryptography;

namespace PromoConsole.Engine.Storage;

/// <summary>
/// Identifiers: a type prefix and 26 characters that sort by time, then by order of creation in this process, which counts from a random start.
/// Time order keeps the indexes of large tables growing at their end.
/// </summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly Lock Gate = new();
    private static UInt128 _next = Start();

    /// <param name="prefix">With its underscore, for example <c>camp_</c>.</param>
    /// <param name="at">When the thing came to be.</param>
    public static string New(string prefix, DateTimeOffset at)
    {
        var milliseconds = at.ToUnixTimeMilliseconds();
        UInt128 order;
        lock (Gate)
        {
            order = _next++;
        }

        return string.Create(prefix.Length + 26, (prefix, milliseconds, order), static (text, parts) =>
        {
            parts.prefix.CopyTo(text);
            Write(text[parts.prefix.Length..], parts.milliseconds, parts.order);
        });
    }

    /// <summary>The smallest id with this prefix at an instant: a bound for ranges over time-ordered ids.</summary>
    public static string Floor(string prefix, DateTimeOffset at) =>
        string.Create(prefix.Length + 26, (prefix, milliseconds: at.ToUnixTimeMilliseconds()), static (text, parts) =>
        {
            parts.prefix.CopyTo(text);
            Write(text[parts.prefix.Length..], parts.milliseconds, 0);
        });

    /// <summary>The platform ids by platform id and by source id; a platform id wins over a source id spelled alike.</summary>
    public static Dictionary<string, string> ByEither(IReadOnlyList<EitherId> rows)
    {
        var ids = rows.ToDictionary(row => row.Id, row => row.Id, StringComparer.Ordinal);
        foreach (var row in rows)
            if (row.SourceId is { } source) ids.TryAdd(source, row.Id);
        return ids;
    }

    /// <summary>When the thing with this id came to be, to the millisecond; null for ids not made by <see cref="New"/>.</summary>
    public static DateTimeOffset? CreatedAt(string id)
    {
        var start = id.IndexOf('_', StringComparison.Ordinal) + 1;
        if (start == 0 || id.Length - start != 26) return null;
        long milliseconds = 0;
        foreach (var character in id.AsSpan(start, 10))
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0) return null;
            milliseconds = milliseconds << 5 | (uint)digit;
        }

        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>Somewhere among 72 of the 80 bits, so that processes do not meet and none runs out.</summary>
    private static UInt128 Start()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[..9]);
        return BitConverter.ToUInt64(bytes) | ((UInt128)bytes[8] << 64);
    }

    private static void Write(Span<char> text, long milliseconds, UInt128 order)
    {
        for (var i = 9; i >= 0; i--, milliseconds >>= 5) text[i] = Alphabet[(int)(milliseconds & 31)];
        for (var i = 25; i >= 10; i--, order >>= 5) text[i] = Alphabet[(int)(uint)(order & 31)];
    }
}

/// <summary>The two names of a stored thing.</summary>
/// <param name="SourceId">The shop's own id; null when it gave none.</param>
public readonly record struct EitherId(string Id, string? SourceId);
