using System.Text.Json;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

public class RuleEvaluatorTests
{
    [Fact]
    public void Fast_explained_and_obvious_evaluation_agree_on_generated_rules_and_carts()
    {
        var generated = new GeneratedRules(seed: 20_260_302);
        int held = 0, refused = 0;

        for (var i = 0; i < 20_000; i++)
        {
            var rule = generated.Rule(depth: 4);
            var facts = generated.Facts();
            var compiled = CompiledRule.Of(rule);

            var expected = RuleInterpreter.Holds(rule, facts);

            var told = $"seed case {i}: {PromoConsole.Engine.Storage.PromoJson.Write(rule)}";
            Assert.True(expected == RuleEvaluator.Holds(compiled, facts), told);
            Assert.True(expected == (RuleEvaluator.Explain(compiled, facts).Outcome != Outcome.Failed), told);
            if (expected) held++;
            else refused++;
        }

        Assert.True(held > 5_000 && refused > 5_000, $"{held} held, {refused} refused: the generator is lopsided");
    }

    [Fact]
    public void Every_refusal_has_somebody_to_blame()
    {
        var generated = new GeneratedRules(seed: 7);

        for (var i = 0; i < 10_000; i++)
        {
            var compiled = CompiledRule.Of(generated.Rule(depth: 4));
            var verdict = RuleEvaluator.Explain(compiled, generated.Facts());

            Assert.Equal(verdict.Outcome == Outcome.Failed, Violations.Of(verdict).Count > 0);
        }
    }

    [Fact]
    public void A_condition_with_one_test_ends_as_its_test_does()
    {
        var generated = new GeneratedRules(seed: 8);
        var asked = RuleKinds.All.Where(kind => kind.Shape == ConditionShape.Metadata).ToList();
        var passed = 0;

        for (var i = 0; i < 20_000; i++)
        {
            var condition = (MetadataCondition)generated.Condition(asked[i % asked.Count], asked[i % asked.Count].Operators[i % asked[i % asked.Count].Operators.Count]) with { Where = null };
            var verdict = RuleEvaluator.Explain(CompiledRule.Of(condition), generated.Facts());
            if (verdict.MissingCustomer || verdict.Tests is not [var test]) continue;

            Assert.True(verdict.Outcome == test.Outcome, $"case {i}: {verdict.Kind} {verdict.Outcome}, but its test {test.Outcome}: {PromoConsole.Engine.Storage.PromoJson.Write<Rule>(condition)}");
            if (test.Outcome == Outcome.Passed) passed++;
        }

        Assert.InRange(passed, 1_000, 19_000);
    }

    [Theory]
    [InlineData("""{"dim":{"w":1}}""", """{"dim":{"h":5}}""", "dim.h", "5")] // the line says nothing of its height
    [InlineData("""{"colour":null}""", """{"colour":"red"}""", "colour", "red")]
    [InlineData("""{"colour":"blue"}""", """{"colour":"red"}""", "colour", "blue")]
    public void What_is_shown_of_a_line_is_what_was_looked_at(string line, string product, string property, string seen)
    {
        var cart = FactsOf(0) with { Lines = [new OrderLine { ProductId = "shirt", Metadata = Decisions.Bag(line), Item = LineItem.None with { ProductMetadata = Decisions.Bag(product) } }] };
        var rule = When.Metadata("order.items.metadata_any", property, Operator.Is, seen);

        var verdict = RuleEvaluator.Explain(CompiledRule.Of(rule), cart);

        Assert.Equal((Outcome.Passed, seen, Outcome.Passed), (verdict.Outcome, verdict.SeenText, verdict.Tests![0].Outcome));
    }

