using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class RuleDraftServiceTests : IAsyncLifetime
{
    private static readonly Caller s_ola = new(Caller.Dashboard, "ola@shop.example");
    private static readonly Caller s_jan = new(Caller.Dashboard, "jan@shop.example");

    private PromoWorld _world = null!;

    private RuleDraftService Drafts => _world.Get<RuleDraftService>();

    private RuleService Rules => _world.Get<RuleService>();

    private RuleRecords Records => _world.Get<RuleRecords>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_new_rule_is_a_draft_that_only_the_library_knows_until_it_is_published()
    {
        var draft = Some.Of(await Drafts.StartAsync(new("", new RuleContent(), s_ola)));

        Assert.StartsWith("val_", draft.RuleId, StringComparison.Ordinal);
        Assert.Equal((0, 1L, "ola@shop.example"), (draft.BaseVersion, draft.Revision, draft.ChangedBy));
        Assert.Equal(0, (await Records.ListAsync(new RuleQuery())).Total);
        Assert.IsType<NotFoundError>((await Records.GetAsync(draft.RuleId)).Error);
        Assert.IsType<NotFoundError>((await Rules.AssignAsync(draft.RuleId, RuleOwner.Campaign, await _world.LaunchedCampaignAsync(Some.TenOff), force: false, s_ola)).Error);

        var saved = Some.Of(await Drafts.SaveAsync(new(draft.RuleId, "From 50", Of(From(50_00)), 0, 1, s_ola)));
        var rule = Some.Of(await Drafts.PublishAsync(new(draft.RuleId, saved.Revision, " The first one ", s_ola)));

        Assert.Equal((draft.RuleId, "From 50", 1), (rule.Id, rule.Name, rule.Version));
        var version = (await Records.VersionsAsync(rule.Id, 0, 10)).Items.Single();
        Assert.Equal((1, "The first one", "ola@shop.example"), (version.Number, version.Comment, version.CreatedBy));
        var open = Some.Of(await Drafts.OpenAsync(rule.Id));
        Assert.Equal((0L, 1, false), (open.Draft.Revision, open.Draft.BaseVersion, open.Differs)); // nothing is kept
        await using var db = _world.Db();
        Assert.Equal(["validation_rule.draft_started", "validation_rule.created"], await db.Audit.OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
        Assert.Equal("business_validation_rule.created", (await db.Outbox.SingleAsync()).Type);
    }

    [Fact]
    public async Task What_is_drafted_of_a_rule_decides_nothing_before_it_is_published()
    {
        var (rule, campaign) = await StandingAsync(From(50_00));
        await _world.CodesAsync(campaign, null, "TEN");

        var open = Some.Of(await Drafts.OpenAsync(rule.Id));
        var draft = Some.Of(await Drafts.SaveAsync(new(rule.Id, open.Draft.Name, Of(From(80_00)), open.Draft.BaseVersion, open.Draft.Revision, s_ola)));

        Assert.True(await PassesAsync(60_00));
        Assert.Equal(1, Some.Of(await Records.GetAsync(rule.Id)).Rule.Version);
        Some.Of(await Drafts.PublishAsync(new(rule.Id, draft.Revision, null, s_ola)));
        Assert.False(await PassesAsync(60_00));
        Assert.True(await PassesAsync(80_00));

        async Task<bool> PassesAsync(long amount) => Some.Of(await _world.Redemptions.ValidateAsync(Some.Validation("TEN", amount))).Decision.Proof.RefusalKey is null;
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_and_nothing_is_lost()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        var begun = Some.Of(await Drafts.SaveAsync(new(rule.Id, "Ola’s", Of(From(60_00)), 1, 0, s_ola)));

        var alsoBegun = await Drafts.SaveAsync(new(rule.Id, "Jan’s", Of(From(70_00)), 1, 0, s_jan));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, "Jan’s", Of(From(70_00)), 1, begun.Revision, s_jan)));
        var late = await Drafts.SaveAsync(new(rule.Id, "Ola’s", Of(From(80_00)), 1, begun.Revision, s_ola));
        var published = await Drafts.PublishAsync(new(rule.Id, begun.Revision, null, s_ola));
        var discarded = await Drafts.DiscardAsync(rule.Id, begun.Revision, s_ola);

        Assert.All([alsoBegun.Error, late.Error, published.Error, discarded.Error], error => Assert.Equal("edited_meanwhile", error?.Key));
        Assert.Contains("jan@shop.example", late.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(("Jan’s", 2L), (Some.Of(await Drafts.OpenAsync(rule.Id)).Draft is var kept ? kept.Name : "", kept.Revision));
    }

    [Fact]
    public async Task A_rule_that_was_changed_over_the_API_meanwhile_is_not_overwritten_silently()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        var draft = Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, Of(From(60_00)), 1, 0, s_ola)));
        Some.Of(await Rules.ChangeAsync(new(rule.Id, null, _ => Of(From(90_00)), null, Some.Shop)));

        var refused = await Drafts.PublishAsync(new(rule.Id, draft.Revision, null, s_ola));
        var behind = Some.Of(await Drafts.OpenAsync(rule.Id));
        var seen = Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, Of(From(60_00)), 2, draft.Revision, s_ola)));
        var back = await Drafts.SaveAsync(new(rule.Id, rule.Name, Of(From(60_00)), 1, seen.Revision, s_ola));
        var published = Some.Of(await Drafts.PublishAsync(new(rule.Id, seen.Revision, null, s_ola)));

        Assert.Equal("edited_meanwhile", refused.Error?.Key);
        Assert.Contains("Version 2", refused.Error!.Message, StringComparison.Ordinal);
        Assert.True(behind.IsBehind);
        Assert.Equal("baseVersion", back.Error?.Field); // a version that was seen stays seen
        Assert.Equal((3, 60_00L), (published.Version, Asked(published)));
    }

    [Fact]
    public async Task Fifty_who_publish_one_draft_make_one_version()
    {
        await using var other = _world.AnotherInstance();
        var (rule, _) = await StandingAsync(From(50_00));
        var draft = Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, Of(From(60_00)), 1, 0, s_ola)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _world : other).Get<RuleDraftService>().PublishAsync(new(rule.Id, draft.Revision, $"By {i}", s_ola)))));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("edited_meanwhile", answer.Error!.Key));
        Assert.Equal(2, (await Records.VersionsAsync(rule.Id, 0, 10)).Total);
        Assert.Equal(2, Some.Of(await Records.GetAsync(rule.Id)).Rule.Version);
    }

    [Fact]
    public async Task Fifty_who_begin_the_draft_of_one_rule_keep_one_of_theirs()
    {
        var (rule, _) = await StandingAsync(From(50_00));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            Drafts.SaveAsync(new(rule.Id, $"Rule {i}", Of(From(60_00)), 1, 0, s_ola)))));

        var kept = Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("edited_meanwhile", answer.Error!.Key));
        Assert.Equal(kept.Value!.Name, Some.Of(await Drafts.OpenAsync(rule.Id)).Draft.Name);
    }

    [Fact]
    public async Task What_is_incomplete_is_kept_but_not_published()
    {
        var draft = Some.Of(await Drafts.StartAsync(new("VIP", Of(new AllOf([From(50_00), When.Segment(Operator.Is) with { Number = 2 }])), s_ola)));

        var refused = await Drafts.PublishAsync(new(draft.RuleId, null, null, s_ola));
        Some.Of(await Drafts.SaveAsync(new(draft.RuleId, " ", Of(From(50_00)), 0, 1, s_ola)));
        var nameless = await Drafts.PublishAsync(new(draft.RuleId, null, null, s_ola));
        var wordy = await Drafts.PublishAsync(new(draft.RuleId, null, new string('x', 1001), s_ola));

        Assert.Equal(("invalid_validation_rules", "rule.rules[1].tests[0].values"), (refused.Error?.Key, refused.Error?.Field));
        Assert.Equal("name", nameless.Error?.Field);
        Assert.Equal("comment", wordy.Error?.Field);
        Assert.Equal(2, Some.Of(await Drafts.OpenAsync(draft.RuleId)).Draft.Revision); // still there
    }

    [Fact]
    public async Task Publishing_what_says_the_same_is_refused()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, rule.Content, 1, 0, s_ola)));

        var refused = await Drafts.PublishAsync(new(rule.Id, null, null, s_ola));

        Assert.Equal("invalid_validation_rules", refused.Error?.Key);
        Assert.Contains("nothing to publish", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_as_another_rule_it_leaves_the_first_as_it_is()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        var draft = Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, Of(From(60_00)), 1, 0, s_ola)));

        var other = Some.Of(await Drafts.PublishAsync(new(rule.Id, draft.Revision, null, s_ola) { AsNewName = "From 60" }));

        Assert.NotEqual(rule.Id, other.Id);
        Assert.Equal(("From 60", 1, 60_00L, 0L), (other.Name, other.Version, Asked(other), Some.Of(await Records.GetAsync(other.Id)).Assignments));
        var first = Some.Of(await Drafts.OpenAsync(rule.Id));
        Assert.Equal((1, 50_00L, 0L), (first.Rule!.Version, Asked(first.Rule), first.Draft.Revision));
        Assert.Equal(1, Some.Of(await Records.GetAsync(rule.Id)).Assignments);
    }

    [Fact]
    public async Task Examples_that_come_out_other_than_they_must_are_accepted_by_name_or_not_published()
    {
        var small = new RuleExample { Name = "Small cart", MustPass = true, Order = new OrderContent { ExplicitAmount = 40_00 } };
        var draft = Some.Of(await Drafts.StartAsync(new("From 50", Of(From(50_00)) with { Examples = [small] }, s_ola)));

        var refused = await Drafts.PublishAsync(new(draft.RuleId, null, null, s_ola));
        var rule = Some.Of(await Drafts.PublishAsync(new(draft.RuleId, null, null, s_ola) { AcceptDifferences = true }));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, Of(From(40_00)) with { Examples = [small] }, 1, 0, s_ola)));
        Some.Of(await Drafts.PublishAsync(new(rule.Id, 1, null, s_ola)));

        Assert.Equal("examples_differ", refused.Error?.Key);
        Assert.Contains("“Small cart” must pass", refused.Error!.Details, StringComparison.Ordinal);
        await using var db = _world.Db();
        Assert.Contains("Small cart", (await db.Audit.SingleAsync(a => a.Action == "validation_rule.differences_accepted")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discarded_draft_leaves_what_is_published()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, "Other", Of(From(60_00)), 1, 0, s_ola)));
        var fresh = Some.Of(await Drafts.StartAsync(new("New", new RuleContent(), s_ola)));

        Some.Of(await Drafts.DiscardAsync(rule.Id, 1, s_ola));
        Some.Of(await Drafts.DiscardAsync(fresh.RuleId, null, s_ola));

        Assert.Equal((rule.Name, 0L), (Some.Of(await Drafts.OpenAsync(rule.Id)).Draft is var now ? now.Name : "", now.Revision));
        Assert.IsType<NotFoundError>((await Drafts.OpenAsync(fresh.RuleId)).Error);
        Assert.IsType<NotFoundError>((await Drafts.DiscardAsync(fresh.RuleId, null, s_ola)).Error);
        Assert.IsType<NotFoundError>((await Drafts.PublishAsync(new(fresh.RuleId, null, null, s_ola))).Error);
    }

    [Fact]
    public async Task A_deleted_rule_takes_its_draft_along()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, "Other", Of(From(60_00)), 1, 0, s_ola)));

        Some.Of(await Rules.DeleteAsync(rule.Id, Some.Shop));

        Assert.IsType<NotFoundError>((await Drafts.OpenAsync(rule.Id)).Error);
        Assert.IsType<NotFoundError>((await Drafts.SaveAsync(new(rule.Id, "Other", Of(From(60_00)), 1, 1, s_ola))).Error);
    }

    [Fact]
    public async Task A_copy_is_a_draft_of_what_is_being_built()
    {
        var (rule, _) = await StandingAsync(From(50_00));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, "Big carts", Of(From(60_00)), 1, 0, s_ola)));

        var copy = Some.Of(await Drafts.CopyAsync(rule.Id, s_jan));

        Assert.Equal(("Big carts copy", 0, 60_00L), (copy.Name, copy.BaseVersion, Asked(copy.Content)));
        Assert.IsType<NotFoundError>((await Drafts.CopyAsync("val_9", s_jan)).Error);
    }

    public static TheoryData<string, Rule, string> TooLarge() => new()
    {
        { new string('x', 201), From(1), "name" },
        { "a\tb", From(1), "name" },
        { "Deep", Enumerable.Range(0, 13).Aggregate((Rule)From(1), (inner, _) => new AnyOf([inner])), "rule" },
        { "Long", When.Segment(Operator.Is, [.. Enumerable.Range(0, 40_000).Select(i => $"{i}{new string('x', 100)}")]), "rule" },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public async Task Not_even_a_draft_is_endless(string name, Rule rule, string field)
    {
        var draft = Some.Of(await Drafts.StartAsync(new("Small", new RuleContent(), s_ola)));

        var refused = await Drafts.SaveAsync(new(draft.RuleId, name, Of(rule), 0, 1, s_ola));

        Assert.Equal(("invalid_validation_rules", field), (refused.Error?.Key, refused.Error?.Field));
        Assert.Equal("Small", Some.Of(await Drafts.OpenAsync(draft.RuleId)).Draft.Name);
    }

    private static NumberCondition From(long amount) => When.InitialAmount(Operator.AtLeast, amount) with { Number = 1 };

    private static RuleContent Of(Rule rule) => new() { Rule = rule };

    private static long? Asked(ValidationRule rule) => Asked(rule.Content);

    private static long? Asked(RuleContent content) => ((NumberCondition)content.Rule!).Tests[0].Values[0].Whole;

    // A published rule that a campaign has.
    private async Task<(ValidationRule Rule, string Campaign)> StandingAsync(Rule rule)
    {
        var made = Some.Of(await Rules.CreateAsync(new("From a value on", Of(rule), Some.Shop)));
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        Some.Of(await Rules.AssignAsync(made.Id, RuleOwner.Campaign, campaign, force: false, Some.Shop));
        return (made, campaign);
    }
}
