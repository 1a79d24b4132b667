using System.Text;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Rules;

/// <summary>Operators as people say them.</summary>
public static class OperatorWords
{
    /// <summary>For a list of choices, after the name of what is tested: "is at least".</summary>
    public static string Label(Operator op, OperandKind operand) => (op, operand) switch
    {
        (Operator.Is, OperandKind.Segments or OperandKind.LoyaltyTiers) => "is in any of",
        (Operator.IsNot, OperandKind.Segments or OperandKind.LoyaltyTiers) => "is in none of",
        (Operator.Is, _) => "is",
        (Operator.IsNot, _) => "is not",
        (Operator.MoreThan, _) => "is more than",
        (Operator.AtLeast, _) => "is at least",
        (Operator.LessThan, _) => "is less than",
        (Operator.AtMost, _) => "is at most",
        (Operator.StartsWith, _) => "starts with",
        (Operator.EndsWith, _) => "ends with",
        (Operator.Contains, _) => "contains",
        (Operator.HasValue, _) => "has a value",
        (Operator.IsUnknown, _) => "is unknown",
        (Operator.Before, _) => "is before",
        (Operator.After, _) => "is after",
        (Operator.MoreThanDaysAgo, _) => "is more than … days ago",
        (Operator.LessThanDaysAgo, _) => "is less than … days ago",
        (Operator.DaysAgo, _) => "is … days ago",
        (Operator.MoreThanDaysAhead, _) => "is more than … days ahead",
        (Operator.LessThanDaysAhead, _) => "is less than … days ahead",
        (Operator.DaysAhead, _) => "is … days ahead",
        (Operator.DayOfWeek, _) => "is on a",
        (Operator.Within, _) => "is within",
        (Operator.WithinPast, _) => "is within the past",
        (Operator.WithinFuture, _) => "is within the next",
        (Operator.WithinDay, _) => "is between the hours",
        (Operator.Count, _) => "has as many elements as",
        (Operator.CountMore, _) => "has more elements than",
        (Operator.CountLess, _) => "has fewer elements than",
        (Operator.NotIntersect, _) => "has none of the elements",
        _ => "has exactly the elements",
    };

    /// <summary>"150.00 PLN or more", "exactly 3 pieces".</summary>
    public static string Compared(Operator op, string asked) => op switch
    {
        Operator.Is => $"exactly {asked}",
        Operator.IsNot => $"not exactly {asked}",
        Operator.MoreThan => $"more than {asked}",
        Operator.AtLeast => $"{asked} or more",
        Operator.LessThan => $"less than {asked}",
        Operator.AtMost => $"at most {asked}",
        Operator.HasValue => "known",
        _ => "unknown",
    };

    /// <summary>What follows the name of an attribute: "is gold", "starts with X", "is more than 30 days ago".</summary>
    public static string Attribute(Operator op, IReadOnlyList<string> values)
    {
        var asked = values.Count > 0 ? Or(values) : "a value";
        var days = values is ["1"] ? "1 day" : $"{asked} days";
        return op switch
        {
            Operator.Is => $"is {asked}",
            Operator.IsNot => $"is not {asked}",
            Operator.StartsWith => $"starts with {asked}",
            Operator.EndsWith => $"ends with {asked}",
            Operator.Contains => $"contains {asked}",
            Operator.HasValue => "is known",
            Operator.IsUnknown => "is unknown",
            Operator.Before => $"is before {asked}",
            Operator.After => $"is after {asked}",
            Operator.MoreThanDaysAgo => $"is more than {days} ago",
            Operator.LessThanDaysAgo => $"is less than {days} ago",
            Operator.DaysAgo => values is ["0"] ? "is today" : $"is {days} ago",
            Operator.MoreThanDaysAhead => $"is more than {days} ahead",
            Operator.LessThanDaysAhead => $"is less than {days} ahead",
            Operator.DaysAhead => values is ["0"] ? "is today" : $"is {days} ahead",
            Operator.DayOfWeek => $"is on a {Or([.. values.Select(DayName)])}",
            Operator.Within => $"is within {Or([.. values.Select(WindowName)])}",
            Operator.WithinPast => $"is within the past {Or([.. values.Select(ScheduleWords.DurationOf)])}",
            Operator.WithinDay => $"is from {Or([.. values.Select(WindowName)])}",
            Operator.WithinFuture => $"is within the next {Or([.. values.Select(ScheduleWords.DurationOf)])}",
            Operator.Count => $"has {(values is ["1"] ? "1 element" : $"{asked} elements")}",
            Operator.CountMore => $"has more than {(values is ["1"] ? "1 element" : $"{asked} elements")}",
            Operator.CountLess => $"has fewer than {asked} elements",
            Operator.NotIntersect => $"has none of {And(values)}",
            Operator.NotDiffer => $"is exactly {And(values)}",
            _ => $"is {Compared(op, asked)}",
        };
    }

