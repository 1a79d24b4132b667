using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Examples;

public class RuleExampleCheckTests
{
    private static readonly RuleExample Guest = new() { Name = "Guest", MustPass = false };

    [Fact]
    public void Carts_of_usual_size_are_fine() =>
        Assert.Null(RuleExampleCheck.Problem([Guest, Guest with { Name = "Two coats", Order = new OrderContent { Lines = [new OrderLine { ProductId = "coat", Quantity = 2 }] } }]));

    public static TheoryData<RuleExample[], string> Wrong() => new()
    {
        { [Guest with { Name = " " }], "[0].name" },
        { [Guest with { Name = new string('x', 101) }], "[0].name" },
        { [Guest, Guest with { Name = "GUEST" }], "[1].name" },
        { [Guest with { Order = new OrderContent { Lines = [.. Enumerable.Repeat(new OrderLine(), 101)] } }], "[0].order.lines" },
        { [Guest with { Order = new OrderContent { Lines = [new OrderLine { Quantity = -1 }] } }], "[0].order.lines" },
        { [Guest with { CustomerMetadata = Decisions.Bag($$"""{"note":"{{new string('x', 20_000)}}"}""") }], "[0].order.metadata" },
        { [.. Enumerable.Range(0, 21).Select(n => Guest with { Name = $"Cart {n}" })], "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Names_what_cannot_be_kept(RuleExample[] examples, string path) => Assert.Equal(path, RuleExampleCheck.Problem(examples)?.Path);

    [Fact]
    public void A_rule_and_a_campaign_with_such_an_example_are_refused_by_its_field()
    {
        RuleExample[] examples = [Guest with { Name = "" }];

        Assert.Equal("examples[0].name", RuleContentCheck.Problem(new RuleContent { Examples = examples })?.Field);
        Assert.Contains(SetupCheck.Problems(Some.TenOff with { RuleExamples = examples }), problem => problem is { Step: SetupStep.Rules, Path: "ruleExamples[0].name" });
        var promotion = Some.Promotion("a");
        Assert.Contains(
            SetupCheck.Problems(promotion with { Tiers = [promotion.Tiers[0] with { RuleExamples = examples }] }, CampaignKind.Promotion),
            problem => problem is { Step: SetupStep.Tiers, Path: "tiers[0].ruleExamples[0].name" });
    }

    [Fact]
    public void Without_examples_nothing_is_written_of_them()
    {
        Assert.DoesNotContain("xamples", PromoJson.Write(Some.TenOff with { RuleExamples = [] }), StringComparison.Ordinal);
        Assert.DoesNotContain("xamples", PromoJson.Write(new RuleContent()), StringComparison.Ordinal);
        Assert.DoesNotContain("xamples", PromoJson.Write(Some.Tier("a")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_is_read_back_as_it_was_written()
    {
        var content = new RuleContent
        {
            Rule = When.InitialAmount(Operator.AtLeast, 50_00),
            Examples =
            [
                new RuleExample
                {
                    Name = "Two coats", MustPass = true, CustomerId = "cust_1", CustomerMetadata = Decisions.Bag("""{"vip":true}"""), RedemptionMetadata = Decisions.Bag("""{"till":7}"""),
                    AsOf = Decisions.Noon, Order = new OrderContent { ExplicitAmount = 410_00, Lines = [new OrderLine { ProductId = "coat", Name = "Coat", Quantity = 2, PriceAmount = 205_00 }] },
                },
            ],
        };

        Assert.Equal(PromoJson.Write(content), PromoJson.Write(PromoJson.Read<RuleContent>(PromoJson.Write(content))));
        Assert.Contains("\"name\":\"Two coats\"", PromoJson.Write(content), StringComparison.Ordinal);
    }
}
