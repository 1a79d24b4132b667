using System.Text.Json;

namespace PromoConsole.Engine.Filters;

/// <summary>A filter made ready: attributes found, asked values read once. Pure, and safe for many callers at once.</summary>
public sealed class CompiledFilter<T>
{
    private readonly bool _any;
    private readonly bool _not;
    private readonly Part[] _parts;
    private readonly CompiledFilter<T>[] _groups;

    private CompiledFilter(bool any, bool not, Part[] parts, CompiledFilter<T>[] groups) => (_any, _not, _parts, _groups) = (any, not, parts, groups);

    /// <summary>Whether it asks for an attribute whose name begins so.</summary>
    public bool Asks(string beginning) =>
        Array.Exists(_parts, part => part.Name.StartsWith(beginning, StringComparison.Ordinal)) || Array.Exists(_groups, group => group.Asks(beginning));

    /// <summary>Whether the passing of time alone changes what it fits: it counts days or months from today.</summary>
    public bool MovesWithTime => Array.Exists(_parts, part => part.MovesWithTime) || Array.Exists(_groups, group => group.MovesWithTime);

    /// <summary>Of a filter that was checked when it was saved (<see cref="FilterCheck"/>); throws for a malformed one.</summary>
    public static CompiledFilter<T> Of(Filter filter, FilterFields<T> fields) => new(
        filter.Junction == Junction.Or, filter.Not,
        [.. filter.Fields.Select(asked => Part.Of(
            fields.Find(asked.Field) ?? throw new ArgumentException($"{asked.Field} is no attribute of {fields.Subject}.", nameof(filter)), asked))],
        [.. filter.Groups?.Select(group => Of(group, fields)) ?? []]);

    public bool Holds(T subject, in FilterClock clock) => Says(subject, clock) != _not;

    private bool Says(T subject, in FilterClock clock)
    {
        foreach (var part in _parts)
            if (part.Holds(subject, clock) == _any) return _any;
        foreach (var group in _groups)
            if (group.Holds(subject, clock) == _any) return _any;
        return !_any;
    }

    private sealed record Part(string Name, FieldType Type, Func<T, FilterValue> Read, FieldMatcher[] Tests)
    {
        public bool MovesWithTime { get; } = Array.Exists(Tests, test => test.MovesWithTime);

        public static Part Of(FilterFields<T>.Named field, FieldFilter asked) => new(field.Name, field.Type, field.Read, [.. asked.Tests.Select(test => new FieldMatcher(field.Type, test))]);

        public bool Holds(T subject, in FilterClock clock)
        {
            var value = Read(subject);
            foreach (var test in Tests)
                if (!test.Holds(value, clock)) return false;
            return true;
        }
    }
}

/// <summary>One test of one attribute made ready.</summary>
internal sealed class FieldMatcher(FieldType type, FieldTest test)
{
    private readonly AskedValue[] _asked = FilterCheck.IsAlone(test.Is) ? [] : [.. test.Values.Select(AskedValue.Of)];

    public bool MovesWithTime => test.Is is >= FilterOperator.MoreThanAgo and <= FilterOperator.CurrentMonth || (type == FieldType.Time && FilterCheck.CountsDays(test.Is));

    public bool Holds(in FilterValue value, in FilterClock clock)
    {
        var missing = value.Kind == FilterValue.Kinds.Missing;
        switch (test.Is)
        {
            case FilterOperator.HasValue: return !missing;
            case FilterOperator.IsUnknown: return missing;
            case FilterOperator.IsNot or FilterOperator.NotIn: return missing || !Any(value, FilterOperator.Is, clock);
            case FilterOperator.NotContain: return missing || !Any(value, FilterOperator.Contains, clock);
            case FilterOperator.In: return !missing && Any(value, FilterOperator.Is, clock);
            default: return !missing && Any(value, test.Is, clock);
        }
    }

