using System.Numerics;
using System.Security.Cryptography;

namespace PromoConsole.Engine.Vouchers;

/// <summary>All the codes a pattern can make, in the order of their keys, so that a code can be drawn from any part of them.</summary>
/// <remarks>
/// Characters that mean the same in the project (<c>a</c> and <c>A</c> where case is ignored) count once. Only as many leading
/// random characters as fit into 100 bits take part in the order; any further ones are drawn freely.
/// </remarks>
public sealed class CodeSpace
{
    private const int OrderedBits = 100;
    private readonly char[] _alphabet;
    private readonly char[] _template;
    private readonly int[] _places;
    private readonly int _orderedPlaces;

    private CodeSpace(char[] alphabet, char[] template, int[] places)
    {
        _alphabet = alphabet;
        _template = template;
        _places = places;
        Combinations = BigInteger.Pow(Math.Max(1, alphabet.Length), places.Length);
        Ordered = 1;
        while (_orderedPlaces < places.Length && alphabet.Length > 1 && (Ordered * (UInt128)alphabet.Length) >> OrderedBits == 0)
        {
            Ordered *= (UInt128)alphabet.Length;
            _orderedPlaces++;
        }
    }

    /// <summary>How many different codes there are.</summary>
    public BigInteger Combinations { get; }

    /// <summary>Random characters in each code.</summary>
    public int RandomCharacters => _places.Length;

    /// <summary>Different characters each of them can be.</summary>
    public int Characters => _alphabet.Length;

    /// <summary>Randomness of one code in bits.</summary>
    public double Bits => RandomCharacters * Math.Log2(Math.Max(1, Characters));

    /// <summary>Positions in key order; several codes share one when there are more than 2^100.</summary>
    internal UInt128 Ordered { get; }

    /// <summary>The space of a pattern that <see cref="CodePolicy.Shape"/> accepts.</summary>
    public static CodeSpace Of(CodePattern pattern, bool caseInsensitive)
    {
        var alphabet = pattern.Charset
            .DistinctBy(character => CodeKeys.Key(character.ToString(), caseInsensitive), StringComparer.Ordinal)
            .OrderBy(character => CodeKeys.Key(character.ToString(), caseInsensitive), StringComparer.Ordinal)
            .ToArray();
        var middle = pattern.Pattern ?? new string('#', Math.Max(0, pattern.Length));
        var places = new List<int>();
        for (var i = 0; i < middle.Length; i++)
            if (middle[i] == '#') places.Add(pattern.Prefix.Length + i);
        return new CodeSpace(alphabet, (pattern.Prefix + middle + pattern.Postfix).ToCharArray(), [.. places]);
    }

    /// <summary>Draws one code from the whole space, each as likely as any other.</summary>
    public string Draw() => Draw(0, Ordered);

    /// <summary>Draws one code at a position from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    internal string Draw(UInt128 from, UInt128 to)
    {
        var code = _template.AsSpan().ToArray();
        var position = from + Below(to - from);
        for (var i = _orderedPlaces - 1; i >= 0; i--)
        {
            code[_places[i]] = _alphabet[(int)(position % (UInt128)_alphabet.Length)];
            position /= (UInt128)_alphabet.Length;
        }

        for (var i = _orderedPlaces; i < _places.Length && _alphabet.Length > 0; i++)
            code[_places[i]] = _alphabet[RandomNumberGenerator.GetInt32(_alphabet.Length)];
        return new string(code);
    }

    // Unbiased: draws as many bits as the limit has and tries again when they are too large.
    private static UInt128 Below(UInt128 limit)
    {
        if (limit <= 1) return 0;
        var mask = UInt128.MaxValue >> (int)UInt128.LeadingZeroCount(limit - 1);
        Span<byte> bytes = stackalloc byte[16];
        while (true)
        {
            RandomNumberGenerator.Fill(bytes);
            var drawn = new UInt128(BitConverter.ToUInt64(bytes[8..]), BitConverter.ToUInt64(bytes)) & mask;
            if (drawn < limit) return drawn;
        }
    }
}
