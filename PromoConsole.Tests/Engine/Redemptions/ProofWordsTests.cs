using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

public class ProofWordsTests
{
    private static readonly Discount Ten = new AmountOff(10_00);

    [Fact]
    public void Says_how_short_the_cart_is_what_would_help_and_what_to_answer()
    {
        var words = Say(new Decisions
        {
            Setup = new() { Discount = Ten, Rule = When.AmountBefore(Operator.AtLeast, 150_00) with { Number = 5 }, Schedule = new() { EndsAt = At("2026-11-30T23:00Z") } },
            Voucher = Decisions.Code(limit: 1),
            Order = Decisions.Cart(142_00),
        });

        Assert.Equal("Refused: cart is 8.00 PLN short", words.Headline);
        Assert.Equal("Cart total before discounts is 142.00 PLN; 150.00 PLN or more was asked.", words.Detail);
        Assert.Equal("Cart total before discounts is 142.00 PLN; 150.00 PLN or more was asked; 8.00 PLN short.", VerdictWords.Of(words.Violated[0], words.Wording).Sentence.Replace('\u00a0', ' '));
        Assert.Equal("Add 8.00 PLN to the cart.", words.Nearest);
        Assert.Equal("Your code BLCKFRDY is valid, but your cart was 142.00 PLN. It works from 150.00 PLN, so 8.00 PLN more is enough. "
            + "The code is unused and valid until 30 Nov, end of day, Warsaw.", words.Answer);
    }

    [Fact]
    public void Says_what_comes_off()
    {
        var words = Say(new Decisions { Setup = new() { Discount = new PercentOff(15, 40_00) }, Order = Decisions.Cart(289_00) });

        Assert.Equal("Accepted: 40.00 PLN off", words.Headline);
        Assert.Equal("249.00 of 289.00 PLN is left to pay.", words.Detail);
        Assert.Equal("Your code BLCKFRDY works: 40.00 PLN comes off your cart of 289.00 PLN, so 249.00 PLN is left to pay.", words.Answer);
    }

    [Theory]
    [InlineData("unknown", "Refused: no code BLCKFRDI", "No code BLCKFRDI exists; BLCKFRDY is spelled nearly the same.")]
    [InlineData("code off", "Refused: the code is switched off", "The code is switched off.")]
    [InlineData("paused", "Refused: the campaign is paused", "The campaign is paused: Wrong price.")]
    [InlineData("early", "Refused: starts 4 Mar", "It starts 4 Mar, start of day, Warsaw; 35 h too early.")]
    [InlineData("late", "Refused: ended 28 Feb", "It ended 28 Feb, end of day, Warsaw; 37 h late.")]
    [InlineData("closed", "Refused: closed until 3 Mar, 09:00", "It is closed now; it works 09:00–11:30, next from 3 Mar, 09:00, Warsaw.")]
    [InlineData("used", "Refused: the code is used already", "Used 1 time before; only 1 allowed.")]
    [InlineData("no order", "Refused: no order was given", "No order was given.")]
    public void Says_which_state_refused(string state, string headline, string detail)
    {
        var decisions = new Decisions();
        var words = Say(state switch
        {
            "unknown" => decisions with { Voucher = null, NearCode = "BLCKFRDY" },
            "code off" => decisions with { Voucher = Decisions.Code() with { Active = false } },
            "paused" => decisions with { CampaignActive = false, PauseReason = "Wrong price" },
            "early" => decisions with { Setup = new() { Discount = Ten, Schedule = new() { StartsAt = At("2026-03-03T23:00Z") } } },
            "late" => decisions with { Setup = new() { Discount = Ten, Schedule = new() { EndsAt = At("2026-02-28T23:00Z") } } },
            "closed" => decisions with { Setup = new() { Discount = Ten, Schedule = new() { Hours = [new(new(9, 0), new(11, 30), [])] } } },
            "used" => decisions with { Voucher = Decisions.Code(limit: 1, used: 1) },
            _ => decisions with { Order = null },
        }, "BLCKFRDI");

        Assert.Equal(headline, words.Headline);
        Assert.Equal(detail, words.Detail);
    }

