using System.Linq.Expressions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Filters;

/// <summary>Tests of one value as the database is asked them; what is missing passes the negative ones only, as in <see cref="FieldMatcher"/>.</summary>
internal static class ListTests
{
    /// <summary>Text compares exactly; empty text counts as missing.</summary>
    public static Expression<Func<string?, bool>> OfText(FieldTest test) => OfText(test.Is, [.. test.Values.Select(value => AskedValue.Of(value).Text)], StartsWith);

    /// <summary>A code by its key.</summary>
    public static Expression<Func<string?, bool>> OfCode(FieldTest test, bool ignoresCase) =>
        OfText(test.Is, [.. test.Values.Select(value => CodeKeys.Key(AskedValue.Of(value).Text, ignoresCase))], Behind);

    public static Expression<Func<DateTimeOffset?, bool>> OfTime(FieldTest test, FilterClock clock) => test.Is switch
    {
        FilterOperator.HasValue => at => at != null,
        FilterOperator.IsUnknown => at => at == null,
        FilterOperator.IsNot or FilterOperator.NotIn => Any(test.Values, FilterOperator.Is, clock).Not(),
        FilterOperator.In => Any(test.Values, FilterOperator.Is, clock),
        _ => Any(test.Values, test.Is, clock),
    };

    /// <summary>An instant, by ids that are made of it.</summary>
    public static Expression<Func<string?, bool>> OfIds(FieldTest test, string prefix, FilterClock clock) => test.Is switch
    {
        FilterOperator.HasValue => _ => true,
        FilterOperator.IsUnknown => _ => false,
        FilterOperator.IsNot or FilterOperator.NotIn => MadeAny(test.Values, FilterOperator.Is, prefix, clock).Not(),
        FilterOperator.In => MadeAny(test.Values, FilterOperator.Is, prefix, clock),
        _ => MadeAny(test.Values, test.Is, prefix, clock),
    };

    private static Expression<Func<string?, bool>> OfText(FilterOperator comparison, List<string> asked, Func<string, Expression<Func<string?, bool>>> begins) => comparison switch
    {
        FilterOperator.HasValue => text => text != null && text != "",
        FilterOperator.IsUnknown => text => text == null || text == "",
        FilterOperator.Is or FilterOperator.In => text => text != null && asked.Contains(text),
        FilterOperator.IsNot or FilterOperator.NotIn => text => text == null || !asked.Contains(text),
        FilterOperator.StartsWith => asked.Select(begins).Aggregate(Predicates.Or),
        FilterOperator.EndsWith => asked.Select(EndsWith).Aggregate(Predicates.Or),
        FilterOperator.Contains => asked.Select(Contains).Aggregate(Predicates.Or),
        FilterOperator.NotContain => asked.Select(Contains).Aggregate(Predicates.Or).Not(),
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Not a comparison of text."),
    };

    // Where a text stands, not LIKE: that ignores case on SQLite.
    private static Expression<Func<string?, bool>> StartsWith(string part) => text => text != null && text.IndexOf(part) == 0;

    private static Expression<Func<string?, bool>> Contains(string part) => text => text != null && text.Contains(part);

    private static Expression<Func<string?, bool>> EndsWith(string part)
    {
        var length = part.EnumerateRunes().Count(); // as databases count
        return text => text != null && text.Length >= length && text.Substring(text.Length - length) == part;
    }

    // A range, which the index of the column answers.
    private static Expression<Func<string?, bool>> Behind(string part)
    {
        var end = part + char.MaxValue;
        return text => text != null && string.Compare(text, part) >= 0 && string.Compare(text, end) < 0;
    }

    private static Expression<Func<DateTimeOffset?, bool>> Any(IReadOnlyList<System.Text.Json.JsonElement> values, FilterOperator comparison, FilterClock clock) =>
        values.Select(value => Within(TimeMatcher.RangeOf(comparison, AskedValue.Of(value), clock))).Aggregate(Predicates.Or);

    private static Expression<Func<string?, bool>> MadeAny(IReadOnlyList<System.Text.Json.JsonElement> values, FilterOperator comparison, string prefix, FilterClock clock) =>
        values.Select(value => Made(TimeMatcher.RangeOf(comparison, AskedValue.Of(value), clock), prefix)).Aggregate(Predicates.Or);

    private static Expression<Func<string?, bool>> Made((DateTimeOffset? From, DateTimeOffset? To) range, string prefix)
    {
        var (from, to) = (Floor(range.From), Floor(range.To));
        return (from, to) switch
        {
            ({ } first, { } end) => id => string.Compare(id, first) >= 0 && string.Compare(id, end) < 0,
            ({ } first, null) => id => string.Compare(id, first) >= 0,
            (null, { } end) => id => string.Compare(id, end) < 0,
            _ => _ => true,
        };

        // Ids know milliseconds: what came to be at or after an instant came to be at or after the next whole one.
        string? Floor(DateTimeOffset? at) => at is { } given ? Ids.Floor(prefix, given.AddTicks(TimeSpan.TicksPerMillisecond - 1)) : null;
    }

    private static Expression<Func<DateTimeOffset?, bool>> Within((DateTimeOffset? From, DateTimeOffset? To) range) => range switch
    {
        ({ } from, { } to) => at => at != null && at >= from && at < to,
        ({ } from, null) => at => at != null && at >= from,
        (null, { } to) => at => at != null && at < to,
        _ => at => at != null,
    };
}