    [Fact]
    public void The_line_that_decided_is_told_however_far_down_a_long_cart_it_stands()
    {
        var cart = FactsOf(0) with { Lines = [.. Enumerable.Range(1, 40).Select(n => Decisions.Line("shirt", n == 30 ? 1_00 : 10_00))] };
        var rule = When.Items("order.items.every", [new(ItemKind.Product, "shirt")], new NumberCondition(RuleKinds.All.SelectMany(kind => kind.SubRules).First(kind => kind.Subject == RuleSubject.LinePrice), [new(Operator.AtLeast, [5_00L])]));

        var verdict = RuleEvaluator.Explain(CompiledRule.Of(rule), cart);

        Assert.Equal((Outcome.Failed, 1_00, 4_00), (verdict.Outcome, verdict.Parts![0].Seen, verdict.Parts[0].Distance));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 29], verdict.Lines!.Select(line => line.Index));
    }

    [Fact]
    public void Deciding_without_a_proof_allocates_nothing()
    {
        var generated = new GeneratedRules(seed: 11);
        var cases = Enumerable.Range(0, 500).Select(_ => (Rule: CompiledRule.Of(generated.Rule(depth: 4)), Facts: generated.Facts())).ToArray();
        var held = Count(cases);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = Count(cases);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(held, again);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(Operator.AtLeast, 49_99, 50_00, 1)]
    [InlineData(Operator.MoreThan, 50_00, 50_00, 1)]
    [InlineData(Operator.AtMost, 51_00, 50_00, -1_00)]
    [InlineData(Operator.LessThan, 50_00, 50_00, -1)]
    [InlineData(Operator.Is, 42_00, 50_00, 8_00)]
    public void Says_how_far_off_a_number_was(Operator comparison, long cart, long asked, long distance)
    {
        var verdict = RuleEvaluator.Explain(CompiledRule.Of(When.InitialAmount(comparison, asked)), FactsOf(cart));

        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.Equal((cart, asked, distance), (verdict.Seen!.Value, verdict.Asked!.Value, verdict.Distance!.Value));
    }

    [Theory]
    [InlineData(Operator.AtLeast, -1, long.MaxValue, long.MaxValue)]
    [InlineData(Operator.AtMost, 1, long.MinValue, -long.MaxValue)]
    public void A_distance_beyond_all_numbers_is_the_furthest_there_is(Operator comparison, long cart, long asked, long distance) =>
        Assert.Equal(distance, RuleEvaluator.Explain(CompiledRule.Of(When.InitialAmount(comparison, asked)), FactsOf(cart)).Distance);

    [Fact]
    public void Names_segments_and_collections_instead_of_their_ids()
    {
        var facts = FactsOf(10_00) with { Customer = Decisions.Someone("seg_new"), Lines = [Decisions.Line("shirt", 10_00)] };
        var rule = new AllOf([When.Segment(Operator.Is, "seg_vip"), When.AnyItem([new(ItemKind.Collection, "pc_books")])]);

        var verdict = RuleEvaluator.Explain(CompiledRule.Of(rule), facts);

        Assert.Equal(["Winter club"], verdict.Parts![0].Names!);
        Assert.Equal("New customers", verdict.Parts[0].SeenText);
        Assert.Equal(["Books"], verdict.Parts[1].Names!);
    }

    [Fact]
    public void Aggregates_add_up_over_all_matching_lines()
    {
        // Reference, example B: one book and another book are two books, though no line has two.
        var cart = FactsOf(0) with { Lines = [Decisions.Line("book", 15_00), Decisions.Line("novel", 20_00), Decisions.Line("shirt", 30_00)] };
        Rule Books(Rule where) => When.AnyItem([new(ItemKind.Collection, "pc_books")], where);

        Assert.True(RuleEvaluator.Holds(CompiledRule.Of(Books(When.MatchedQuantity(Operator.AtLeast, 2))), cart));
        Assert.False(RuleEvaluator.Holds(CompiledRule.Of(Books(When.MatchedQuantity(Operator.AtLeast, 3))), cart));
        Assert.True(RuleEvaluator.Holds(CompiledRule.Of(Books(When.MatchedAmount(Operator.Is, 35_00))), cart));
    }

    [Fact]
    public void A_product_covers_its_skus_and_a_line_of_no_pieces_matches_nothing()
    {
        var rule = CompiledRule.Of(When.AnyItem([new(ItemKind.Product, "shirt")]));
        var sku = new OrderLine { ProductId = "shirt", SkuId = "sku_s" };

        Assert.True(RuleEvaluator.Holds(rule, FactsOf(0) with { Lines = [sku] }));
        Assert.False(RuleEvaluator.Holds(rule, FactsOf(0) with { Lines = [sku with { Quantity = 0 }] }));
    }

    [Theory]
    [InlineData("""{"channel":"app"}""", Operator.Is, "app", true)]
    [InlineData("""{"channel":"App"}""", Operator.Is, "app", false)] // text is case-sensitive
    [InlineData("""{"channel":5}""", Operator.Is, "5.0", true)]
    [InlineData("""{"channel":"5"}""", Operator.Is, "5", true)]
    [InlineData("""{"channel":["web","app"]}""", Operator.Is, "app", true)]
    [InlineData("""{"channel":["web","app"]}""", Operator.IsNot, "app", false)]
    [InlineData("""{"channel":["apple"]}""", Operator.Contains, "app", false)] // on a list: the element itself
    [InlineData("""{"channel":"apple"}""", Operator.Contains, "app", true)]
    [InlineData("""{}""", Operator.IsNot, "app", true)]
    [InlineData("""{}""", Operator.Is, "app", false)]
    [InlineData("""{"channel":null}""", Operator.IsUnknown, "", true)]
    [InlineData("""{"channel":""}""", Operator.HasValue, "", true)]
    [InlineData("""{"channel":10}""", Operator.MoreThan, "9", true)] // as text, "10" would come before "9"
    [InlineData("""{"channel":"2026-03-02"}""", Operator.AtLeast, "2026-03-01", true)]
    [InlineData("""{"channel":"abc"}""", Operator.MoreThan, "9", false)] // a word and a number have no order
    [InlineData("""{"channel":"caf\u00e9"}""", Operator.EndsWith, "é", true)]
    [InlineData("""{"channel":true}""", Operator.Is, "true", true)]
    public void Metadata_compares_by_the_type_of_the_value(string bag, Operator test, string asked, bool holds)
    {
        var rule = CompiledRule.Of(When.OrderMetadata("channel", test, asked));

        Assert.Equal(holds, RuleEvaluator.Holds(rule, FactsOf(0) with { OrderMetadata = Decisions.Bag(bag) }));
    }

    [Fact]
    public void A_muted_part_counts_as_absent_and_so_does_a_bracket_in_which_nothing_counts()
    {
        var never = When.InitialAmount(Operator.AtLeast, 1_000_00);
        var facts = FactsOf(10_00);
        bool Holds(Rule rule) => RuleEvaluator.Holds(CompiledRule.Of(rule), facts);

        Assert.True(Holds(never with { Muted = true }));
        Assert.True(Holds(new Not(new AllOf([]))));
        Assert.False(Holds(new AnyOf([never, new AllOf([never with { Muted = true }])]))); // the empty bracket does not open the "any"
    }

    [Fact]
    public void Nobody_satisfies_neither_a_customer_condition_nor_its_opposite()
    {
        var vip = When.Segment(Operator.Is, "seg_vip");
        var facts = FactsOf(60_00);

        Assert.False(RuleEvaluator.Holds(CompiledRule.Of(vip), facts));
        Assert.False(RuleEvaluator.Holds(CompiledRule.Of(new Not(vip)), facts));
        Assert.True(RuleEvaluator.Holds(CompiledRule.Of(new AnyOf([vip, When.InitialAmount(Operator.AtLeast, 50_00)])), facts));
    }

    private static RuleFacts FactsOf(long amount) =>
        new() { Catalogue = Decisions.Catalogue(), Lines = [], OrderMetadata = PromoConsole.Engine.Metadata.MetadataBag.Empty, InitialAmount = amount };

    private static int Count((CompiledRule Rule, RuleFacts Facts)[] cases)
    {
        var held = 0;
        foreach (ref readonly var one in cases.AsSpan())
            if (RuleEvaluator.Holds(one.Rule, one.Facts)) held++;
        return held;
    }
}
