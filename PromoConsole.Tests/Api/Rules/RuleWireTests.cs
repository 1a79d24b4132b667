using System.Text.Json;
using PromoConsole.Api.Rules;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Rules;

namespace PromoConsole.Tests.Api.Rules;

/// <summary>Rules over the wire and back: nothing lost, and everything malformed refused with the way to it.</summary>
public class RuleWireTests
{
    [Fact]
    public void Generated_rules_mean_the_same_and_are_written_the_same_after_the_way_over_the_wire_and_back()
    {
        var generated = new GeneratedRules(seed: 20_260_303) { Sound = true };

        for (var i = 0; i < 10_000; i++)
        {
            var rule = generated.Rule(depth: 4);
            var written = RuleWriter.Of(rule);
            var read = RuleReader.Read(written);

            Assert.True(read.IsOk, $"{i}: {read.Error?.Details}\n{written}");
            Assert.Equal(written.ToString(), RuleWriter.Of(read.Value).ToString());
            var facts = generated.Facts();
            var holds = read.Value is null || RuleInterpreter.Holds(read.Value, facts);
            Assert.True(RuleInterpreter.Holds(rule, facts) == holds, $"{i}: {written}");
        }
    }

    [Theory]
    [InlineData("customer_segment", "customer.segment")]
    [InlineData("order.items.aggregated_quantity", null)] // a sub-rule by itself
    [InlineData("campaign_redemptions_customers_count_daily", "campaign.redemptions.customers_count.daily")]
    [InlineData("redemption.reward_pay.with_points.points_used", "redemption.reward.pay_with_points.points_used")]
    [InlineData("order.weight", null)]
    public void Names_may_be_written_with_dots_or_underscores(string name, string? word)
    {
        var rule = Read("""{"1":{"name":"NAME","conditions":{"$is":["1"]}}}""".Replace("NAME", name, StringComparison.Ordinal));

        Assert.Equal(word, (rule.Value as Condition)?.Kind.Word);
        if (word is null) Assert.Equal("rules.1.name", rule.Error?.Field);
    }

    [Theory]
    [InlineData("""{"$more_than_or_equal":[3]}""", """{"$more_than_or_equal":[3]}""")]
    [InlineData("""{"$greater_than_or_equal":3}""", """{"$more_than_or_equal":[3]}""")] // the older name, and a value alone
    [InlineData("""{"$more_than_equal":"3"}""", """{"$more_than_or_equal":["3"]}""")]
    [InlineData("""{"$in":[1,2],"$not_in":5}""", """{"$is":[1,2],"$is_not":[5]}""")]
    [InlineData("""{"$has_value":true}""", """{"$has_value":[]}""")]
    [InlineData("""{"$has_value":[false]}""", """{"$is_unknown":[]}""")]
    public void Operators_have_older_names_and_values_may_stand_alone(string given, string written) =>
        Assert.Equal(written, RuleWriter.Of(Read("""{"1":{"name":"order.amount","conditions":GIVEN}}""".Replace("GIVEN", given, StringComparison.Ordinal)).Value).GetProperty("1").GetProperty("conditions").ToString());

    [Fact]
    public void The_time_of_redemption_takes_hours_days_and_dates()
    {
        const string Conditions = """{"$timeframe_in_day":["17:00/19:00","22:00/02:00"],"$dow":[5,6],"$timeframe":["2026-03-01/2026-03-31"],"$before":["2026-03-20"],"$after":["2026-03-02T12:00:00Z"]}""";

        var read = Read("""{"1":{"name":"redemption_date","conditions":GIVEN}}""".Replace("GIVEN", Conditions, StringComparison.Ordinal));
        var wrong = Read("""{"1":{"name":"redemption.date","conditions":{"$timeframe_in_day":["17:00-19:00"]}}}""");

        Assert.Equal(Conditions, RuleWriter.Of(read.Value).GetProperty("1").GetProperty("conditions").ToString());
        Assert.Equal("rules.1.conditions.$timeframe_in_day", wrong.Error?.Field);
        Assert.Equal("rules.1.conditions.$is", Read("""{"1":{"name":"redemption.date","conditions":{"$is":["2026-03-02"]}}}""").Error?.Field);
    }

    [Fact]
    public void Items_may_be_ids_or_objects_that_say_what_they_are()
    {
        var rule = Read("""
            {"1":{"name":"order.items.any","conditions":{"$is":["prod_1","sku_2","pc_3",{"id":"x","object":"sku"},{"id":"y","source_id":"Y","type":"product_or_sku"},"mug"],"$from":["pc_4",{"id":"pc_5"}]}}}
            """);

        var items = Assert.IsType<ItemsCondition>(rule.Value);
        Assert.Equal("Product prod_1, Sku sku_2, Collection pc_3, Sku x, Product y, Product mug", string.Join(", ", items.Items.Select(item => $"{item.Kind} {item.Id}")));
        Assert.Equal("Y", items.Items[4].SourceId);
        Assert.Equal(["pc_4", "pc_5"], items.From);
    }