    /// <summary>"Sunday" for 0.</summary>
    public static string DayName(string number) => int.TryParse(number, out var day) && day is >= 0 and <= 6 ? ((DayOfWeek)day).ToString() : number;

    /// <summary>A value as a reader knows it, for <see cref="Attribute"/>: dates as "2 Mar 2026", with a time as the clocks of the reader's zone show it; anything else as it is asked.</summary>
    public static string Asked(Operator op, string value, Wording wording) => op switch
    {
        Operator.Before or Operator.After => Date(value, wording),
        Operator.Within when value.Split('/') is [var from, var to] => $"{Date(from, wording)}/{Date(to, wording)}",
        _ => value,
    };

    /// <summary>A value as <see cref="Attribute"/> says it: "Sunday", "17:00 to 19:00".</summary>
    public static string ValueName(Operator op, string value) => op switch
    {
        Operator.DayOfWeek => DayName(value),
        Operator.Within or Operator.WithinDay => WindowName(value),
        Operator.WithinPast or Operator.WithinFuture => ScheduleWords.DurationOf(value),
        _ => value,
    };

    private static string Date(string text, Wording wording)
    {
        if (!IsoTime.TryRead(Encoding.UTF8.GetBytes(text), out var time)) return text;
        if (!time.HasTime) return time.Wall.ToString("d MMM yyyy", wording.Culture);
        var wall = time.Offset is { } offset ? wording.Local(new DateTimeOffset(time.Wall, offset)).DateTime : time.Wall;
        return $"{wall.ToString(wall.Second == 0 ? "d MMM yyyy, HH:mm" : "d MMM yyyy, HH:mm:ss", wording.Culture)} ({wording.ZoneName})";
    }

    /// <summary>"2026-03-01 to 2026-03-31" for the same with a slash.</summary>
    private static string WindowName(string window) => window.Replace("/", " to ", StringComparison.Ordinal);

    /// <summary>A number with what it counts: "8.00 PLN", "2 pieces", "once".</summary>
    public static string Amount(long number, Unit unit, Wording wording) => unit switch
    {
        Unit.Amount => wording.Money(number),
        Unit.Quantity => wording.Counted(number, "piece", "pieces"),
        Unit.Points => wording.Counted(number, "point", "points"),
        Unit.Count => Times(number, wording),
        _ => wording.Number(number),
    };

    /// <summary>"once", "3 times".</summary>
    public static string Times(long number, Wording wording) => number == 1 ? "once" : wording.Counted(number, "time", "times");

    /// <summary>"Winter club or VIP".</summary>
    public static string Or(IReadOnlyList<string>? names) => Joined(names, "or");

    private static string And(IReadOnlyList<string>? names) => Joined(names, "and");

    private static string Joined(IReadOnlyList<string>? names, string word) => names switch
    {
        null or { Count: 0 } => "?",
        { Count: 1 } => names[0],
        { Count: > 4 } => $"{string.Join(", ", names.Take(3))} {word} {names.Count - 3} more",
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {word} {names[^1]}",
    };
}
