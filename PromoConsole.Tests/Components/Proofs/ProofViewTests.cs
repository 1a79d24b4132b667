using System.Collections.Immutable;
using Bunit;
using PromoConsole.Components;
using PromoConsole.Components.Proofs;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Proofs;

public class ProofViewTests : Rendered
{
    private static readonly ProjectFormat Format =
        ProjectFormat.Default with { Currency = "PLN", Zone = Decisions.Project.Zone };

    // The rule of the picture: 1 and A (2 or B not (3 and 4)) and 5 and muted 6; the cart is 8.00 short.
    private static readonly Rule Winter = new AllOf([
        When.Segment(Operator.Is, "seg_vip") with { Number = 1 },
        new AnyOf([
            When.AnyItem([new(ItemKind.Collection, "pc_shirts")], When.MatchedQuantity(Operator.AtLeast, 2)) with { Number = 2 },
            new Not(new AllOf([
                When.OrderMetadata("channel", Operator.Is, "Marketplace") with { Number = 3 },
                When.Used(BudgetMeasure.CampaignPerCustomer, Operator.MoreThan, 1) with { Number = 4 },
            ])),
        ]),
        When.AmountBefore(Operator.AtLeast, 150_00) with { Number = 5, Message = "Spend 8.00 PLN more to use this code." },
        When.ItemsQuantity(Operator.AtLeast, 9) with { Number = 6, Muted = true },
    ]);

    private static readonly Decisions Short = new()
    {
        Setup = new() { Discount = new PercentOff(7.5m), Rule = Winter },
        Voucher = Decisions.Code(limit: 1),
        Customer = Decisions.Someone("seg_vip"),
        Order = Decisions.Of(new OrderContent
        {
            Lines = [Decisions.Line("shirt", 100_00), Decisions.Line("mug", 21_00, 2)],
            Metadata = Decisions.Bag("""{"channel":"Web shop"}"""),
        }),
    };

