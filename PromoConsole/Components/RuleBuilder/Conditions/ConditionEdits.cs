using System.Globalization;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>The edits of a condition as pure functions, so that one form serves every kind with the same operands.</summary>
public static class ConditionEdits
{
    /// <summary>One test replaced, or taken away for null.</summary>
    public static Condition WithTest(TestedCondition condition, int at, RuleTest? test)
    {
        var tests = condition.Tests.ToList();
        if (test is null) tests.RemoveAt(at);
        else tests[at] = test;
        return condition with { Tests = tests };
    }

    /// <summary>One more test, of an operator that is not there yet.</summary>
    public static Condition WithAnotherTest(TestedCondition condition) =>
        condition with { Tests = [.. condition.Tests, Started(condition.Kind, Unused(condition) ?? condition.Kind.Operators[0])] };

    /// <summary>Whether there is an operator left to add.</summary>
    public static bool MayAddTest(TestedCondition condition) => condition.Kind.Operand != OperandKind.Flag && Unused(condition) is not null && condition.Tests.Count < 4;

    /// <summary>The same test by another operator; values stay where both take the same kind of them.</summary>
    public static RuleTest WithOperator(RuleKind kind, RuleTest test, Operator op) =>
        RuleTest.NeedsValues(op) && Values(kind, op) == Values(kind, test.Is) ? test with { Is = op } : Started(kind, op);

    /// <summary>The same asked of the same amount at another moment; everything else stays.</summary>
    public static Condition WithBasis(NumberCondition condition, RuleKind kind) => new NumberCondition(kind, condition.Tests)
    {
        Number = condition.Number, Message = condition.Message, MessageId = condition.MessageId, Translations = condition.Translations, Muted = condition.Muted, Lock = condition.Lock,
    };

    /// <summary>What an editor has to offer for the values of a test.</summary>
    public static ValueEditor Values(RuleKind kind, Operator op) => kind.Operand switch
    {
        _ when !RuleTest.NeedsValues(op) => ValueEditor.None,
        OperandKind.Amount => ValueEditor.Money,
        OperandKind.Quantity or OperandKind.Count or OperandKind.Points => ValueEditor.Numbers,
        OperandKind.Segments => ValueEditor.Segments,
        OperandKind.LoyaltyTiers or OperandKind.Users or OperandKind.ApiKeys => ValueEditor.Texts,
        _ => op switch
        {
            Operator.Before or Operator.After => ValueEditor.Dates,
            Operator.DayOfWeek => ValueEditor.Days,
            Operator.Within => ValueEditor.Window,
            Operator.WithinDay => ValueEditor.Hours,
            Operator.WithinPast or Operator.WithinFuture => ValueEditor.Duration,
            >= Operator.MoreThanDaysAgo and <= Operator.DaysAhead or Operator.Count or Operator.CountMore or Operator.CountLess => ValueEditor.Numbers,
            _ => ValueEditor.Texts,
        },
    };

    /// <summary>Whether several values make sense, of which any suffices.</summary>
    public static bool TakesSeveral(Operator op) => op is Operator.Is or Operator.IsNot or Operator.Within or Operator.DaysAgo or Operator.DaysAhead;

    /// <summary>What stands after a number.</summary>
    public static string Unit(RuleKind kind, Operator op) => (kind.Operand, op) switch
    {
        (OperandKind.Quantity, _) => "pieces",
        (OperandKind.Count, _) => "redemptions",
        (OperandKind.Points, _) => "points",
        (_, Operator.Count or Operator.CountMore or Operator.CountLess) => "elements",
        _ => "days",
    };

    /// <summary>Typed text, several values with commas between, as operands; numbers and true/false keep their type.</summary>
    public static IReadOnlyList<Operand> Typed(string? typed) =>
        [.. (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => (Operand)text)];

    /// <summary>The sub-rules of a condition as an editor changed them; null where none are left.</summary>
    public static Condition WithSubRules(Condition condition, Rule? where) => condition switch
    {
        ItemsCondition items => items with { Where = where },
        MetadataCondition metadata => metadata with { Where = where },
        _ => condition,
    };

    /// <summary>The values with one of them replaced, or taken away for null; behind the last one it is added.</summary>
    public static IReadOnlyList<Operand> WithValue(RuleTest test, int at, string? value)
    {
        if (string.IsNullOrEmpty(value)) return [.. test.Values.Where((_, index) => index != at)];
        return at < test.Values.Count ? [.. test.Values.Select((old, index) => index == at ? (Operand)value : old)] : [.. test.Values, (Operand)value];
    }

    /// <summary>The windows with the first or the last date of one of them changed; the same for both as long as one is missing.</summary>
    /// <param name="date">ISO 8601; blank changes nothing.</param>
    /// <param name="at">Which window.</param>
    public static IReadOnlyList<Operand> WindowWith(RuleTest test, string? date, bool last, int at = 0)
    {
        if (string.IsNullOrEmpty(date)) return test.Values;
        var (from, to) = WindowOf(test, at);
        var (begins, ends) = last ? (from ?? date, date) : (date, to ?? date);
        return WithValue(test, at, $"{begins}/{ends}");
    }

    /// <summary>Windows of the day, one with its first or its last time changed; an hour long as long as the other is missing.</summary>
    /// <param name="time">As a time input gives it; blank changes nothing.</param>
    public static IReadOnlyList<Operand> HoursWith(RuleTest test, int at, string? time, bool last)
    {
        if (!TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out var typed)) return test.Values;
        var (from, to) = WindowOf(test, at);
        var window = last ? $"{from ?? Clock(typed.AddHours(-1))}/{Clock(typed)}" : $"{Clock(typed)}/{to ?? Clock(typed.AddHours(1))}";
        return WithValue(test, at, window);
    }

    /// <summary>One more window of the day, an hour long and an hour after the last.</summary>
    public static IReadOnlyList<Operand> HoursAdded(RuleTest test)
    {
        var after = TimeOnly.TryParse(WindowOf(test, test.Values.Count - 1).To, CultureInfo.InvariantCulture, out var last) ? last.AddHours(1) : new TimeOnly(17, 0);
        return [.. test.Values, $"{Clock(after)}/{Clock(after.AddHours(1))}"];
    }

    /// <summary>The dates or times of a window; null for one that is not chosen.</summary>
    public static (string? From, string? To) WindowOf(RuleTest test, int at = 0) =>
        at >= 0 && at < test.Values.Count && test.Values[at].Text.Split('/') is [var from, var to] ? (from, to) : (null, null);

    /// <summary>A number as it is stored.</summary>
    public static Operand Number(long number) => new(number.ToString(CultureInfo.InvariantCulture), OperandType.Number);

    private static string Clock(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static RuleTest Started(RuleKind kind, Operator op) =>
        new(op, Values(kind, op) is ValueEditor.Money or ValueEditor.Numbers ? [Number(kind.Operand is OperandKind.Amount or OperandKind.Metadata ? 0 : 1)] : []);

    private static Operator? Unused(TestedCondition condition)
    {
        foreach (var op in condition.Kind.Operators)
            if (condition.Tests.All(test => test.Is != op)) return op;
        return null;
    }
}

/// <summary>How the values of a test are edited.</summary>
public enum ValueEditor { None, Money, Numbers, Texts, Dates, Window, Hours, Duration, Days, Segments }
