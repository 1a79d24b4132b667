using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Rules;

/// <summary>
/// A metadata condition made ready: asked values are encoded and parsed once, so that a test reads the stored JSON in place.
/// Numbers and numeric text compare as numbers, other text ordinally. A missing value satisfies only IsNot and IsUnknown. On a list a
/// positive test needs one element, a negative one all of them.
/// </summary>
internal sealed class MetadataMatcher
{
    private readonly string _property;
    private readonly MetadataTest _test;
    private readonly Asked[] _asked;

    public MetadataMatcher(string property, MetadataTest test, IReadOnlyList<string> values)
    {
        _property = property;
        _test = test;
        _asked = [.. values.Select(Asked.Of)];
    }

    public bool Holds(MetadataBag metadata)
    {
        var found = metadata.Find(_property);
        switch (_test)
        {
            case MetadataTest.HasValue: return found is not null;
            case MetadataTest.IsUnknown: return found is null;
            case MetadataTest.IsNot:
                return found is not { } present || !AnyMatches(present, MetadataTest.Is);
            default:
                return found is { } value && AnyMatches(value, _test);
        }
    }

    private bool AnyMatches(JsonElement value, MetadataTest test)
    {
        if (value.ValueKind != JsonValueKind.Array) return Matches(value, test);
        foreach (var element in value.EnumerateArray())
            if (Matches(element, test == MetadataTest.Contains ? MetadataTest.Is : test)) return true;
        return false;
    }

    private bool Matches(JsonElement value, MetadataTest test)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined) return false;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind == JsonValueKind.String)
        {
            raw = raw[1..^1];
            if (raw.Contains((byte)'\\')) raw = Encoding.UTF8.GetBytes(value.GetString()!); // rare: only escaped text is copied
        }

        var number = Number(raw, out var parsed) ? parsed : (decimal?)null;
        foreach (var asked in _asked)
            if (asked.IsMatchedBy(raw, number, test)) return true;
        return false;
    }

    private static bool Number(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > 29 || (text[0] is not (byte)'-' && !char.IsAsciiDigit((char)text[0]))) return false;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out number);
    }

    private readonly record struct Asked(byte[] Text, decimal? AsNumber)
    {
        public static Asked Of(string value)
        {
            var text = Encoding.UTF8.GetBytes(value);
            return new(text, Number(text, out var number) ? number : null);
        }

        public bool IsMatchedBy(ReadOnlySpan<byte> seen, decimal? seenNumber, MetadataTest test) => test switch
        {
            MetadataTest.Is => seenNumber is { } a && AsNumber is { } b ? a == b : seen.SequenceEqual(Text),
            MetadataTest.StartsWith => seen.StartsWith(Text),
            MetadataTest.EndsWith => seen.EndsWith(Text),
            MetadataTest.Contains => seen.IndexOf(Text) >= 0,
            _ => Order(seen, seenNumber) is { } order && test switch
            {
                MetadataTest.MoreThan => order > 0,
                MetadataTest.AtLeast => order >= 0,
                MetadataTest.LessThan => order < 0,
                MetadataTest.AtMost => order <= 0,
                _ => false,
            },
        };

        // A number and a word have no order.
        private int? Order(ReadOnlySpan<byte> seen, decimal? seenNumber) =>
            (seenNumber, AsNumber) switch
            {
                ({ } a, { } b) => a.CompareTo(b),
                (null, null) => seen.SequenceCompareTo(Text),
                _ => null,
            };
    }
}
