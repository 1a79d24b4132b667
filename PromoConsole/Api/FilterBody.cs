using System.Buffers;
using System.Text.Json;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Api;

/// <summary>
/// Filters of segments and collections on the wire: <c>{"junction":"and","name":{"conditions":{"$is":["Anna"]}}}</c>; brackets inside are filters in
/// <c>$groups</c>, and <c>$not</c> turns one round. Both ways without loss.
/// </summary>
internal static class FilterBody
{
    private const string Junction = "junction";
    private const string Groups = "$groups";
    private const string Not = "$not";

    // The first word of an operator is the one that is written.
    private static readonly (string Word, FilterOperator Is)[] s_operators =
    [
        ("$is", FilterOperator.Is), ("$is_not", FilterOperator.IsNot), ("$in", FilterOperator.In), ("$not_in", FilterOperator.NotIn),
        ("$starts_with", FilterOperator.StartsWith), ("$ends_with", FilterOperator.EndsWith), ("$contains", FilterOperator.Contains), ("$not_contain", FilterOperator.NotContain),
        ("$more_than", FilterOperator.MoreThan), ("$more_than_or_equal", FilterOperator.AtLeast), ("$less_than", FilterOperator.LessThan), ("$less_than_or_equal", FilterOperator.AtMost),
        ("$before", FilterOperator.Before), ("$after", FilterOperator.After),
        ("$more_than_ago", FilterOperator.MoreThanAgo), ("$less_than_ago", FilterOperator.LessThanAgo), ("$is_days_ago", FilterOperator.DaysAgo),
        ("$more_than_future", FilterOperator.MoreThanFuture), ("$less_than_future", FilterOperator.LessThanFuture), ("$is_days_in_future", FilterOperator.DaysInFuture),
        ("$next_month", FilterOperator.NextMonth), ("$previous_month", FilterOperator.PreviousMonth), ("$current_month", FilterOperator.CurrentMonth),
        ("$count", FilterOperator.Count), ("$count_more", FilterOperator.CountMore), ("$count_less", FilterOperator.CountLess),
        ("$has_value", FilterOperator.HasValue), ("$is_unknown", FilterOperator.IsUnknown),
        ("$more_than_equal", FilterOperator.AtLeast), ("$greater_than_or_equal", FilterOperator.AtLeast), ("$less_than_equal", FilterOperator.AtMost),
    ];

    public static bool IsOperator(string word) => Array.Exists(s_operators, one => one.Word == word);

    /// <param name="depth">How many brackets stand around it, itself included.</param>
    /// <param name="needsJunction">Noted as missing when absent; otherwise all attributes must hold.</param>
    public static Filter Read(Fields filter, bool needsJunction, int depth = 1)
    {
        if (needsJunction && !filter.Has(Junction)) filter.Missing(Junction);
        var junction = filter.Word(Junction, "and", "or", "AND", "OR");
        var fields = new List<FieldFilter>();
        foreach (var name in filter.Names)
            if (name is not (Junction or Groups or Not) && fields.Count <= FilterCheck.MaxFields && filter.Object(name) is { } field) fields.Add(new FieldFilter(name, ReadTests(field)));
        var groups = depth > FilterCheck.MaxDepth ? null : filter.Objects(Groups, FilterCheck.MaxFields)?.ConvertAll(group => Read(group, needsJunction, depth + 1));
        return new Filter(junction is "or" or "OR" ? Engine.Filters.Junction.Or : Engine.Filters.Junction.And, fields)
        {
            Groups = groups is { Count: > 0 } ? groups : null, Not = filter.Flag(Not) == true,
        };
    }

    public static JsonElement Write(Filter filter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, filter);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Filter filter)
    {
        json.WriteStartObject();
        json.WriteString(Junction, filter.Junction == Engine.Filters.Junction.Or ? "or" : "and");
        if (filter.Not) json.WriteBoolean(Not, true);
        foreach (var field in filter.Fields)
        {
            json.WriteStartObject(field.Field);
            json.WriteStartObject("conditions");
            foreach (var test in field.Tests)
            {
                json.WriteStartArray(Array.Find(s_operators, one => one.Is == test.Is).Word);
                foreach (var value in test.Values) value.WriteTo(json);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (filter.Groups is { Count: > 0 } groups)
        {
            json.WriteStartArray(Groups);
            foreach (var group in groups) Write(json, group);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static List<FieldTest> ReadTests(Fields field)
    {
        var tests = new List<FieldTest>();
        if (field.Object("conditions") is not { } conditions)
        {
            if (!field.Has("conditions")) field.Missing("conditions");
            return tests;
        }

        foreach (var word in conditions.Names)
        {
            var known = Array.FindIndex(s_operators, one => one.Word == word);
            if (known < 0) conditions.Problem(word.Length > 40 ? word[..40] : word, $"is no operator: use one of {string.Join(", ", s_operators.Select(one => one.Word))}");
            else if (conditions.Values(word, FilterCheck.MaxValues) is { } values) tests.Add(new FieldTest(s_operators[known].Is, values));
        }

        return tests;
    }
}
