using System.Text;

namespace PromoConsole.Engine.Rules;

/// <summary>Finds what is missing or impossible in the tests of a condition.</summary>
internal static class TestCheck
{
    public static void Add(TestedCondition condition, Action<string, string> problem)
    {
        if (condition is MetadataCondition { Property: var property })
        {
            if (string.IsNullOrWhiteSpace(property)) problem("property", "Say which attribute is tested.");
            else if (property.Length > RuleCheck.MaxPropertyLength) problem("property", $"The attribute's name is longer than {RuleCheck.MaxPropertyLength} characters.");
        }

        if (condition.Tests.Count == 0) problem("tests", "Say how the value is tested.");
        var fine = condition.Tests.DistinctBy(test => test.Is).Count() == condition.Tests.Count;
        if (!fine) problem("tests", "Two comparisons of the same kind cannot stand together. Put their values into one.");
        for (var i = 0; i < condition.Tests.Count; i++)
        {
            var (field, sentence) = Problem(condition, condition.Tests[i]);
            if (sentence is null) continue;
            fine = false;
            problem($"tests[{i}].{field}", sentence);
        }

        if (fine && condition is NumberCondition && condition.Tests.Count > 1 && NumberTest.Of(condition.Tests) is var all && (all.Lowest > all.Highest || all.Only is { Length: 0 }))
            problem("tests", "These comparisons exclude each other, so nothing would pass. Change one of them.");
    }

    private static (string Field, string? Sentence) Problem(TestedCondition condition, RuleTest test)
    {
        if (!condition.Kind.Operators.Contains(test.Is)) return ("is", "Choose how the value is compared.");
        if (!RuleTest.NeedsValues(test.Is)) return ("values", test.Values.Count > 0 ? "This test compares with nothing. Remove the value." : null);
        if (test.Values.Count == 0 || test.Values.All(value => string.IsNullOrWhiteSpace(value.Text))) return ("values", Missing(condition.Kind));
        if (test.Values.Any(value => value.Text.Length > RuleCheck.MaxValueLength)) return ("values", $"A value is longer than {RuleCheck.MaxValueLength} characters.");
        return ("values", condition switch
        {
            NumberCondition => Numbers(condition.Kind, test),
            MembershipCondition => test.Values.Any(value => string.IsNullOrWhiteSpace(value.Text)) ? "One of the values is empty. Choose it again." : null,
            _ => Dates(test),
        });
    }

    private static string Missing(RuleKind kind) => kind.Operand switch
    {
        OperandKind.Segments => "Choose at least one segment.",
        OperandKind.LoyaltyTiers => "Name at least one tier.",
        OperandKind.Users => "Name at least one user.",
        OperandKind.ApiKeys => "Name at least one API key.",
        _ => "Say which value is asked for.",
    };

    private static string? Numbers(RuleKind kind, RuleTest test)
    {
        foreach (var value in test.Values)
        {
            if (value.Whole is not { } asked) return $"“{value.Text}” is no whole number. Amounts are in minor units.";
            if (asked < 0) return "The number must not be negative.";
            if (kind.Budget is not null && ((test.Is is Operator.AtMost or Operator.Is && asked < 1) || (test.Is == Operator.LessThan && asked < 2)))
                return "The redemption being tested counts too, so this limit would refuse everybody. Allow at least 1.";
            if (test.Is == Operator.LessThan && asked == 0) return "Nothing is below 0, so nobody would pass.";
        }

        return null;
    }

    private static string? Dates(RuleTest test)
    {
        foreach (var value in test.Values)
        {
            switch (test.Is)
            {
                case Operator.Before or Operator.After when !IsoTime.TryRead(Encoding.UTF8.GetBytes(value.Text), out _):
                    return $"“{value.Text}” is no date. Write it as 2026-03-02, or with a time as 2026-03-02T10:30:00Z.";
                case Operator.DayOfWeek when value.Whole is not (>= 0 and <= 6):
                    return $"“{value.Text}” is no day of the week: 0 is Sunday, 6 is Saturday.";
                case >= Operator.MoreThanDaysAgo and <= Operator.DaysAhead when value.Whole is not >= 0:
                    return $"“{value.Text}” is no number of days.";
                case Operator.Within when TimeWindow.TryRead(test.Is, value.Text) is null:
                    return $"“{value.Text}” is no window from one date to a later one. Write it as 2026-03-01/2026-03-31.";
                case Operator.WithinDay when HoursOfDay.TryRead(value.Text) is null:
                    return $"“{value.Text}” is no window of the day. Write it as 17:00/19:00; past midnight as 22:00/02:00.";
                case Operator.WithinPast or Operator.WithinFuture when TimeWindow.TryRead(test.Is, value.Text) is null:
                    return $"“{value.Text}” is no duration. Write it as P30D for 30 days, or as PT12H for 12 hours.";
                case Operator.Count or Operator.CountMore or Operator.CountLess when value.Whole is not >= 0:
                    return $"“{value.Text}” is no number of elements.";
            }
        }

        return null;
    }
}