    private bool Any(in FilterValue value, FilterOperator comparison, in FilterClock clock)
    {
        if (FilterCheck.IsCount(comparison)) return Counts(value, comparison);
        switch (value.Kind)
        {
            case FilterValue.Kinds.Texts:
                foreach (var text in value.Texts!)
                    if (Matches(FilterValue.Of(text), Element(comparison), clock)) return true;
                return false;
            case FilterValue.Kinds.Json when value.Json.ValueKind == JsonValueKind.Array:
                foreach (var element in value.Json.EnumerateArray())
                    if (Matches(Scalar(element), Element(comparison), clock)) return true;
                return false;
            case FilterValue.Kinds.Json: return Matches(Scalar(value.Json), comparison, clock);
            default: return Matches(value, comparison, clock);
        }
    }

    // A list contains its elements, not their parts.
    private static FilterOperator Element(FilterOperator comparison) => comparison == FilterOperator.Contains ? FilterOperator.Is : comparison;

    private static FilterValue Scalar(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => FilterValue.Given(json.GetString()!),
        JsonValueKind.True => FilterValue.Given("true"),
        JsonValueKind.False => FilterValue.Given("false"),
        JsonValueKind.Number => FilterValue.Given(json.GetRawText()),
        _ => FilterValue.Missing,
    };

    private bool Counts(in FilterValue value, FilterOperator comparison)
    {
        var count = value.Kind == FilterValue.Kinds.Texts ? value.Texts!.Count
            : value is { Kind: FilterValue.Kinds.Json, Json.ValueKind: JsonValueKind.Array } ? value.Json.GetArrayLength()
            : -1;
        if (count < 0) return false;
        foreach (var asked in _asked)
        {
            var order = decimal.Compare(count, asked.Number!.Value);
            if (comparison == FilterOperator.Count ? order == 0 : comparison == FilterOperator.CountMore ? order > 0 : order < 0) return true;
        }

        return false;
    }

    private bool Matches(in FilterValue value, FilterOperator comparison, in FilterClock clock)
    {
        if (value.Kind == FilterValue.Kinds.Missing) return false;
        if (comparison is >= FilterOperator.Before and <= FilterOperator.CurrentMonth || value.Kind is FilterValue.Kinds.Instant or FilterValue.Kinds.Day)
            return TimeMatcher.Matches(value, comparison, _asked, clock);
        if (value.Kind == FilterValue.Kinds.Number)
        {
            foreach (var asked in _asked)
                if (Ordered(decimal.Compare(value.Number, asked.Number!.Value), comparison)) return true;
            return false;
        }

        var text = value.Text!;
        var number = type == FieldType.Anything ? AskedValue.NumberOf(text) : null;
        foreach (var asked in _asked)
            if (Matches(text, number, asked, comparison)) return true;
        return false;
    }

    private static bool Matches(string text, decimal? number, in AskedValue asked, FilterOperator comparison) => comparison switch
    {
        FilterOperator.StartsWith => text.StartsWith(asked.Text, StringComparison.Ordinal),
        FilterOperator.EndsWith => text.EndsWith(asked.Text, StringComparison.Ordinal),
        FilterOperator.Contains => text.Contains(asked.Text, StringComparison.Ordinal),
        FilterOperator.Is => number is { } a && asked.Number is { } b ? a == b : string.Equals(text, asked.Text, StringComparison.Ordinal),
        _ => (number, asked.Number) switch
        {
            ({ } a, { } b) => Ordered(a.CompareTo(b), comparison),
            (null, null) => Ordered(string.CompareOrdinal(text, asked.Text), comparison),
            _ => false, // a number and a word have no order
        },
    };

    internal static bool Ordered(int order, FilterOperator comparison) => comparison switch
    {
        FilterOperator.Is => order == 0,
        FilterOperator.MoreThan or FilterOperator.After => order > 0,
        FilterOperator.AtLeast => order >= 0,
        FilterOperator.LessThan or FilterOperator.Before => order < 0,
        FilterOperator.AtMost => order <= 0,
        _ => false,
    };
}
