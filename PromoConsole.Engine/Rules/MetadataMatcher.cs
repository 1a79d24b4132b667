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
    private readonly string[] _path;
    private readonly MetadataTest _test;
    private readonly Asked[] _asked;

    public MetadataMatcher(string property, MetadataTest test, IReadOnlyList<string> values)
    {
        _property = property;
        _path = property.Split('.');
        _test = test;
        _asked = [.. values.Select(Asked.Of)];
    }

    public bool Holds(MetadataBag metadata)
    {
        var found = Find(metadata);
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

    // As MetadataBag.Find, with the path split once.
    private JsonElement? Find(MetadataBag metadata)
    {
        if (_path.Length == 1) return metadata.Find(_property);
        if (metadata.Values.TryGetValue(_property, out var found)) return Present(found);
        if (!metadata.Values.TryGetValue(_path[0], out found)) return null;
        for (var i = 1; i < _path.Length; i++)
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(_path[i], out found)) return null;
        return Present(found);
    }

    private static JsonElement? Present(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

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
        if (value.ValueKind != JsonValueKind.String) return MatchesText(raw, test);
        if (!raw.Contains((byte)'\\')) return MatchesText(raw[1..^1], test);

        // Escaped text is the one kind that cannot be read in place; it is never longer unescaped.
        var buffer = raw.Length <= 1024 ? stackalloc byte[raw.Length] : new byte[raw.Length];
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        return MatchesText(buffer[..reader.CopyString(buffer)], test);
    }

    private bool MatchesText(ReadOnlySpan<byte> raw, MetadataTest test)
    {
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
