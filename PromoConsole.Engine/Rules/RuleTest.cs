using System.Globalization;

namespace PromoConsole.Engine.Rules;

/// <summary>How a value is tested. Stored as the word.</summary>
/// <remarks>
/// Several operands: <see cref="IsNot"/> and <see cref="NotIntersect"/> ask that none matches, <see cref="NotDiffer"/> looks at all of them, every other
/// one that any does. A missing value satisfies <see cref="IsNot"/> and <see cref="IsUnknown"/> and nothing else. Of a list the positive tests ask one element,
/// the negative ones all. Days are calendar days of the project's zone.
/// </remarks>
public enum Operator
{
    Is, IsNot, MoreThan, AtLeast, LessThan, AtMost,
    StartsWith, EndsWith, Contains,
    HasValue, IsUnknown,
    Before, After,
    MoreThanDaysAgo, LessThanDaysAgo, DaysAgo, MoreThanDaysAhead, LessThanDaysAhead, DaysAhead,

    /// <summary>0 is Sunday.</summary>
    DayOfWeek,

    /// <summary>Not before one date and before the end of another, <c>2026-03-01/2026-03-31</c>; at most an ISO 8601 duration ago, or ahead.</summary>
    Within, WithinPast, WithinFuture,

    /// <summary>Every day not before one time and before another, <c>17:00/19:00</c>; past midnight when the second is the earlier one.</summary>
    WithinDay,

    /// <summary>Number of elements; a single value is a list of one.</summary>
    Count, CountMore, CountLess,

    /// <summary>No common element; the same elements.</summary>
    NotIntersect, NotDiffer,
}

/// <summary>One test of a value.</summary>
/// <param name="Is">How.</param>
/// <param name="Values">Against what; empty for <see cref="Operator.HasValue"/> and <see cref="Operator.IsUnknown"/>.</param>
public sealed record RuleTest(Operator Is, IReadOnlyList<Operand> Values)
{
    /// <summary>Whether the operator compares with anything.</summary>
    public static bool NeedsValues(Operator op) => op is not (Operator.HasValue or Operator.IsUnknown);
}

public enum OperandType { Text, Number, Flag }

/// <summary>One value asked for, as it was given: text, a number or true/false. Numbers and numeric text mean the same.</summary>
public readonly record struct Operand(string Text, OperandType Type)
{
    /// <summary>The number it is; null for what is none or has decimals.</summary>
    public long? Whole => decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    public static implicit operator Operand(string text) => new(text, OperandType.Text);

    public static implicit operator Operand(long number) => new(number.ToString(CultureInfo.InvariantCulture), OperandType.Number);

    public static implicit operator Operand(bool flag) => new(flag ? "true" : "false", OperandType.Flag);

    public override string ToString() => Text;
}
