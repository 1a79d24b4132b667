using System.Text.Json;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Filters;

/// <summary>
/// A test of an attribute as a leaf of a tree, so that filters of segments and collections are built like rules. It lives only while a filter is edited:
/// <see cref="FilterTree"/> makes a <see cref="Filter"/> of it, and no rule that is stored has one.
/// </summary>
/// <param name="Type">What the attribute holds.</param>
/// <param name="Asked">Its name is incomplete while a key has not been typed.</param>
public sealed record FieldCondition(RuleKind Kind, FieldType Type, FieldFilter Asked) : Condition(Kind, ConditionShape.Field)
{
    /// <summary>What is missing or impossible; null for nothing.</summary>
    public string? Problem()
    {
        if (Kind.Key is { } key && !key.IsWhole(Asked.Field)) return $"Say which: {key.Label.ToLowerInvariant()}.";
        if (Asked.Tests.Count == 0) return "Choose how it is compared.";
        foreach (var test in Asked.Tests)
            if (!FilterCheck.IsAlone(test.Is) && test.Values.Count == 0) return "Give at least one value.";
        return Asked.Tests.Select(test => FilterCheck.Problem(Type, test)).OfType<string>().FirstOrDefault() is { } problem ? char.ToUpperInvariant(problem[0]) + problem[1..] + "." : null;
    }

    /// <summary>As a clause: "city is Kraków or Gdańsk".</summary>
    public string Phrase(Wording wording) =>
        $"{Subject} {string.Join(" and ", Asked.Tests.Select(test => FieldWords.Test(test, Type, Kind.Operand == OperandKind.Amount, wording)))}";

    /// <summary>The values asked for, as the clause says them.</summary>
    public IEnumerable<string> ValuesSaid(Wording wording)
    {
        if (Kind.Key?.KeyOf(Asked.Field) is { Length: > 0 } key) yield return key;
        foreach (var test in Asked.Tests)
            foreach (var value in test.Values) yield return FieldWords.Value(test, value, Type, Kind.Operand == OperandKind.Amount, wording);
    }

    private string Subject => Kind.Key is { } key ? string.Format(System.Globalization.CultureInfo.InvariantCulture, Kind.Phrase, key.KeyOf(Asked.Field) is { Length: > 0 } given ? given : "…") : Kind.Phrase;
}

/// <summary>The part of an attribute's name that is typed.</summary>
/// <param name="Label">What it is: "Attribute", "Event".</param>
public sealed record FieldKey(string Prefix, string Suffix, string Label)
{
    /// <summary>The typed part; empty while there is none.</summary>
    public string KeyOf(string field) => field.Length >= Prefix.Length + Suffix.Length ? field[Prefix.Length..^Suffix.Length] : "";

    /// <summary>The whole name.</summary>
    public string FieldOf(string key) => Prefix + key.Trim() + Suffix;

    public bool IsWhole(string field) => KeyOf(field).Length > 0;
}

/// <summary>Tests of attributes in words.</summary>
public static class FieldWords
{
    /// <summary>How an operator is offered.</summary>
    public static string Label(FilterOperator comparison, FieldType type) => comparison switch
    {
        FilterOperator.Is => type == FieldType.Texts ? "has" : type == FieldType.Time ? "is on" : "is",
        FilterOperator.IsNot => type == FieldType.Texts ? "has not" : type == FieldType.Time ? "is not on" : "is not",
        FilterOperator.In => "is one of",
        FilterOperator.NotIn => "is none of",
        FilterOperator.StartsWith => "starts with",
        FilterOperator.EndsWith => "ends with",
        FilterOperator.Contains => "contains",
        FilterOperator.NotContain => "does not contain",
        FilterOperator.MoreThan => type == FieldType.Time ? "is more days ago than" : "is more than",
        FilterOperator.AtLeast => "is at least",
        FilterOperator.LessThan => type == FieldType.Time ? "is fewer days ago than" : "is less than",
        FilterOperator.AtMost => "is at most",
        FilterOperator.Before => "is before",
        FilterOperator.After => "is after",
        FilterOperator.MoreThanAgo => "is more days ago than",
        FilterOperator.LessThanAgo => "is fewer days ago than",
        FilterOperator.DaysAgo => "is so many days ago",
        FilterOperator.MoreThanFuture => "is more days ahead than",
        FilterOperator.LessThanFuture => "is fewer days ahead than",
        FilterOperator.DaysInFuture => "is so many days ahead",
        FilterOperator.NextMonth => "is in next month",
        FilterOperator.PreviousMonth => "is in last month",
        FilterOperator.CurrentMonth => "is in this month",
        FilterOperator.Count => "has so many",
        FilterOperator.CountMore => "has more than",
        FilterOperator.CountLess => "has fewer than",
        FilterOperator.HasValue => "is known",
        _ => "is not known",
    };

    /// <summary>Whether the values are numbers of days.</summary>
    public static bool AsksDays(FieldTest test, FieldType type) =>
        FilterCheck.IsDays(test.Is) || (type == FieldType.Time && FilterCheck.CountsDays(test.Is) && test.Values.All(value => !AskedValue.Of(value).IsTime));

    internal static string Test(FieldTest test, FieldType type, bool money, Wording wording)
    {
        if (FilterCheck.IsAlone(test.Is)) return Label(test.Is, type);
        var asked = test.Values.Count == 0 ? "…" : OperatorWords.Or([.. test.Values.Select(value => Value(test, value, type, money, wording))]);
        return test.Is switch
        {
            FilterOperator.MoreThanAgo => $"is more than {asked} ago",
            FilterOperator.LessThanAgo => $"is less than {asked} ago",
            FilterOperator.DaysAgo => $"is {asked} ago",
            FilterOperator.MoreThan when AsksDays(test, type) => $"is more than {asked} ago",
            FilterOperator.LessThan when AsksDays(test, type) => $"is less than {asked} ago",
            FilterOperator.MoreThanFuture => $"is more than {asked} ahead",
            FilterOperator.LessThanFuture => $"is less than {asked} ahead",
            FilterOperator.DaysInFuture => $"is {asked} ahead",
            FilterOperator.MoreThan when type == FieldType.Time => $"is after {asked}",
            FilterOperator.LessThan when type == FieldType.Time => $"is before {asked}",
            FilterOperator.AtLeast => $"is {asked} or more",
            FilterOperator.AtMost => $"is {asked} or less",
            FilterOperator.Count => $"has {asked} elements",
            FilterOperator.CountMore => $"has more than {asked} elements",
            FilterOperator.CountLess => $"has fewer than {asked} elements",
            FilterOperator.NotIn => $"is none of {asked}",
            _ => $"{Label(test.Is, type)} {asked}",
        };
    }

    internal static string Value(FieldTest test, JsonElement value, FieldType type, bool money, Wording wording)
    {
        var asked = AskedValue.Of(value);
        if (AsksDays(test, type)) return asked.Number == 1 ? "1 day" : $"{asked.Text} days";
        if (money && asked.Number is { } amount && amount == decimal.Truncate(amount) && Math.Abs(amount) < long.MaxValue) return OperatorWords.Amount((long)amount, Unit.Amount, wording);
        return asked.IsTime ? OperatorWords.Asked(Operator.Before, asked.Text, wording) : asked.Text;
    }
}