    public static TheoryData<Condition, string, string> Conditions => new()
    {
        { When.Segment(Operator.Is, "seg_vip"), "customer is not in Winter club", "Customer is not in segment Winter club; segments seen: New customers." },
        { When.Segment(Operator.IsNot, "seg_new"), "customer is in New customers", "Customer is in segment New customers; only others qualify." },
        { When.OrderMetadata("channel", Operator.Is, "app"), "Order’s channel is web", "Order’s channel is web; app was asked." },
        { When.CustomerMetadata("plan", Operator.Is, "gold"), "customer has no plan", "Customer has no plan; gold was asked." },
        { When.InitialAmount(Operator.AtMost, 50_00), "cart is 50.00 PLN too much", "Initial cart total is 100.00 PLN; 50.00 PLN at most was allowed; 50.00 PLN too much." },
        { When.TotalAmount(Operator.AtLeast, 95_00), "cart is 5.00 PLN short after the discount", "Cart total after this discount is 90.00 PLN; 95.00 PLN or more was asked; 5.00 PLN short." },
        { When.ItemsQuantity(Operator.AtLeast, 3), "cart is 2 pieces short", "The cart has 1 piece; 3 pieces or more were asked; 2 short." },
        { When.AnyItem([new(ItemKind.Collection, "pc_books")]), "nothing from Books is in the cart", "No piece from Books is in the cart; 1 piece or more was asked; 1 short." },
        { When.AnyItem([new(ItemKind.Collection, "pc_shirts")], When.MatchedQuantity(Operator.AtLeast, 2)), "1 piece from Shirts is missing", "1 piece from Shirts is in the cart; 2 pieces or more were asked; 1 short." },
        { When.AnyItem([new(ItemKind.Collection, "pc_shirts")], When.MatchedAmount(Operator.AtLeast, 120_00)), "something from Shirts worth 20.00 PLN is missing", "1 piece from Shirts is in the cart, worth 100.00 PLN; 120.00 PLN or more was asked; 20.00 PLN short." },
        { When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 100), "the campaign’s 100 redemptions are used up", "With this one the campaign is redeemed 101 times; 100 times at most were allowed; 1 too many." },
        { When.Used(BudgetMeasure.IncentivePerCustomer, Operator.AtMost, 1), "customer has used the code once already", "With this one the customer has redeemed this code 2 times; once at most was allowed; 1 too many." },
        { When.Used(BudgetMeasure.CampaignDiscountedAmount, Operator.AtMost, 1000_00), "the budget of 1,000.00 PLN is used up", "With this one the campaign has given 1,005.00 PLN; 1,000.00 PLN at most was allowed; 5.00 PLN too much." },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Says_each_condition_as_a_sentence_a_support_agent_can_read_out(Condition condition, string reason, string sentence)
    {
        var words = Say(new Decisions
        {
            Setup = new() { Discount = Ten, Rule = condition },
            Customer = Decisions.Someone("seg_new"),
            Order = Decisions.Of(new() { Lines = [Decisions.Line("shirt", 100_00)], Metadata = Decisions.Bag("""{"channel":"web"}""") }),
            Counters = { ["cn:camp_1"] = 100, ["vc:v_1:cust_1"] = 1, ["cd:camp_1"] = 995_00 },
        });

        Assert.Equal("Refused: " + reason, words.Headline);
        Assert.Equal(sentence, VerdictWords.Of(words.Violated[0], words.Wording).Sentence.Replace('\u00a0', ' '));
    }

