using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Examples;

public class RuleExamplesTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private readonly StatementLog _statements = new();
    private PromoWorld _world = null!;

    private RuleExamples Examples => _world.Get<RuleExamples>();

    private CampaignService Campaigns => _world.Get<CampaignService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync(more: _statements.Watch);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Says_what_happens_and_whether_that_is_what_must()
    {
        var club = Some.Of(await _world.Get<SegmentService>().CreateAsync("Winter club", Launched.Agent));
        var ola = await CustomerAsync("ola");
        Some.Of(await _world.Get<SegmentService>().AddMembersAsync(club.Id, [ola], Launched.Agent));
        var rule = new AllOf([When.Segment(Operator.Is, club.Id) with { Number = 1 }, When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 2 }]);

        var results = await Examples.RunAsync(rule,
        [
            Example("Ola, 410.00", true, 410_00) with { CustomerId = ola },
            Example("Guest, 90.00", false, 90_00),
            Example("Ola, 160.00", false, 160_00) with { CustomerId = ola },
            Example("Somebody who is gone", true, 160_00) with { CustomerId = "cust_gone" },
        ]);

        Assert.Equal(
            [(Outcome.Passed, false, "passes"), (Outcome.Failed, false, "fails in rules 1 and 2"), (Outcome.Passed, true, "passes"), (null, true, "cannot be tried: its customer is gone")],
            results.Select(result => (result.Outcome, result.Differs, result.Happens)));
    }

    [Fact]
    public async Task An_example_that_is_undecided_does_not_differ_yet()
    {
        var rule = new AllOf([When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, new NumberCondition(RuleKinds.Of("order.items.count"), []) { Number = 2 }]);

        var results = await Examples.RunAsync(rule, [Example("Cart, 60.00", false, 60_00), Example("Cart, 40.00", false, 40_00)]);

        Assert.Equal(
            [(Outcome.Undecided, false, "undecided until rule 2 is complete"), (Outcome.Failed, false, "fails in rule 1")],
            results.Select(result => (result.Outcome!.Value, result.Differs, result.Happens)));
    }

    [Fact]
    public async Task Finds_the_lists_and_attributes_of_products_and_lays_attributes_over_the_customer()
    {
        var coat = Some.Of(await _world.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "coat", Name = "Coat", PriceAmount = 99_00 }, Launched.Agent));
        var outerwear = Some.Of(await _world.Get<CollectionService>().CreateAsync("Outerwear", [coat.Id], Launched.Agent));
        var ola = await CustomerAsync("ola");
        var rule = new AllOf(
        [
            When.AnyItem([new ItemReference(ItemKind.Collection, outerwear.Id)], When.MatchedAmount(Operator.AtLeast, 198_00)),
            When.CustomerMetadata("vip", Operator.Is, "true"),
        ]);
        var order = new OrderContent { Lines = [new OrderLine { SourceId = "coat", Quantity = 2 }] };
        RuleExample vip = new() { Name = "VIP", MustPass = true, CustomerId = ola, CustomerMetadata = Decisions.Bag("""{"vip":true}"""), Order = order };

        var results = await Examples.RunAsync(rule, [vip, vip with { Name = "The same customer as stored", CustomerMetadata = null, MustPass = false }]);

        Assert.Equal([Outcome.Passed, Outcome.Failed], results.Select(result => result.Outcome));
    }

    [Fact]
    public async Task Says_the_same_as_a_validation_of_the_same_cart()
    {
        var rule = new AllOf([When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, new Not(When.OrderMetadata("channel", Operator.Is, "app") with { Number = 2 })]);
        await _world.CampaignAsync("Black Week", new CampaignSetup { Discount = Launched.Setup.Discount, Rule = rule }, "BLACK");

        foreach (var (amount, channel) in new[] { (50_00L, "web"), (49_99L, "web"), (50_00L, "app") })
        {
            var order = new OrderContent { ExplicitAmount = amount, Metadata = Decisions.Bag($$"""{"channel":"{{channel}}"}""") };
            var decided = Some.Of(await _world.Redemptions.ValidateAsync(new() { Redeemables = [Redeemable.Voucher("BLACK")], Order = new() { Content = order }, Caller = Some.Shop })).Decision;

            var tried = Assert.Single(await Examples.RunAsync(rule, [new RuleExample { Name = "Cart", MustPass = true, Order = order }]));

            Assert.Equal(decided.Accepted, tried.Outcome == Outcome.Passed);
        }
    }

    [Fact]
    public async Task Twenty_examples_cost_no_more_statements_than_two()
    {
        await _world.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "coat", Name = "Coat", PriceAmount = 99_00 }, Launched.Agent);
        string[] customers = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(n => CustomerAsync($"crm-{n}")))];
        RuleExample[] examples = [.. customers.Select((id, n) => new RuleExample
        {
            Name = $"Cart {n}", MustPass = true, CustomerId = id, Order = new OrderContent { Lines = [new OrderLine { SourceId = "coat" }] },
        })];

        var few = await _statements.OnAsync("Customers", () => Examples.LoadAsync(examples[..2]));
        var many = await _statements.OnAsync("Customers", () => Examples.LoadAsync(examples));

        Assert.Equal((1, 1), (few.Count, many.Count));
    }

    [Fact]
    public async Task A_campaign_is_not_launched_while_an_example_differs()
    {
        var draft = await DraftAsync(Some.TenOff with { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, RuleExamples = [Example("Small cart", true, 40_00), Example("Big cart", true, 60_00)] });

        var refused = await Campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, null, Anna));

        Assert.Equal("examples_differ", refused.Error?.Key);
        Assert.Contains("“Small cart” must pass: fails in rule 1.", refused.Error!.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("Big cart", refused.Error.Details, StringComparison.Ordinal);
        await using var db = _world.Db();
        Assert.Equal(0, (await db.Campaigns.SingleAsync()).Version);
    }

    [Fact]
    public async Task A_difference_can_be_accepted_which_the_audit_log_keeps()
    {
        var draft = await DraftAsync(Some.TenOff with { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, RuleExamples = [Example("Small cart", true, 40_00)] });

        var launched = Some.Of(await Campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, null, Anna, AcceptDifferences: true)));

        Assert.Equal(1, launched.Version);
        await using var db = _world.Db();
        var accepted = await db.Audit.SingleAsync(entry => entry.Action == "campaign.differences_accepted");
        Assert.Equal((Anna, draft.Id, "“Small cart” must pass: fails in rule 1."), (accepted.Actor, accepted.Subject, accepted.Reason));
    }

    [Fact]
    public async Task A_campaign_whose_examples_come_out_as_they_must_is_launched()
    {
        var draft = await DraftAsync(Some.TenOff with { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, RuleExamples = [Example("Small cart", false, 40_00)] });

        Assert.Equal(1, Some.Of(await Campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, null, Anna))).Version);
    }

    [Fact]
    public async Task Examples_of_tiers_are_run_too()
    {
        var promotion = Some.Promotion("small", "big");
        var tier = promotion.Tiers[1] with { Rule = When.InitialAmount(Operator.AtLeast, 200_00) with { Number = 1 }, RuleExamples = [Example("150.00", true, 150_00)] };
        var draft = await DraftAsync(promotion with { Tiers = [promotion.Tiers[0], tier] }, CampaignKind.Promotion);

        var refused = await Campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, null, Anna));

        Assert.Equal("examples_differ", refused.Error?.Key);
    }

    [Fact]
    public async Task What_is_incomplete_is_told_before_what_differs()
    {
        var draft = await DraftAsync(new CampaignSetup { Rule = When.InitialAmount(Operator.AtLeast, 50_00), RuleExamples = [Example("Small cart", true, 40_00)] });

        var refused = await Campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, null, Anna));

        Assert.NotEqual("examples_differ", refused.Error?.Key);
    }

    [Fact]
    public async Task A_rule_changed_through_the_api_keeps_its_examples()
    {
        var rules = _world.Get<RuleService>();
        var made = Some.Of(await rules.CreateAsync(new("From 50", new RuleContent { Rule = When.InitialAmount(Operator.AtLeast, 50_00), Examples = [Example("Small cart", false, 40_00)] }, Some.Shop)));

        var changed = Some.Of(await rules.ChangeAsync(new(made.Id, null, content => content with { Rule = When.InitialAmount(Operator.AtLeast, 60_00) }, null, Some.Shop)));

        Assert.Equal("Small cart", Assert.Single(changed.Content.Examples!).Name);
    }

    [Fact]
    public async Task A_rule_of_the_library_is_not_published_while_an_example_differs_unless_that_is_accepted()
    {
        var drafts = _world.Get<RuleDraftService>();
        var draft = Some.Of(await drafts.StartAsync(new("From 50", new RuleContent { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, Examples = [Example("Small cart", true, 40_00)] }, Launched.Agent)));

        var refused = await drafts.PublishAsync(new(draft.RuleId, draft.Revision, null, Launched.Agent));
        var published = Some.Of(await drafts.PublishAsync(new(draft.RuleId, draft.Revision, null, Launched.Agent) { AcceptDifferences = true }));

        Assert.Equal(("examples_differ", "“Small cart” must pass: fails in rule 1. Change the rule or the examples, or accept the difference."), (refused.Error?.Key, refused.Error?.Details));
        Assert.Equal("Small cart", Assert.Single(published.Content.Examples!).Name);
        await using var db = _world.Db();
        Assert.Equal("“Small cart” must pass: fails in rule 1.", (await db.Audit.SingleAsync(entry => entry.Action == "validation_rule.differences_accepted")).Reason);
    }

    [Fact]
    public async Task A_draft_does_not_keep_two_examples_of_one_name()
    {
        var refused = await _world.Get<RuleDraftService>().StartAsync(new("", new RuleContent { Examples = [Example("Cart", true, 1), Example("cart", true, 2)] }, Launched.Agent));

        Assert.Equal(("invalid_validation_rules", "examples[1].name"), (refused.Error?.Key, refused.Error?.Field));
    }

    private static RuleExample Example(string name, bool mustPass, long amount) => new() { Name = name, MustPass = mustPass, Order = new OrderContent { ExplicitAmount = amount } };

    private async Task<string> CustomerAsync(string sourceId) => Some.Of(await _world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = sourceId }, Launched.Agent)).Id;

    private async Task<Campaign> DraftAsync(CampaignSetup setup, CampaignKind kind = CampaignKind.Coupons) =>
        Some.Of(await Campaigns.CreateDraftAsync(new CreateDraft { Name = "Black Week", Kind = kind, Setup = setup, Actor = Anna }));
}
