using System.Linq.Expressions;
using System.Text.Json;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Filters;

/// <summary>Tests of a custom attribute as the database is asked them, of the document it lies in; they say what <see cref="FieldMatcher"/> says of one.</summary>
internal static class AttributeTests
{
    // Nothing lies deeper than bodies of requests may be, and the statement grows with every level.
    private const int Deepest = 16;

    private static readonly Expression<Func<JsonEntry, string?>> s_text = entry => JsonText.Of(entry.Value, entry.Kind);

    /// <summary>Whether a document has the attribute and it passes; of a negative test the positive one, to be turned round.</summary>
    /// <param name="path">Where the attributes lie in it.</param>
    /// <param name="key">As <see cref="Metadata.MetadataBag.Find"/> reads it: dots go into nested objects.</param>
    public static Expression<Func<string?, bool>> Has(FieldTest test, string path, string key, ListAsking asking)
    {
        var db = asking.Db;
        var passes = Passes(test, asking);
        var here = Named(key, passes);
        Expression<Func<string?, bool>> direct = json => db.JsonEntries(json, path).Any(here);
        var names = key.Split('.');
        if (names.Length is 1 or > Deepest) return direct;

        // What is named so by itself hides what lies deeper.
        var deeper = names.Reverse().Aggregate(passes, (inner, name) => inner == passes ? Named(name, inner) : Named(name, Inside(inner, db)));
        return direct.Or(json => !db.JsonEntries(json, path).Any(entry => entry.Key == key) && db.JsonEntries(json, path).Any(deeper));
    }

    private static Expression<Func<JsonEntry, bool>> Named(string name, Expression<Func<JsonEntry, bool>> passes)
    {
        Expression<Func<JsonEntry, bool>> named = entry => entry.Key == name;
        return named.And(passes);
    }

    // Only an object is opened: other text is no document.
    private static Expression<Func<JsonEntry, bool>> Inside(Expression<Func<JsonEntry, bool>> member, PromoDbContext db) =>
        entry => db.JsonEntries(entry.Kind == JsonKinds.Object ? entry.Value : null, "$").Any(member);

    private static Expression<Func<JsonEntry, bool>> Passes(FieldTest test, ListAsking asking)
    {
        var db = asking.Db;
        if (test.Is is FilterOperator.HasValue or FilterOperator.IsUnknown) return entry => entry.Kind != JsonKinds.Null;
        if (FilterCheck.IsCount(test.Is)) return test.Values.Select(value => Counts(test.Is, AskedValue.Of(value).Number!.Value, db)).Aggregate(Predicates.Or);

        var positive = FilterCheck.Positive(test.Is) ?? test.Is;
        var comparison = positive == FilterOperator.In ? FilterOperator.Is : positive;
        var alone = Scalar(Any(test.Values, comparison, asking));
        // A list contains its elements, not their parts.
        var element = Scalar(Any(test.Values, comparison == FilterOperator.Contains ? FilterOperator.Is : comparison, asking));
        return alone.Or(entry => db.JsonEntries(entry.Kind == JsonKinds.Array ? entry.Value : null, "$").Any(element));
    }

    private static Expression<Func<JsonEntry, bool>> Scalar(Expression<Func<string?, bool>> passes)
    {
        Expression<Func<JsonEntry, bool>> scalar = entry => entry.Kind != JsonKinds.Null && entry.Kind != JsonKinds.Array && entry.Kind != JsonKinds.Object;
        return scalar.And(s_text.Holds(passes));
    }

    private static Expression<Func<JsonEntry, bool>> Counts(FilterOperator comparison, decimal asked, PromoDbContext db)
    {
        var (least, most) = comparison switch
        {
            FilterOperator.CountMore => (decimal.Floor(asked) + 1, int.MaxValue),
            FilterOperator.CountLess => (0, decimal.Ceiling(asked) - 1),
            _ => (decimal.Ceiling(asked), decimal.Floor(asked)),
        };
        var (from, to) = ((int)Math.Clamp(least, 0, int.MaxValue), (int)Math.Clamp(most, -1, int.MaxValue));
        return entry => entry.Kind == JsonKinds.Array
            && db.JsonEntries(entry.Kind == JsonKinds.Array ? entry.Value : null, "$").Count() >= from && db.JsonEntries(entry.Kind == JsonKinds.Array ? entry.Value : null, "$").Count() <= to;
    }

    private static Expression<Func<string?, bool>> Any(IReadOnlyList<JsonElement> values, FilterOperator comparison, ListAsking asking) =>
        values.Select(value => One(AskedValue.Of(value), value, comparison, asking.Clock)).Aggregate(Predicates.Or);

    private static Expression<Func<string?, bool>> One(AskedValue asked, JsonElement value, FilterOperator comparison, FilterClock clock)
    {
        var (text, number) = (asked.Text, asked.Number);
        switch (comparison)
        {
            case FilterOperator.StartsWith or FilterOperator.EndsWith or FilterOperator.Contains: return ListTests.OfText(new FieldTest(comparison, [value]));
            // Databases know fewer digits than there may be: such numbers are most often the names of something.
            case FilterOperator.Is when number is null || !IsShort(number.Value): return said => said == text;
            case FilterOperator.Is: return said => JsonText.Compare(said, text) == 0;
            case FilterOperator.MoreThan when number is null: return said => JsonText.Compare(said, "0") == null && string.Compare(said, text) > 0;
            case FilterOperator.AtLeast when number is null: return said => JsonText.Compare(said, "0") == null && string.Compare(said, text) >= 0;
            case FilterOperator.LessThan when number is null: return said => JsonText.Compare(said, "0") == null && string.Compare(said, text) < 0;
            case FilterOperator.AtMost when number is null: return said => JsonText.Compare(said, "0") == null && string.Compare(said, text) <= 0;
            case FilterOperator.MoreThan: return said => JsonText.Compare(said, text) > 0;
            case FilterOperator.AtLeast: return said => JsonText.Compare(said, text) >= 0;
            case FilterOperator.LessThan: return said => JsonText.Compare(said, text) < 0;
            case FilterOperator.AtMost: return said => JsonText.Compare(said, text) <= 0;
            default: return Within(TimeMatcher.RangeOf(comparison, asked, clock), clock);
        }
    }

    // A day has passed a bound when its beginning has.
    private static Expression<Func<string?, bool>> Within((DateTimeOffset? From, DateTimeOffset? To) range, FilterClock clock)
    {
        var (from, to) = (range.From is { } first ? UtcMicroseconds.From(first) : long.MinValue, range.To is { } end ? UtcMicroseconds.From(end) : long.MaxValue);
        var (firstDay, endDay) = (range.From is { } start ? clock.FirstDayFrom(start) : "", range.To is { } until ? clock.FirstDayFrom(until) : "~");
        return said => (JsonText.Instant(said) >= from && JsonText.Instant(said) < to)
            || (JsonText.Day(said) != null && string.Compare(JsonText.Day(said), firstDay) >= 0 && string.Compare(JsonText.Day(said), endDay) < 0);
    }

    private static bool IsShort(decimal number) => decimal.Truncate(number) == number ? Math.Abs(number) <= long.MaxValue : number.ToString(System.Globalization.CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) <= 15;
}
