using System.Text.Json;

namespace PromoConsole.Engine.Filters;

/// <summary>Finds what keeps a filter from being saved, so that evaluating never meets a malformed one.</summary>
public static class FilterCheck
{
    /// <summary>In all brackets together.</summary>
    public const int MaxFields = 50;

    /// <summary>Brackets in each other, the outermost included.</summary>
    public const int MaxDepth = 8;

    public const int MaxValues = 200;
    public const int MaxFieldLength = 200;
    public const int MaxValueLength = 500;

    /// <returns>One sentence a problem, beginning with the attribute; empty when all is well.</returns>
    public static IReadOnlyList<string> Problems(Filter filter, IFilterNames fields)
    {
        if (filter.Depth > MaxDepth) return [$"The filter should not have more than {MaxDepth} brackets in each other"];
        var asked = filter.AllFields.Take(MaxFields + 1).ToList();
        if (asked.Count == 0) return [$"The filter should name at least one attribute of {fields.Subject}"];
        if (asked.Count > MaxFields) return [$"The filter should not have more than {MaxFields} attributes"];
        if (HasEmptyGroup(filter)) return ["Every bracket of the filter should have at least one attribute"];
        return [.. asked.SelectMany(field => Problems(field, fields))];
    }

    /// <returns>What is wrong with the tests of one attribute; empty when all is well.</returns>
    public static IReadOnlyList<string> Problems(FieldFilter asked, IFilterNames fields)
    {
        if (asked.Field.Length > MaxFieldLength) return [$"{asked.Field[..20]}… is too long for an attribute"];
        if (fields.IsNotKept(asked.Field)) return [$"{asked.Field} is not kept in this release, so {fields.Subject} cannot be filtered by it"];
        if (fields.TypeOf(asked.Field) is not { } type) return [$"{asked.Field} is no attribute of {fields.Subject}; there are {string.Join(", ", fields.Names)}"];
        if (asked.Tests.Count == 0) return [$"{asked.Field} should have at least one condition"];
        return [.. asked.Tests.Select(test => fields.Takes(asked.Field, test.Is) ? Problem(type, test) : $"{Word(test.Is)} does not fit it").OfType<string>().Select(problem => $"{asked.Field}: {problem}")];
    }

    /// <summary>What a negative test is the contrary of, which also holds of what is missing; null for a positive one.</summary>
    internal static FilterOperator? Positive(FilterOperator comparison) => comparison switch
    {
        FilterOperator.IsNot => FilterOperator.Is,
        FilterOperator.NotIn => FilterOperator.In,
        FilterOperator.NotContain => FilterOperator.Contains,
        FilterOperator.IsUnknown => FilterOperator.HasValue,
        _ => null,
    };

    private static bool HasEmptyGroup(Filter filter) => filter.Groups?.Any(group => (group.Fields.Count == 0 && group.Groups is not { Count: > 0 }) || HasEmptyGroup(group)) == true;

    /// <summary>Whether the operator compares with nothing.</summary>
    public static bool IsAlone(FilterOperator comparison) =>
        comparison is FilterOperator.HasValue or FilterOperator.IsUnknown or FilterOperator.NextMonth or FilterOperator.PreviousMonth or FilterOperator.CurrentMonth;

    /// <summary>Whether the operator fits what the attribute holds.</summary>
    public static bool Allows(FieldType type, FilterOperator comparison) => comparison switch
    {
        FilterOperator.Is or FilterOperator.IsNot or FilterOperator.In or FilterOperator.NotIn or FilterOperator.HasValue or FilterOperator.IsUnknown => true,
        FilterOperator.StartsWith or FilterOperator.EndsWith or FilterOperator.Contains or FilterOperator.NotContain =>
            type is FieldType.Text or FieldType.Texts or FieldType.Anything,
        FilterOperator.MoreThan or FilterOperator.AtLeast or FilterOperator.LessThan or FilterOperator.AtMost =>
            type is FieldType.Number or FieldType.Time or FieldType.Anything,
        FilterOperator.Count or FilterOperator.CountMore or FilterOperator.CountLess => type is FieldType.Texts or FieldType.Anything,
        _ => type is FieldType.Time or FieldType.Anything,
    };

    /// <returns>What is wrong with one test, beginning with its operator; null for nothing.</returns>
    public static string? Problem(FieldType type, FieldTest test)
    {
        if (!Allows(type, test.Is)) return $"{Word(test.Is)} does not fit it";
        if (IsAlone(test.Is)) return test.Values.Any(value => value.ValueKind == JsonValueKind.False) ? $"{Word(test.Is)} is asked or left out, not false" : null;
        if (test.Values.Count == 0) return $"{Word(test.Is)} should have a value";
        if (test.Values.Count > MaxValues) return $"{Word(test.Is)} should not have more than {MaxValues} values";
        foreach (var value in test.Values)
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined)
                return $"{Word(test.Is)} compares with text, numbers and true or false";
            if (value.GetRawText().Length > MaxValueLength) return $"a value is longer than {MaxValueLength} characters";
            var asked = AskedValue.Of(value);
            if (IsDays(test.Is) && !IsWholeDays(asked)) return $"{Word(test.Is)} compares with a whole number of days";
            if (IsCount(test.Is) && asked.Number is null) return $"{Word(test.Is)} compares with a number";
            if (type == FieldType.Number && asked.Number is null) return $"{Word(test.Is)} compares with a number";
            if (type == FieldType.Time && CountsDays(test.Is) && IsWholeDays(asked)) continue;
            var isTime = test.Is is FilterOperator.Before or FilterOperator.After || (type == FieldType.Time && !IsDays(test.Is));
            if (isTime && !asked.IsTime) return $"{Word(test.Is)} compares with a date (2026-03-01) or an instant in ISO 8601";
        }

        return null;
    }

    private static string Word(FilterOperator comparison) =>
        string.Concat(comparison.ToString().Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));

    internal static bool IsDays(FilterOperator comparison) => comparison is >= FilterOperator.MoreThanAgo and <= FilterOperator.DaysInFuture;

    /// <summary>Whether a plain number asked of a time means days ago.</summary>
    internal static bool CountsDays(FilterOperator comparison) => comparison is FilterOperator.LessThan or FilterOperator.MoreThan;

    private static bool IsWholeDays(in AskedValue asked) => asked.Number is { } days && days == decimal.Truncate(days) && Math.Abs(days) <= 100_000;

    internal static bool IsCount(FilterOperator comparison) => comparison is FilterOperator.Count or FilterOperator.CountMore or FilterOperator.CountLess;
}