    [Fact]
    public void Missing_logic_joins_all_rules_and_sub_rules_have_a_logic_of_their_own()
    {
        var rule = Read("""
            {"10":{"name":"order.amount","conditions":{"$more_than":[5]},"error":{"message":"More"}},
             "2":{"name":"order.items.any","conditions":{"$is":["pc_1"]},"rules":{"1":{"name":"order.items.price","conditions":{"$more_than":1}},"2":{"name":"order.items.metadata","property":"colour","conditions":{"$is":"red"}},"logic":"1 or not 2"}}}
            """).Value;

        Assert.Equal("2 and 10", RuleWriter.Of(rule).GetProperty("logic").GetString());
        Assert.Equal("1 or not 2", RuleWriter.Of(rule).GetProperty("2").GetProperty("rules").GetProperty("logic").GetString());
        Assert.Equal("More", RuleWriter.Of(rule).GetProperty("10").GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void Older_rules_about_products_are_understood_and_kept_as_they_were_named()
    {
        var rule = Read("""
            {"1":{"name":"product_id","conditions":{"$is":["prod_1"]},"rules":{"1":{"name":"product.discount_applicable","conditions":{"$is":[true]}},"2":{"name":"product.quantity","conditions":{"$more_than":[1]}},"logic":"1 and 2"}},
             "2":{"name":"product.metadata","property":"material","conditions":{"$is":["linen"]},"rules":{"1":{"name":"product.metadata.aggregated_quantity","conditions":{"$less_than":[9]}},"logic":"1"}},
             "logic":"1 or 2"}
            """).Value;

        Assert.Equal("product.id", RuleWriter.Of(rule).GetProperty("1").GetProperty("name").GetString());
        Assert.Equal("product.discount_applicable", RuleWriter.Of(rule).GetProperty("1").GetProperty("rules").GetProperty("1").GetProperty("name").GetString());
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "[]", "rules" },
        { """{"one":{}}""", "rules.one" },
        { """{"0":{"name":"order.amount"}}""", "rules.0" },
        { """{"1":5}""", "rules.1" },
        { """{"1":{}}""", "rules.1.name" },
        { """{"1":{"name":5}}""", "rules.1.name" },
        { """{"1":{"name":"order.amount","conditions":[]}}""", "rules.1.conditions" },
        { """{"1":{"name":"order.amount","conditions":{}}}""", "rules.1.conditions" },
        { """{"1":{"name":"order.amount","conditions":{"$near":[1]}}}""", "rules.1.conditions.$near" },
        { """{"1":{"name":"order.amount","conditions":{"$starts_with":["1"]}}}""", "rules.1.conditions.$starts_with" },
        { """{"1":{"name":"order.amount","conditions":{"$more_than":[{}]}}}""", "rules.1.conditions.$more_than" },
        { """{"1":{"name":"order.amount","conditions":{"$more_than":["ten"]}}}""", "rules.1.conditions.$more_than" },
        { """{"1":{"name":"order.amount","conditions":{"$more_than":[-1]}}}""", "rules.1.conditions.$more_than" },
        { """{"1":{"name":"order.amount","conditions":{"$is":[1],"$in":[2]}}}""", "rules.1.conditions.$in" },
        { """{"1":{"name":"order.amount","conditions":{"$more_than":[9],"$less_than":[5]}}}""", "rules.1.conditions" },
        { """{"1":{"name":"customer.metadata","conditions":{"$is":["x"]}}}""", "rules.1.property" },
        { """{"1":{"name":"customer.metadata","property":"born","conditions":{"$before":["soon"]}}}""", "rules.1.conditions.$before" },
        { """{"1":{"name":"customer.segment","conditions":{"$is":[]}}}""", "rules.1.conditions.$is" },
        { """{"1":{"name":"order.items.any","conditions":{"$is":[5]}}}""", "rules.1.conditions.$is[0]" },
        { """{"1":{"name":"order.items.any","conditions":{"$more_than":["prod_1"]}}}""", "rules.1.conditions.$more_than" },
        { """{"1":{"name":"order.items.any","conditions":{}}}""", "rules.1.conditions" },
        { """{"1":{"name":"publication.redeemable_by_linked_customer","conditions":{"$is":["yes"]}}}""", "rules.1.conditions.$is" },
        { """{"1":{"name":"campaign.redemptions.count","conditions":{"$less_than_or_equal":[0]}}}""", "rules.1.conditions.$less_than_or_equal" },
        { """{"2":{"name":"order.items.any","conditions":{"$is":["prod_1"]},"rules":{"1":{"name":"order.items.price","conditions":{"$more_than":["x"]}}}}}""", "rules.2.rules.1.conditions.$more_than" },
        { """{"2":{"name":"order.items.any","conditions":{"$is":["prod_1"]},"rules":{"1":{"name":"order.amount","conditions":{"$more_than":[1]}}}}}""", "rules.2.rules.1.name" },
        { """{"2":{"name":"order.items.none","conditions":{"$is":["prod_1"]},"rules":{"1":{"name":"order.items.price","conditions":{"$more_than":[1]}}}}}""", "rules.2.rules.1.name" },
        { """{"1":{"name":"order.amount","conditions":{"$more_than":[1]}},"logic":"1 and 3"}""", "rules.logic" },
        { """{"1":{"name":"order.amount","conditions":{"$more_than":[1]}},"logic":7}""", "rules.logic" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Refuses_a_malformed_rule_with_the_way_to_what_is_wrong(string rules, string path)
    {
        var error = Read(rules).Error;

        Assert.Equal("invalid_validation_rules", error?.Key);
        Assert.Equal(path, error!.Field);
        Assert.Contains(path, error.Details, StringComparison.Ordinal);
    }

    private static PromoConsole.Engine.Result<Rule?> Read(string rules) => RuleReader.Read(JsonElement.Parse(rules));
}