    [Fact]
    public void Every_condition_has_words_with_and_without_anything_to_see()
    {
        var wording = Wording.English("EUR", TimeZoneInfo.Utc);
        var facts = new RuleFacts { Catalogue = Decisions.Catalogue(), Lines = [], OrderMetadata = PromoConsole.Engine.Metadata.MetadataBag.Empty };
        foreach (var condition in RuleKinds.All.Select(kind => kind.Empty()))
        {
            foreach (var seen in new[] { facts, facts with { Customer = Decisions.Someone(), InitialAmount = 1, AmountBefore = 1, TotalAmount = 1 } })
            {
                var verdict = RuleEvaluator.Explain(CompiledRule.Of(condition), seen);

                Assert.NotEmpty(VerdictWords.Of(verdict, wording).Sentence);
                Assert.NotEmpty(VerdictWords.Reason(verdict, wording));
            }

            Assert.NotEmpty(RuleWords.Phrase(condition, wording, id => id));
        }
    }

    [Fact]
    public void Keeps_from_the_customer_what_only_the_shop_should_know()
    {
        var paused = Say(new Decisions { CampaignActive = false, PauseReason = "Margin disaster" }).Answer;
        var segment = Say(new Decisions { Setup = new() { Discount = Ten, Rule = When.Segment(Operator.Is, "seg_vip") }, Customer = Decisions.Someone() }).Answer;
        var budget = Say(new Decisions { Setup = new() { Discount = Ten, Limits = new(DiscountedAmount: 5_00) } }).Answer;

        Assert.Equal("Your code BLCKFRDY cannot be used at the moment.", paused);
        Assert.Equal("Your code BLCKFRDY is for selected customers only.", segment);
        Assert.Equal("Your code BLCKFRDY belongs to an offer that has been used up.", budget);
    }

    [Fact]
    public void Adds_the_campaigns_own_text_to_the_answer() =>
        Assert.Equal("Your code BLCKFRDY does not fit what was in your cart. Gift boxes only.",
            Say(new Decisions { Setup = new() { Discount = Ten, Rule = When.OrderMetadata("box", Operator.Is, "yes"), RefusalMessage = "Gift boxes only" } }).Answer);

    [Fact]
    public void Offers_a_change_only_when_it_was_tried_and_works()
    {
        // Adding 50.00 would satisfy rule 1 but break rule 2, so nothing is offered.
        var rule = new AllOf([When.InitialAmount(Operator.AtLeast, 150_00), When.InitialAmount(Operator.AtMost, 120_00)]);

        Assert.Null(Say(new Decisions { Setup = new() { Discount = Ten, Rule = rule } }).Nearest);
    }

    [Fact]
    public void Adds_enough_that_what_is_left_after_a_percentage_suffices() =>
        // 20 % of 100.00 leaves 80.00; 90.00 is asked after the discount: 112.50 × 0.8 = 90.00.
        Assert.Equal("Add 12.50 PLN to the cart.",
            Say(new Decisions { Setup = new() { Discount = new PercentOff(20), Rule = When.TotalAmount(Operator.AtLeast, 90_00) } }).Nearest);

    [Fact]
    public void Offers_items_and_waiting()
    {
        var items = new Decisions
        {
            Setup = new() { Discount = Ten, Rule = new AllOf([When.AnyItem([new(ItemKind.Collection, "pc_books")], When.MatchedQuantity(Operator.AtLeast, 2)) with { Number = 1 }]) },
            Order = Decisions.Cart(Decisions.Line("book", 15_00)),
        };

        Assert.Equal("Add 1 piece from Books.", Say(items).Nearest);
        Assert.Equal("Wait until 3 Mar, start of day, Warsaw.",
            Say(new Decisions { Setup = new() { Discount = Ten, Schedule = new() { Days = [DayOfWeek.Tuesday] } } }).Nearest);
    }

