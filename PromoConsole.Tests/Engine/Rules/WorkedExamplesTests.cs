using System.Text.Json;
using PromoConsole.Api.Rules;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Wire;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>The field's own examples, as it writes them.</summary>
public class WorkedExamplesTests
{
    private const string NewCustomersFromFiftyOnce = """
        { "1": { "name": "customer.segment", "conditions": { "$is": ["seg_new"] } },
          "2": { "name": "order.initial_amount", "conditions": { "$more_than_or_equal": [5000] } },
          "3": { "name": "redemption.count.per_customer", "conditions": { "$less_than_or_equal": [1] } },
          "logic": "1 and 2 and 3" }
        """;

    [Theory]
    [InlineData(null, 8000, 0, "missing_customer")]
    [InlineData("seg_new", 4999, 0, "order_rules_violated")]
    [InlineData("seg_vip", 8000, 0, "customer_rules_violated")]
    [InlineData("seg_vip", 4999, 0, "redemption_rules_violated")] // mixed families
    [InlineData("seg_new", 5000, 0, null)]
    [InlineData("seg_new", 5000, 1, "redemption_rules_violated")]
    public void New_customers_cart_from_fifty_once_per_customer(string? segment, long cart, long used, string? key)
    {
        var decision = (new Decisions
        {
            Customer = segment is null ? null : Decisions.Someone(segment),
            Order = Decisions.Cart(cart),
            Counters = { ["vc:v_1:cust_1"] = used },
        } with
        { Setup = new() { Discount = new AmountOff(10_00), Rule = Rule(NewCustomersFromFiftyOnce) } }).Decide();

        Assert.Equal(key, decision.Proof.RefusalKey);
    }

    [Theory]
    [InlineData("order.items.aggregated_quantity", false, true)]
    [InlineData("order.items.quantity", false, false)] // no single line has two
    [InlineData("order.items.aggregated_quantity", true, false)]
    public void Any_two_books_but_no_magazine(string subRule, bool withMagazine, bool passes)
    {
        var rule = Rule($$"""
            { "1": { "name": "order.items.any", "conditions": { "$is": ["pc_books"] },
                     "rules": { "1": { "name": "{{subRule}}", "conditions": { "$more_than_or_equal": [2] } }, "logic": "1" } },
              "2": { "name": "order.items.none", "conditions": { "$is": ["pc_magazines"] } },
              "logic": "1 and 2" }
            """);
        List<OrderLine> lines = [Line("pc_books", 15_00), Line("pc_books", 20_00)];
        if (withMagazine) lines.Add(Line("pc_magazines", 5_00));

        Assert.Equal(passes, RuleEvaluator.Holds(CompiledRule.Of(rule), Facts(lines)));
    }

    [Theory]
    [InlineData("order.items.any", """{"$is":["pc_brandA"]}""", true)]
    [InlineData("order.items.every", """{"$is":["pc_brandA"]}""", false)]
    [InlineData("order.items.most_expensive", """{"$is":["pc_brandA"]}""", true)]
    [InlineData("order.items.cheapest", """{"$is":["pc_brandA"]}""", false)]
    [InlineData("order.items.cheapest", """{"$is":["pc_brandA"],"$from":["pc_brandA"]}""", true)] // the cheapest within brand A
    [InlineData("order.items.none", """{"$is":["pc_brandC"]}""", true)]
    public void Every_against_any(string name, string conditions, bool passes)
    {
        var rule = Rule("""{"1":{"name":"NAME","conditions":CONDITIONS}}""".Replace("NAME", name, StringComparison.Ordinal).Replace("CONDITIONS", conditions, StringComparison.Ordinal));

        Assert.Equal(passes, RuleEvaluator.Holds(CompiledRule.Of(rule), Facts([Line("pc_brandA", 20_00), Line("pc_brandB", 9_00) with { Quantity = 2 }])));
    }

    [Theory]
    [InlineData("order.initial_amount", 9000)]
    [InlineData("order.amount", 7500)]
    [InlineData("order.total_amount", 6000)]
    public void Amounts_of_the_second_of_two_codes(string name, long seen)
    {
        // Cart 90.00, the first code took 15.00, the second takes 20 % of what is left.
        bool Accepts(long asked) => (new Decisions { Order = Decisions.Cart(90_00, alreadyOff: 15_00) } with
        {
            Setup = new() { Discount = new PercentOff(20), Rule = When.Number(name, Operator.Is, asked) },
        }).Decide().Accepted;

        Assert.True(Accepts(seen));
        Assert.False(Accepts(seen + 1));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2,3", true)]
    [InlineData("2", false)]
    [InlineData("3", false)]
    [InlineData("1,3", true)]
    public void One_or_two_and_three_means_one_or_both_others(string holding, bool passes)
    {
        var conditions = new[] { 1, 2, 3 }.ToDictionary(number => number,
            number => (Condition)When.ItemsQuantity(holding.Contains(number.ToString(), StringComparison.Ordinal) ? Operator.AtLeast : Operator.MoreThan, 2));
        var rule = new NumberedRules(conditions, "1 or 2 and 3").ToRule().Value!;

        Assert.Equal(passes, RuleEvaluator.Holds(CompiledRule.Of(rule), Facts([]) with { ItemsQuantity = 2 }));
    }

    [Fact]
    public void The_first_failed_rule_in_numbering_order_speaks()
    {
        var rule = Rule("""
            { "3": { "name": "order.amount", "conditions": { "$more_than": [100000] }, "error": { "message": "third" } },
              "2": { "name": "order.amount", "conditions": { "$more_than": [90000] }, "error": { "message": "second" } },
              "1": { "name": "order.amount", "conditions": { "$more_than": [1] }, "error": { "message": "passed anyway" } } }
            """);

        var decision = (new Decisions() with { Setup = new() { Discount = new AmountOff(10_00), Rule = rule, RefusalMessage = "fallback" } }).Decide();

        Assert.Equal("second", decision.Proof.CustomerMessage);
    }

    [Fact]
    public void Anonymous_carts_pass_where_a_branch_needs_no_customer()
    {
        var rule = Rule("""
            { "1": { "name": "customer.segment", "conditions": { "$is": ["seg_new"] } },
              "2": { "name": "order.amount", "conditions": { "$more_than": [9999] } }, "logic": "1 or 2" }
            """);
        Decision Of(long cart) => (new Decisions { Order = Decisions.Cart(cart) } with { Setup = new() { Discount = new AmountOff(10_00), Rule = rule } }).Decide();

        Assert.True(Of(100_00).Accepted);
        Assert.Equal("missing_customer", Of(50_00).Proof.RefusalKey);
    }

    private static Rule Rule(string json)
    {
        var read = RuleReader.Read(JsonElement.Parse(json));
        Assert.True(read.IsOk, read.Error?.Details);
        return read.Value!;
    }

    private static OrderLine Line(string collection, long price) =>
        new() { ProductId = "prod_of_" + collection, PriceAmount = price, Item = LineItem.None with { CollectionIds = [collection] } };

    private static RuleFacts Facts(IReadOnlyList<OrderLine> lines) =>
        new() { Catalogue = Decisions.Catalogue(), Now = Decisions.Noon, Lines = lines, OrderMetadata = Decisions.Bag("{}") };
}