    [Fact]
    public void A_line_says_what_happened_why_and_when()
    {
        var line = Show(Short.Decide(), ProofDensity.Line, href: "/redemptions/rf_1").Find("a.proof-line");

        Assert.Equal("/redemptions/rf_1", line.GetAttribute("href"));
        Assert.Equal("BLCKFRDY refused: cart is 8.00 PLN short", Text(line.QuerySelector("b")!.TextContent));
        Assert.Equal("Cart total before discounts is 142.00 PLN; 150.00 PLN or more was asked.", Text(line.QuerySelector("small")!.TextContent));
        Assert.Equal("Refused", line.QuerySelector(".disc")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void The_tree_names_the_refusal_the_nearest_change_and_the_answer()
    {
        var proof = Show(Short.Decide(), ProofDensity.Tree);

        Assert.Equal("Refused: cart is 8.00 PLN short", Text(proof.Find("h3").TextContent));
        Assert.Equal("Nearest change: add 8.00 PLN to the cart.", Text(proof.Find(".near").TextContent));
        Assert.StartsWith("Your code BLCKFRDY is valid, but your cart was 142.00 PLN.", Text(proof.Find(".answer p").TextContent));
    }

    [Fact]
    public void Only_the_node_that_decides_is_filled_and_carries_the_customers_text()
    {
        var stop = Assert.Single(Show(Short.Decide(), ProofDensity.Tree).FindAll(".pn.stop"));

        Assert.Contains("Cart total before discounts is 142.00 PLN.", Text(stop.TextContent));
        Assert.Contains("150.00 PLN or more was asked; 8.00 PLN short.", Text(stop.TextContent));
        Assert.Contains("Customer was told: “Spend 8.00 PLN more to use this code.”", Text(stop.TextContent));
    }

    [Fact]
    public void Brackets_have_letters_in_reading_order_and_fold_when_they_hold()
    {
        var proof = Show(Short.Decide(), ProofDensity.Tree);
        var bracket = proof.Find(".pb");
        Assert.Equal("A", bracket.QuerySelector(".letter")!.TextContent);
        Assert.Equal("false", bracket.QuerySelector(".pbh")!.GetAttribute("aria-expanded"));
        Assert.Empty(proof.FindAll(".pb .pb"));

        proof.Find(".pbh").Click();

        var inner = proof.Find(".pb .pb.neg");
        Assert.Equal("B", inner.QuerySelector(".letter")!.TextContent);
        Assert.Contains("Not all of these · rule 3 does not hold, so this does", Text(inner.TextContent));
        Assert.Contains("2 pieces or more were asked; 1 short. Bracket B was enough.", Text(proof.Find(".pb > ol > .pn").TextContent));
        Assert.Equal("or", proof.Find(".pb > ol > .word").TextContent);
    }

    [Fact]
    public void A_muted_condition_is_grey_and_says_so() =>
        Assert.Contains("Items quantity: not counted. Muted in this version.", Text(Show(Short.Decide(), ProofDensity.Tree).Find(".pn.none").TextContent));

    [Fact]
    public void A_refusal_by_state_shows_the_check_and_no_rule()
    {
        var proof = Show((Short with { Voucher = Decisions.Code(limit: 1, used: 1) }).Decide(), ProofDensity.Tree);

        Assert.Contains("Used 1 time before; only 1 allowed.", Text(proof.Find(".pn.stop").TextContent));
        Assert.Contains("Code and campaign: 3 checks passed.", Text(proof.Find(".pn.fold").TextContent));
        Assert.DoesNotContain(proof.FindAll(".n-badge"), badge => badge.TextContent == "1");
    }

    [Fact]
    public void Full_accounts_for_every_cent()
    {
        var accepted = (Short with
        {
            Setup = Short.Setup with { Rule = null, Limits = new(DiscountedAmount: 25_000_00) },
            Counters = new() { ["cd:camp_1"] = 18_372_60 },
        }).Decide();

        var proof = Show(accepted, ProofDensity.Full);

        // 7.5 % of 142.00 is exactly 10.65; by line value 7.50 and 3.15.
        Assert.Equal("Accepted: 10.65 PLN off", Text(proof.Find("h3").TextContent));
        Assert.Equal(["142.00", "131.35", "131.35"], proof.FindAll(".step:not(.head) .left").Select(left => left.TextContent));
        Assert.Equal("−10.65", proof.FindAll(".step .amt")[1].TextContent);
        Assert.Equal(["shirt × 1|100.00|−7.50|92.50", "mug × 2|42.00|−3.15|38.85", "Together|142.00|−10.65|131.35"],
            proof.FindAll(".shares tbody tr, .shares tfoot tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => Text(cell.TextContent)))));
        Assert.Contains("Budget 18,383.25 of 25,000.00 PLN, was 18,372.60", Text(proof.Markup));
    }

    [Fact]
    public void Assigned_rules_are_named_with_their_version()
    {
        var small = new RuleContent { Rule = When.InitialAmount(Operator.AtMost, 90_00) with { Number = 1 } };
        var big = new RuleContent { Rule = new AllOf([When.InitialAmount(Operator.AtLeast, 10_00) with { Number = 1 }, When.ItemsQuantity(Operator.AtLeast, 2) with { Number = 2 }]) };
        var catalogue = Short.InCatalogue() with
        {
            Rules = new[] { new ValidationRule { Id = "val_1", Name = "Small carts", Version = 3, Content = small }, new ValidationRule { Id = "val_2", Name = "Real carts", Content = big } }
                .ToImmutableDictionary(rule => rule.Id, CatalogueRule.Of),
            AssignedRules = ImmutableDictionary<string, string>.Empty.Add("camp_1", "val_2"),
        };
        var facts = Short.Facts() with { Vouchers = [Short.Voucher! with { RuleId = "val_1" }] };

        var proof = Show(RedemptionDecider.Decide(Short.Request(), catalogue, facts, Short.Now), ProofDensity.Tree);

        Assert.Contains("It is the rule “Small carts”, version 3.", Text(proof.Markup), StringComparison.Ordinal);
        Assert.Contains("2 of 2 hold, rule “Real carts”, version 1", Text(proof.Markup), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_typed_becomes_markup()
    {
        var decision = (Short with { Setup = Short.Setup with { Rule = When.OrderMetadata("<b>x</b>", Operator.Is, "<script>1</script>") } }).Decide();

        var proof = Show(decision, ProofDensity.Tree);

        Assert.Empty(proof.FindAll("script"));
        Assert.DoesNotContain(proof.FindAll("b"), node => node.TextContent == "x");
        Assert.Contains("Order has no <b>x</b>.", Text(proof.Find(".pn.stop").TextContent));
    }

    private IRenderedComponent<ProofView> Show(Decision decision, ProofDensity density, string? href = null) => Render<ProofView>(view => view
        .AddCascadingValue(Format)
        .Add(v => v.Proof, decision.Proof)
        .Add(v => v.Order, decision.Facts.Order?.Content)
        .Add(v => v.Density, density)
        .Add(v => v.Href, href));

    private static string Text(string text) => string.Join(' ', text.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
