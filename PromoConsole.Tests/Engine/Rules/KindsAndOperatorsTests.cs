using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>Each kind with each of its operators both lets something pass and refuses something, and the engine agrees with the slow interpreter on all of it.</summary>
public class KindsAndOperatorsTests
{
    private const int Tries = 4_000;

    public static TheoryData<string, Operator?> Cases
    {
        get
        {
            var cases = new TheoryData<string, Operator?>();
            foreach (var kind in RuleKinds.All)
            {
                if (kind.Operators.Count == 0) cases.Add(kind.Word, null);
                foreach (var op in kind.Operators) cases.Add(kind.Word, op);
            }

            return cases;
        }
    }

    public static TheoryData<string, Operator> SubCases
    {
        get
        {
            var cases = new TheoryData<string, Operator>();
            foreach (var kind in RuleKinds.SubRules)
                foreach (var op in kind.Operators) cases.Add(kind.Word, op);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_kind_and_operator_passes_and_refuses(string word, Operator? op)
    {
        var generated = new GeneratedRules(seed: 17) { Sound = true };

        Seek(generated, () => generated.Condition(RuleKinds.Of(word), op), op is null);
    }

    [Theory]
    [MemberData(nameof(SubCases))]
    public void Every_sub_rule_and_operator_passes_and_refuses(string word, Operator op)
    {
        var generated = new GeneratedRules(seed: 19) { Sound = true };
        var kind = RuleKinds.Of(word);
        var owner = RuleKinds.All.First(one => one.SubRules.Contains(kind));
        ItemReference[] everything = [.. new[] { "shirt", "book", "novel", "mug" }.Select(id => new ItemReference(ItemKind.Product, id))];

        Seek(generated, () => owner.Shape == ConditionShape.Items
            ? new ItemsCondition(owner, everything) { Where = generated.Condition(kind, op) }
            : new MetadataCondition(owner, "channel", [new(Operator.IsNot, ["nothing"])]) { Where = generated.Condition(kind, op) }, false);
    }

    private static void Seek(GeneratedRules generated, Func<Condition> make, bool anyOperator)
    {
        bool passed = false, refused = false;
        for (var i = 0; i < Tries && !(passed && refused && i > 50); i++)
        {
            var condition = make();
            if (RuleCheck.ProblemOf(condition) is not null) continue;
            var facts = generated.Facts();

            var holds = RuleInterpreter.Holds(condition, facts);

            Assert.Equal(holds, RuleEvaluator.Holds(CompiledRule.Of(condition), facts));
            passed |= holds;
            refused |= !holds;
        }

        // A line always has a quantity, so its quantity is never unknown; likewise the sums over matching lines.
        var kind = make().SubRules() as NumberCondition ?? make() as NumberCondition;
        var op = kind?.Tests[0].Is;
        var always = kind?.Kind.Subject is RuleSubject.LineQuantity or RuleSubject.MatchedQuantity or RuleSubject.MatchedAmount or RuleSubject.ItemsQuantity;
        Assert.True(passed || (always && op == Operator.IsUnknown), $"nothing passes {op} {anyOperator}");
        Assert.True(refused || (always && op == Operator.HasValue), $"nothing is refused by {op}");
    }

    [Fact]
    public void The_order_of_names_and_numbers_in_a_dictionary_changes_nothing_and_neither_does_asking_twice()
    {
        var generated = new GeneratedRules(seed: 23);
        for (var i = 0; i < 2_000; i++)
        {
            var compiled = CompiledRule.Of(generated.Rule(depth: 4));
            var facts = generated.Facts();
            var backwards = facts with
            {
                OrderMetadata = Backwards(facts.OrderMetadata),
                Budget = BudgetUse.Of(Budgets.All.Reverse().Select(measure => KeyValuePair.Create(measure, facts.Budget![measure]))),
                Customer = facts.Customer is { } customer ? customer with { SegmentIds = [.. customer.SegmentIds.Reverse()], Metadata = Backwards(customer.Metadata) } : null,
            };

            var first = compiled.Holds(facts);

            Assert.Equal(first, compiled.Holds(backwards));
            Assert.Equal(first, compiled.Holds(facts));
        }
    }

    [Fact]
    public void Days_of_metadata_are_counted_in_the_projects_zone()
    {
        Assert.True(Born("2026-03-02", Operator.DaysAgo, 0));
        Assert.True(Born("2026-03-01T23:30:00Z", Operator.DaysAgo, 0)); // already Monday in Warsaw
        Assert.True(Born("2026-02-28", Operator.MoreThanDaysAgo, 1));
        Assert.False(Born("2026-02-28", Operator.MoreThanDaysAgo, 2));
        Assert.True(Born("2026-02-28", Operator.LessThanDaysAgo, 3));
        Assert.False(Born("2026-03-03", Operator.LessThanDaysAgo, 3)); // tomorrow is not ago
        Assert.True(Born("2026-03-09", Operator.DaysAhead, 7));
        Assert.True(Born("2026-03-09", Operator.MoreThanDaysAhead, 6));
        Assert.True(Born("2026-03-02", Operator.DayOfWeek, 1));
        Assert.True(Born("2026-03-01", Operator.DayOfWeek, 6, 0));
        Assert.True(Born("2026-03-02T10:00:00+01:00", Operator.Before, "2026-03-02T09:30:00Z"));
        Assert.False(Born("2026-03-02T10:00:00+01:00", Operator.After, "2026-03-02")); // the same day
        Assert.False(Born("next week", Operator.After, "2026-03-02"));
    }

    [Theory]
    [InlineData("2026-03-01", Operator.Within, "2026-03-01/2026-03-31", true)]
    [InlineData("2026-03-31T20:00:00Z", Operator.Within, "2026-03-01/2026-03-31", true)] // the last day belongs to it
    [InlineData("2026-03-31T22:30:00Z", Operator.Within, "2026-03-01/2026-03-31", false)] // 1 April in Warsaw
    [InlineData("2026-02-28T22:30:00Z", Operator.Within, "2026-03-01/2026-03-31", false)] // still February in Warsaw
    [InlineData("2026-03-02T08:00:00", Operator.Within, "2026-03-02T08:00/2026-03-02T18:00", true)]
    [InlineData("2026-03-02T18:00:00", Operator.Within, "2026-03-02T08:00/2026-03-02T18:00", false)] // a time ends it sharply
    [InlineData("2026-03-02", Operator.Within, "2026-03-02T08:00/2026-03-02T18:00", true)] // a date is compared by days
    [InlineData("soon", Operator.Within, "2026-03-01/2026-03-31", false)]
    [InlineData("2026-03-02T12:00:00Z", Operator.WithinPast, "PT12H", true)] // now
    [InlineData("2026-03-02T00:00:00Z", Operator.WithinPast, "PT12H", true)] // exactly 12 hours ago
    [InlineData("2026-03-01T23:59:59Z", Operator.WithinPast, "PT12H", false)]
    [InlineData("2026-03-02T12:00:01Z", Operator.WithinPast, "PT12H", false)] // ahead
    [InlineData("2026-02-02", Operator.WithinPast, "P1M", true)] // by the calendar: 2 February to 2 March
    [InlineData("2026-02-01", Operator.WithinPast, "P1M", false)]
    [InlineData("2026-03-03", Operator.WithinPast, "P1M", false)]
    [InlineData("2026-03-09T12:00:00Z", Operator.WithinFuture, "P7D", true)]
    [InlineData("2026-03-09T12:00:01Z", Operator.WithinFuture, "P7D", false)]
    [InlineData("2026-03-02T11:59:59Z", Operator.WithinFuture, "P7D", false)] // past
    [InlineData("2026-03-30T11:00:00Z", Operator.WithinFuture, "P28D", true)] // 13:00 in Warsaw, whose clocks went forward the day before
    [InlineData("2026-03-30T11:00:01Z", Operator.WithinFuture, "P28D", false)]
    public void A_window_of_time_is_read_in_the_projects_zone(string born, Operator op, string window, bool holds) => Assert.Equal(holds, Born(born, op, window));

    // 2 March 2026, 12:00 UTC is Monday, 13:00 in Warsaw.
    private static bool Born(string born, Operator op, params Operand[] values) => RuleEvaluator.Holds(
        CompiledRule.Of(When.CustomerMetadata("born", op, values)),
        new() { Catalogue = Decisions.Catalogue(), Now = Decisions.Noon, Lines = [], OrderMetadata = Decisions.Bag("{}"), Customer = Decisions.Someone() with { Metadata = Decisions.Bag($$"""{"born":"{{born}}"}""") } });

    private static PromoConsole.Engine.Metadata.MetadataBag Backwards(PromoConsole.Engine.Metadata.MetadataBag bag) =>
        new(bag.Values.Reverse().ToDictionary(one => one.Key, one => one.Value));
}
