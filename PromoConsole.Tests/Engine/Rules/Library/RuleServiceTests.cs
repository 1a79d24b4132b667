using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class RuleServiceTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private RuleService Rules => _world.Get<RuleService>();

    private RuleRecords Records => _world.Get<RuleRecords>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Every_change_is_a_version_with_who_and_when()
    {
        var made = await MadeAsync(From50, " From 50 ");
        _world.Time.Advance(TimeSpan.FromHours(1));

        var changed = Some.Of(await Rules.ChangeAsync(new(made.Id, null, content => content with { Rule = From80 }, SeenVersion: 1, Launched.Agent)));
        var renamed = Some.Of(await Rules.ChangeAsync(new(made.Id, "From 80", null, null, Launched.Agent)));
        var same = Some.Of(await Rules.ChangeAsync(new(made.Id, "From 80", content => content, null, Some.Shop)));

        Assert.StartsWith("val_", made.Id, StringComparison.Ordinal);
        Assert.Equal(("From 50", 1, (DateTimeOffset?)null), (made.Name, made.Version, made.UpdatedAt));
        Assert.Equal((2, 80_00), (changed.Version, ((NumberCondition)changed.Content.Rule!).Tests[0].Values[0].Whole));
        Assert.Equal(("From 80", 3, _world.Time.GetUtcNow()), (renamed.Name, renamed.Version, renamed.UpdatedAt));
        Assert.Equal(3, same.Version); // nothing changed
        var versions = await Records.VersionsAsync(made.Id, 0, 2);
        Assert.Equal([(3, "From 80", "agent@shop.example"), (2, "From 50", "agent@shop.example")], versions.Items.Select(v => (v.Number, v.Name, v.CreatedBy)));
        Assert.Equal(3, versions.Total);
        await using var db = _world.Db();
        Assert.Equal(["validation_rule.created", "validation_rule.changed", "validation_rule.changed"], await db.Audit.OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
        Assert.Equal(["business_validation_rule.created", "business_validation_rule.updated", "business_validation_rule.updated"], await db.Outbox.OrderBy(e => e.Id).Select(e => e.Type).ToListAsync());
    }

    [Fact]
    public async Task Somebody_who_did_not_see_the_last_change_does_not_undo_it()
    {
        var made = await MadeAsync(From50);
        Some.Of(await Rules.ChangeAsync(new(made.Id, "Other", null, 1, Some.Shop)));

        var late = await Rules.ChangeAsync(new(made.Id, "Mine", null, 1, Some.Shop));

        Assert.Equal("edited_meanwhile", late.Error?.Key);
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("a\tb", "name")]
    public async Task Refuses_what_is_no_name(string name, string field)
    {
        var refused = await Rules.CreateAsync(new(name, new RuleContent(), Some.Shop));

        Assert.Equal(("invalid_validation_rules", field), (refused.Error?.Key, refused.Error?.Field));
    }

    public static TheoryData<RuleContent, string> Malformed() => new()
    {
        { new() { Rule = new AllOf([From50, When.Segment(Operator.Is)]) }, "rule.rules[1].tests[0].values" },
        { new() { RefusalMessage = new string('x', 501) }, "refusalMessage" },
        { new() { Context = "campaign.lottery" }, "context" },
        { new() { Coverage = new() { Included = [new(new(ItemKind.Product, ""))] } }, "coverage.included[0].item" },
        { new() { Bundle = new([]) }, "bundle.items" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Refuses_what_could_not_decide(RuleContent content, string field)
    {
        var refused = await Rules.CreateAsync(new("Wrong", content, Some.Shop));

        Assert.Equal(("invalid_validation_rules", field), (refused.Error?.Key, refused.Error?.Field));
    }

    [Fact]
    public async Task One_rule_can_stand_before_many_things_and_says_where()
    {
        var rule = await MadeAsync(From50);
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        await _world.CodesAsync(campaign, null, "TEN");
        var promotion = await PromotionAsync();

        var first = Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Campaign, "Black Week", force: false, Some.Shop));
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Voucher, "ten", force: false, Some.Shop));
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.PromotionTier, "promo_1", force: false, Some.Shop));
        var again = Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Campaign, campaign, force: false, Some.Shop));

        Assert.Equal((campaign, first.Id), (first.RelatedId, again.Id));
        var uses = await Records.UsesAsync(new AssignmentQuery { RuleId = rule.Id, NewestFirst = false, Take = 2 });
        Assert.Equal([("Black Week", campaign), ("TEN", campaign)], uses.Items.Select(use => (use.Name, use.CampaignId)));
        Assert.Equal(3, uses.Total);
        var tier = (await Records.UsesAsync(new AssignmentQuery { RelatedId = "promo_1" })).Items.Single();
        Assert.Equal(("10 off", promotion), (tier.Name, tier.CampaignId));
        Assert.Equal(3, (await Records.ListAsync(new RuleQuery { Text = "from" })).Items.Single().Assignments);
    }

    [Fact]
    public async Task A_second_rule_takes_the_place_of_the_first_only_when_told_so()
    {
        var (first, second) = (await MadeAsync(From50), await MadeAsync(From80));
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        var assigned = Some.Of(await Rules.AssignAsync(first.Id, RuleOwner.Campaign, campaign, force: false, Some.Shop));

        var refused = await Rules.AssignAsync(second.Id, RuleOwner.Campaign, campaign, force: false, Some.Shop);
        var forced = Some.Of(await Rules.AssignAsync(second.Id, RuleOwner.Campaign, campaign, force: true, Some.Shop));

        Assert.IsType<ConflictError>(refused.Error);
        Assert.Equal("duplicate_found", refused.Error.Key);
        Assert.Equal((assigned.Id, second.Id), (forced.Id, forced.RuleId));
        Assert.Equal(0, Some.Of(await Records.GetAsync(first.Id)).Assignments);
    }

    [Theory]
    [InlineData(RuleOwner.Campaign, "Nothing", "Cannot find campaign with id Nothing")]
    [InlineData(RuleOwner.Voucher, "NOTHING", "Cannot find voucher with id NOTHING")]
    [InlineData(RuleOwner.PromotionTier, "promo_9", "Cannot find promotion tier with id promo_9")]
    public async Task Nothing_gets_a_rule_that_does_not_exist(RuleOwner type, string id, string details)
    {
        var rule = await MadeAsync(From50);
        await PromotionAsync();

        var refused = await Rules.AssignAsync(rule.Id, type, id, force: false, Some.Shop);

        Assert.Equal(("not_found", details), (refused.Error?.Key, refused.Error?.Details));
    }

    [Fact]
    public async Task Unknown_rules_and_assignments_are_not_found()
    {
        var rule = await MadeAsync(From50);
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        var assignment = Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Campaign, campaign, force: false, Some.Shop));

        PromoError?[] refused =
        [
            (await Records.GetAsync("val_9")).Error,
            (await Rules.ChangeAsync(new("val_9", "Other", null, null, Some.Shop))).Error,
            (await Rules.DeleteAsync("val_9", Some.Shop)).Error,
            (await Rules.AssignAsync("val_9", RuleOwner.Campaign, campaign, force: true, Some.Shop)).Error,
            (await Rules.UnassignAsync(rule.Id, "asgm_9", Some.Shop)).Error,
            (await Rules.UnassignAsync("val_9", assignment.Id, Some.Shop)).Error,
        ];

        Assert.All(refused, error => Assert.IsType<NotFoundError>(error));
    }

    [Fact]
    public async Task Deleting_a_rule_takes_it_away_everywhere()
    {
        var rule = await MadeAsync(From50);
        await _world.CodesAsync(await _world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Voucher, "TEN", force: false, Some.Shop));

        Some.Of(await Rules.DeleteAsync(rule.Id, Some.Shop));

        await using var db = _world.Db();
        Assert.Empty(await db.RuleAssignments.ToListAsync());
        Assert.Single(await db.ValidationRuleVersions.ToListAsync()); // what was decided by it can be decided again
        Assert.Null((await db.Vouchers.SingleAsync()).RuleId);
    }

    [Fact]
    public async Task What_a_rule_names_cannot_be_deleted()
    {
        var segments = _world.Get<SegmentService>();
        var segment = Some.Of(await segments.CreateAsync(new CreateSegment("Club", SegmentKind.Static, [], null, Some.Shop)));
        var rule = await MadeAsync(When.Segment(Operator.Is, segment.Id) with { Number = 1 });

        var refused = Assert.IsType<InUseError>((await segments.DeleteAsync(segment.Id, Some.Shop)).Error);

        Assert.Equal(("validation rule", rule.Id), (refused.RelatedResource, refused.RelatedIds.Single()));
        Some.Of(await Rules.DeleteAsync(rule.Id, Some.Shop));
        Some.Of(await segments.DeleteAsync(segment.Id, Some.Shop));
    }

    [Fact]
    public async Task A_campaign_and_a_code_can_be_made_with_their_rule_and_a_copy_keeps_it()
    {
        var rule = await MadeAsync(From50);
        var campaigns = _world.Get<CampaignService>();
        var setup = Some.TenOff with { Codes = new() { Mode = CodeMode.Shared, SharedCode = "SHARED" } };
        var draft = new CreateDraft { Name = "Spring", Setup = setup, RuleId = rule.Id, Actor = "test" };

        var campaign = Some.Of(await campaigns.CreateLaunchedAsync(draft));
        var copy = Some.Of(await campaigns.DuplicateAsync(new(campaign.Id, "Autumn", 0, "test")));
        var code = Some.Of(await _world.Get<VoucherService>().CreateAsync(new() { Code = "ALONE", Terms = Some.TenOff, RuleId = rule.Id, Actor = "test" }));
        var unknown = await campaigns.CreateLaunchedAsync(draft with { Name = "Winter", Setup = setup with { Codes = setup.Codes with { SharedCode = "OTHER" } }, RuleId = "val_9" });

        Assert.Equal([campaign.Id, copy.Id, code.Id], (await Records.AssignmentsAsync(new AssignmentQuery { RuleId = rule.Id, NewestFirst = false })).Items.Select(a => a.RelatedId));
        Assert.IsType<NotFoundError>(unknown.Error);
        await using var db = _world.Db();
        Assert.False(await db.Campaigns.AnyAsync(c => c.Name == "Winter"));
        Assert.Equal(rule.Id, (await db.Vouchers.SingleAsync(v => v.Code == "ALONE")).RuleId);
    }

    [Fact]
    public async Task The_tiers_of_a_copy_keep_their_rules()
    {
        var rule = await MadeAsync(From50);
        var original = await PromotionAsync();
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.PromotionTier, "promo_1", force: false, Some.Shop));

        var copy = Some.Of(await _world.Get<CampaignService>().DuplicateAsync(new(original, "Copy", 0, "test")));

        var of = (await Records.AssignmentsAsync(new AssignmentQuery { RuleId = rule.Id })).Items.Single(assignment => assignment.CampaignId == copy.Id);
        Assert.Equal(copy.Draft!.Tiers.Single().Id, of.RelatedId);
    }

    private static Rule From50 => When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 };

    private static Rule From80 => When.InitialAmount(Operator.AtLeast, 80_00) with { Number = 1 };

    private async Task<ValidationRule> MadeAsync(Rule rule, string name = "From a value on") =>
        Some.Of(await Rules.CreateAsync(new(name, new RuleContent { Rule = rule }, Some.Shop)));

    private Task<string> PromotionAsync() => AssignedRuleTests.PromotionAsync(_world, new TierSetup { Id = "promo_1", Name = "10 off", Discount = new AmountOff(10_00) });
}