    [Fact]
    public void Sums_a_rule_up_in_one_sentence()
    {
        var names = new Dictionary<string, string> { ["seg_vip"] = "Winter club", ["pc_books"] = "Books" };
        var rule = new AllOf([
            When.Segment(Operator.Is, "seg_vip"),
            new AnyOf([
                When.AnyItem([new(ItemKind.Collection, "pc_books")], When.MatchedQuantity(Operator.AtLeast, 2)),
                new Not(new AllOf([When.OrderMetadata("channel", Operator.Is, "web", "app"), When.AmountBefore(Operator.LessThan, 20_00)])),
            ]),
            When.ItemsQuantity(Operator.AtLeast, 3) with { Muted = true },
        ]);

        Assert.Equal("Customer is in Winter club, and (the cart has 2 pieces or more from Books or not (order’s channel is web or app and cart total is less than €20.00)).",
            RuleWords.Summary(rule, Wording.English("EUR", TimeZoneInfo.Utc), id => names[id]));
        Assert.Equal("Everybody and everything qualifies.", RuleWords.Summary(null, Wording.English("EUR", TimeZoneInfo.Utc), id => id));
    }

    public static TheoryData<Condition, string> Phrases => new()
    {
        { Bedding(When.MatchedAmount(Operator.AtLeast, 50_00)), "what the cart has from Bedding is worth €50.00 or more" },
        { Bedding(When.MatchedQuantity(Operator.AtLeast, 2)), "the cart has 2 pieces or more from Bedding" },
        { Bedding(When.MatchedAmount(Operator.AtMost, 80_00), When.MatchedQuantity(Operator.IsNot, 1)), "the cart has not exactly 1 piece from Bedding, worth at most €80.00" },
        { Bedding(), "something from Bedding is in the cart" },
        { When.Used(BudgetMeasure.CampaignPerCustomer, Operator.AtMost, 1), "each customer redeems the campaign at most once" },
        { When.Used(BudgetMeasure.CampaignDiscountedAmount, Operator.AtMost, 900_00), "the campaign gives at most €900.00 in discounts" },
    };

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Says_a_condition_as_a_person_speaks(Condition condition, string phrase) =>
        Assert.Equal(phrase, RuleWords.Phrase(condition, Wording.English("EUR", TimeZoneInfo.Utc), _ => "Bedding"));

    private static ItemsCondition Bedding(params Rule[] where) => When.AnyItem([new(ItemKind.Collection, "pc_bedding")], where.Length == 0 ? null : new AllOf(where));

    [Fact]
    public void Says_discounts_and_schedules()
    {
        var euro = Wording.English("EUR", Decisions.Project.Zone);

        Assert.Equal("15% off, at most €40.00", DiscountWords.Of(new PercentOff(15, 40_00), euro));
        Assert.Equal("7.5% of 309.90 is 23.2425, rounded to 23.24", AppliedDiscountWords.Of(Discounted.Order(new PercentOff(7.5m), 309_90), euro));
        Assert.Equal("15% of 289.00 is 43.35; the cap is 40.00", AppliedDiscountWords.Of(Discounted.Order(new PercentOff(15, 40_00), 289_00), euro));
        Assert.Equal("from 2 Mar, 13:00, until 30 Nov, end of day, Warsaw; Mon–Fri; a published code works for 2 weeks",
            ScheduleWords.Of(new Schedule
            {
                StartsAt = Decisions.Noon,
                EndsAt = At("2026-11-30T23:00Z"),
                Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
                ValidAfterPublication = "P14D",
            }, euro, Decisions.Noon));
        Assert.Equal("¥1,200", Wording.English("JPY", TimeZoneInfo.Utc).Money(1200));
    }

    private static Spoken Say(Decisions decisions, string typed = "BLCKFRDY")
    {
        var decision = RedemptionDecider.Decide(decisions.Request(typed), decisions.InCatalogue(), decisions.Facts(typed), decisions.Now);
        var words = new ProofWords(decision.Proof, Wording.English("PLN", Decisions.Project.Zone));
        return new(Plain(words.Headline)!, Plain(words.Detail), Plain(words.Nearest), Plain(words.Answer)!, words.Violated,
            words.Wording);
    }

    // The blank before a currency does not break lines; here it may.
    private static string? Plain(string? text) => text?.Replace('\u00a0', ' ');

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc);

    private sealed record Spoken(string Headline, string? Detail, string? Nearest, string Answer, IReadOnlyList<Verdict> Violated, Wording Wording);
}
