using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>
/// A metadata condition made ready: asked values are encoded and parsed once, so that a test reads the stored JSON in place.
/// Numbers and numeric text compare as numbers, dates chronologically, other text ordinally. See <see cref="Operator"/> for lists and missing values.
/// </summary>
internal sealed class MetadataMatcher
{
    private readonly string _property;
    private readonly string[] _path;
    private readonly Asked[] _tests;

    public MetadataMatcher(string property, IReadOnlyList<RuleTest> tests)
    {
        _property = property;
        _path = property.Split('.');
        _tests = [.. tests.Select(test => new Asked(test))];
    }

    /// <summary>Whether all tests hold.</summary>
    public bool Holds(MetadataBag? metadata, in DayClock clock) => Holds(Find(metadata), clock);

    /// <summary>Of an order line: its own attribute, else that of its SKU, else of its product.</summary>
    public bool Holds(OrderLine line, in DayClock clock) => Holds(Find(line.Metadata) ?? Find(line.Item?.SkuMetadata) ?? Find(line.Item?.ProductMetadata), clock);

    private bool Holds(JsonElement? found, in DayClock clock)
    {
        foreach (var test in _tests)
            if (!test.Holds(found, clock)) return false;
        return true;
    }

    // As MetadataBag.Find, with the path split once.
    private JsonElement? Find(MetadataBag? metadata)
    {
        if (metadata is null) return null;
        if (_path.Length == 1) return metadata.Find(_property);
        if (metadata.Values.TryGetValue(_property, out var found)) return Present(found);
        if (!metadata.Values.TryGetValue(_path[0], out found)) return null;
        for (var i = 1; i < _path.Length; i++)
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(_path[i], out found)) return null;
        return Present(found);
    }

    private static JsonElement? Present(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

    /// <summary>One test of a value.</summary>
    private sealed class Asked(RuleTest test)
    {
        private readonly AskedValue[] _values = [.. test.Values.Select(value => AskedValue.Of(value.Text) with { Window = TimeWindow.TryRead(test.Is, value.Text) })];
        private readonly byte[]? _word = test is { Is: Operator.Is, Values: [var only] } && AskedValue.Of(only.Text) is { Number: null } word && !only.Text.Contains('\\') ? word.Text : null;

        // The usual question: is it this one word, which has nothing that is written escaped? Null where the text must be unescaped first.
        private bool? IsWord(ReadOnlySpan<byte> quoted) =>
            quoted[1..^1].SequenceEqual(_word) ? true : quoted.Contains((byte)'\\') ? null : false;

        public bool Holds(JsonElement? found, in DayClock clock)
        {
            if (test.Is == Operator.IsUnknown) return found is null;
            if (found is not { } value) return test.Is == Operator.IsNot;
            if (_word is not null && value.ValueKind == JsonValueKind.String && IsWord(JsonMarshal.GetRawUtf8Value(value)) is { } same) return same;
            var isList = value.ValueKind == JsonValueKind.Array;
            switch (test.Is)
            {
                case Operator.HasValue: return true;
                case Operator.IsNot: return !Any(value, isList, Operator.Is, clock);
                case Operator.NotIntersect: return !Any(value, isList, Operator.Is, clock);
                case Operator.NotDiffer: return SameElements(value, isList, clock);
                case Operator.Count or Operator.CountMore or Operator.CountLess: return Counts(isList ? value.GetArrayLength() : 1);
                case Operator.Contains when isList: return Any(value, isList, Operator.Is, clock);
                default: return Any(value, isList, test.Is, clock);
            }
        }

        private bool Any(JsonElement value, bool isList, Operator op, in DayClock clock)
        {
            if (!isList) return Matches(value, op, _values, clock);
            foreach (var element in value.EnumerateArray())
                if (Matches(element, op, _values, clock)) return true;
            return false;
        }

        private bool SameElements(JsonElement value, bool isList, in DayClock clock)
        {
            if (!isList) return _values.Length > 0 && Every(value, clock);
            foreach (var element in value.EnumerateArray())
                if (!Matches(element, Operator.Is, _values, clock)) return false;
            for (var i = 0; i < _values.Length; i++)
            {
                var among = false;
                foreach (var element in value.EnumerateArray()) among |= Matches(element, Operator.Is, _values.AsSpan(i, 1), clock);
                if (!among) return false;
            }

            return true;
        }

        private bool Every(JsonElement value, in DayClock clock)
        {
            for (var i = 0; i < _values.Length; i++)
                if (!Matches(value, Operator.Is, _values.AsSpan(i, 1), clock)) return false;
            return true;
        }

        private bool Counts(int elements)
        {
            foreach (var asked in _values)
                if (asked.Number is { } number && (test.Is switch { Operator.Count => elements == number, Operator.CountMore => elements > number, _ => elements < number })) return true;
            return false;
        }
    }

    private static bool Matches(JsonElement value, Operator op, ReadOnlySpan<AskedValue> asked, in DayClock clock)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined) return false;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind != JsonValueKind.String) return MatchesText(raw, op, asked, clock);
        if (!raw.Contains((byte)'\\')) return MatchesText(raw[1..^1], op, asked, clock);

        // Escaped text is the one kind that cannot be read in place; it is never longer unescaped.
        var buffer = raw.Length <= 1024 ? stackalloc byte[raw.Length] : new byte[raw.Length];
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        return MatchesText(buffer[..reader.CopyString(buffer)], op, asked, clock);
    }

    private static bool MatchesText(ReadOnlySpan<byte> raw, Operator op, ReadOnlySpan<AskedValue> asked, in DayClock clock)
    {
        var number = AskedValue.TryNumber(raw, out var parsed) ? parsed : (decimal?)null;
        var time = op is not (Operator.Is or Operator.StartsWith or Operator.EndsWith or Operator.Contains) && IsoTime.TryRead(raw, out var read) ? read : (IsoTime?)null;
        foreach (var one in asked)
            if (one.IsMatchedBy(raw, number, time, op, clock)) return true;
        return false;
    }

    private readonly record struct AskedValue(byte[] Text, decimal? Number, IsoTime? Time)
    {
        /// <summary>Of the operators that ask for one.</summary>
        public TimeWindow? Window { get; init; }

        public static AskedValue Of(string value)
        {
            var text = Encoding.UTF8.GetBytes(value);
            return new(text, TryNumber(text, out var number) ? number : null, IsoTime.TryRead(text, out var time) ? time : null);
        }

        public static bool TryNumber(ReadOnlySpan<byte> text, out decimal number)
        {
            number = 0;
            if (text.IsEmpty || text.Length > 29 || (text[0] is not (byte)'-' && !char.IsAsciiDigit((char)text[0]))) return false;
            return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out number);
        }

        public bool IsMatchedBy(ReadOnlySpan<byte> seen, decimal? seenNumber, in IsoTime? seenTime, Operator op, in DayClock clock)
        {
            switch (op)
            {
                case Operator.Is: return seenNumber is { } a && Number is { } b ? a == b : seen.SequenceEqual(Text);
                case Operator.StartsWith: return seen.StartsWith(Text);
                case Operator.EndsWith: return seen.EndsWith(Text);
                case Operator.Contains: return seen.IndexOf(Text) >= 0;
                case Operator.MoreThan: return Order(seen, seenNumber, seenTime, clock) > 0;
                case Operator.AtLeast: return Order(seen, seenNumber, seenTime, clock) >= 0;
                case Operator.LessThan: return Order(seen, seenNumber, seenTime, clock) < 0;
                case Operator.AtMost: return Order(seen, seenNumber, seenTime, clock) <= 0;
                case Operator.Before: return seenTime is { } at && Time is { } end && at.CompareTo(end, clock) < 0;
                case Operator.After: return seenTime is { } then && Time is { } start && then.CompareTo(start, clock) > 0;
                case Operator.Within or Operator.WithinPast or Operator.WithinFuture: return seenTime is { } inside && Window is { } window && window.Holds(inside, clock);
                default: return seenTime is { } when && Number is { } days && InDays(when.Day(clock), days, op, clock);
            }
        }

        // A number and a word have no order.
        private int? Order(ReadOnlySpan<byte> seen, decimal? seenNumber, in IsoTime? seenTime, in DayClock clock)
        {
            if (seenNumber is { } a) return Number is { } b ? a.CompareTo(b) : null;
            if (Number is not null) return null;
            return seenTime is { } x && Time is { } y ? x.CompareTo(y, clock) : seen.SequenceCompareTo(Text);
        }

        private static bool InDays(int day, decimal asked, Operator op, in DayClock clock)
        {
            if (op == Operator.DayOfWeek) return DayClock.WeekDayOf(day) == asked;
            var ago = clock.Today - day;
            return op switch
            {
                Operator.MoreThanDaysAgo => ago > asked,
                Operator.LessThanDaysAgo => ago >= 0 && ago < asked,
                Operator.DaysAgo => ago == asked,
                Operator.MoreThanDaysAhead => -ago > asked,
                Operator.LessThanDaysAhead => ago <= 0 && -ago < asked,
                Operator.DaysAhead => -ago == asked,
                _ => throw new System.Diagnostics.UnreachableException($"No test of dates for {op}."),
            };
        }
    }
}
