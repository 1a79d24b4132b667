using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Tests.Engine.Filters;

/// <summary>The filter language written down as slowly and plainly as possible, to hold the compiled one against.</summary>
internal static class FilterInterpreter
{
    public static bool Holds(Filter filter, Customer customer, DateTimeOffset now, TimeZoneInfo zone)
    {
        var answers = filter.Fields.Select(field =>
        {
            var value = ValueOf(customer, field.Field);
            var anything = field.Field.StartsWith("metadata.", StringComparison.Ordinal);
            return field.Tests.All(test => Test(value, test, anything, now, zone));
        }).Concat(filter.Groups?.Select(group => Holds(group, customer, now, zone)) ?? []);
        return (filter.Junction == Junction.And ? answers.All(answer => answer) : answers.Any(answer => answer)) != filter.Not;
    }

    // Null, string, decimal, DateTimeOffset, DateOnly, or a list of strings.
    private static object? ValueOf(Customer customer, string field) => field switch
    {
        "name" => None(customer.Name),
        "email" => None(customer.Email),
        "birthdate" => customer.Birthdate,
        "created_at" => customer.CreatedAt,
        "address.city" => None(customer.Address?.City),
        _ => Plain(customer.Metadata.Find(field["metadata.".Length..])),
    };

    private static string? None(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static object? Plain(JsonElement? json) => json is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(Word).ToList(),
        JsonValueKind.Object => new object(),
        _ => Word(value),
    };

    private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool Test(object? value, FieldTest test, bool anything, DateTimeOffset now, TimeZoneInfo zone)
    {
        var asked = test.Values.Select(Word).ToList();
        bool One(object one, FilterOperator comparison) => asked.Count == 0 ? Compare(one, comparison, "", anything, now, zone) : asked.Any(a => Compare(one, comparison, a, anything, now, zone));
        bool Some(FilterOperator comparison) => value switch
        {
            null => false,
            List<string> list => list.Any(one => One(one, comparison == FilterOperator.Contains ? FilterOperator.Is : comparison)),
            _ => One(value, comparison),
        };
        return test.Is switch
        {
            FilterOperator.HasValue => value is not null,
            FilterOperator.IsUnknown => value is null,
            FilterOperator.IsNot or FilterOperator.NotIn => !Some(FilterOperator.Is),
            FilterOperator.NotContain => !Some(FilterOperator.Contains),
            FilterOperator.In => Some(FilterOperator.Is),
            FilterOperator.Count => value is List<string> a && asked.Any(n => a.Count == decimal.Parse(n, CultureInfo.InvariantCulture)),
            FilterOperator.CountMore => value is List<string> b && asked.Any(n => b.Count > decimal.Parse(n, CultureInfo.InvariantCulture)),
            FilterOperator.CountLess => value is List<string> c && asked.Any(n => c.Count < decimal.Parse(n, CultureInfo.InvariantCulture)),
            _ => Some(test.Is),
        };
    }

    private static bool Compare(object value, FilterOperator comparison, string asked, bool anything, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (comparison is FilterOperator.Before or FilterOperator.After || comparison >= FilterOperator.MoreThanAgo || value is DateOnly or DateTimeOffset)
            return CompareTimes(value, comparison, asked, now, zone);
        if (value is not string text) return false;
        var (a, b) = anything ? (Number(text), Number(asked)) : (null, null);
        switch (comparison)
        {
            case FilterOperator.Is: return a is not null && b is not null ? a == b : text == asked;
            case FilterOperator.StartsWith: return text.StartsWith(asked, StringComparison.Ordinal);
            case FilterOperator.EndsWith: return text.EndsWith(asked, StringComparison.Ordinal);
            case FilterOperator.Contains: return text.Contains(asked, StringComparison.Ordinal);
        }

        if (a is null != b is null) return false;
        var order = a is not null ? decimal.Compare(a.Value, b!.Value) : string.CompareOrdinal(text, asked);
        return Fits(order, comparison);
    }

    private static bool CompareTimes(object value, FilterOperator comparison, string asked, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).Date;
        if (value is string text)
        {
            if (Day(text) is { } writtenDay) value = writtenDay;
            else if (text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var written)) value = written;
            else return false;
        }

        var date = value switch { DateOnly d => d.ToDateTime(default), DateTimeOffset t => Local(t), _ => (DateTime?)null };
        if (date is not { } day) return false;
        var today = Local(now);
        var ago = (today - day).Days;
        switch (comparison)
        {
            case FilterOperator.CurrentMonth: return day.Month == today.Month;
            case FilterOperator.NextMonth: return day.Month == (today.Month % 12) + 1;
            case FilterOperator.PreviousMonth: return today.Month == (day.Month % 12) + 1;
            case FilterOperator.MoreThanAgo: return ago > int.Parse(asked, CultureInfo.InvariantCulture);
            case FilterOperator.LessThanAgo: return ago >= 0 && ago < int.Parse(asked, CultureInfo.InvariantCulture);
            case FilterOperator.DaysAgo: return ago == int.Parse(asked, CultureInfo.InvariantCulture);
            case FilterOperator.MoreThanFuture: return -ago > int.Parse(asked, CultureInfo.InvariantCulture);
            case FilterOperator.LessThanFuture: return -ago >= 0 && -ago < int.Parse(asked, CultureInfo.InvariantCulture);
            case FilterOperator.DaysInFuture: return -ago == int.Parse(asked, CultureInfo.InvariantCulture);
        }

        if (Day(asked) is { } askedDay)
        {
            if (comparison == FilterOperator.Is) return day == askedDay.ToDateTime(default);
            if (value is DateOnly) return Fits(day.CompareTo(askedDay.ToDateTime(default)), comparison);
            return Fits(((DateTimeOffset)value).CompareTo(Midnight(askedDay.ToDateTime(default), zone)), comparison);
        }

        if (asked.Length <= 10 || !DateTimeOffset.TryParse(asked, CultureInfo.InvariantCulture, out var instant)) return false;
        if (value is DateTimeOffset at) return Fits(at.CompareTo(instant), comparison);
        return comparison == FilterOperator.Is ? day == Local(instant) : Fits(Midnight(day, zone).CompareTo(instant), comparison);
    }

    private static DateTimeOffset Midnight(DateTime day, TimeZoneInfo zone) => new(day, zone.GetUtcOffset(day));

    private static bool Fits(int order, FilterOperator comparison) => comparison switch
    {
        FilterOperator.Is => order == 0,
        FilterOperator.MoreThan or FilterOperator.After => order > 0,
        FilterOperator.AtLeast => order >= 0,
        FilterOperator.LessThan or FilterOperator.Before => order < 0,
        FilterOperator.AtMost => order <= 0,
        _ => false,
    };

    private static decimal? Number(string text) =>
        text.Length > 0 && (text[0] == '-' || char.IsAsciiDigit(text[0]))
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
