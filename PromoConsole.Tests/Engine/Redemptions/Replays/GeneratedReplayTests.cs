using System.Text.Json;
using System.Text.Json.Nodes;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Engine.Discounts;
using PromoConsole.Tests.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions.Replays;

/// <summary>Whatever was decided, what is stored of it is enough to decide it again, to the letter.</summary>
public class GeneratedReplayTests
{
    [Fact]
    public void Every_stack_is_decided_again_alike()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var stacks = GeneratedStacks.Made(seed);
            Same(stacks.Request, stacks.Decide(), seed);
        }
    }

    [Fact]
    public void Every_kind_of_rule_is_decided_again_alike()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var (request, decision) = Decided(seed);
            Same(request, decision, seed);
        }
    }

    [Fact]
    public void Without_any_part_of_what_is_kept_some_answer_would_be_another()
    {
        var (kept, missed) = (new HashSet<string>(), new HashSet<string>());
        for (var seed = 0; seed < 1_500; seed++)
        {
            var (request, decision) = Decided(seed);
            Remove(StoredAttempts.Of(request, decision), decision, kept, missed);
            if (seed >= 300) continue;
            var stacks = GeneratedStacks.Made(seed);
            decision = stacks.Decide();
            Remove(StoredAttempts.Of(stacks.Request, decision), decision, kept, missed);
        }

        // Generated formulas read none of these, and generated stacks keep no older version.
        Assert.Equal(["currency", "vouchers.campaignVersion", "vouchers.metadata", "vouchers.publishCount"], kept.Except(missed).Order(StringComparer.Ordinal));
        Assert.True(kept.Count >= 20, string.Join(", ", kept));
    }

    [Fact]
    public void A_code_nobody_knows_is_decided_again_alike()
    {
        var made = new Decisions { Voucher = null, NearCode = "BLCKFRDY" };
        var (unknown, tier) = (made.Request("BLACKFRDY") with { Redeemables = [Redeemable.Voucher("BLACKFRDY")] }, made.Request() with { Redeemables = [Redeemable.Tier("promo_gone")] });

        Same(unknown, RedemptionDecider.Decide(unknown, made.InCatalogue(), made.Facts("BLACKFRDY"), made.Now), 0);
        Same(tier, RedemptionDecider.Decide(tier, made.InCatalogue(), made.Facts(), made.Now), 0);
    }

    [Fact]
    public void A_stack_of_tiers_is_decided_again_alike()
    {
        foreach (var tiers in new[] { 1, 3 })
        {
            var stacks = new Stacks { Rules = StackingRules.Default with { ApplicationMode = ApplicationMode.Partial } }
                .Promotion("spring", Some.Promotion("a", "b", "c") with { Stacks = [new() { Id = "stack_1", Name = "All", TierIds = [.. new[] { "promo_a", "promo_b", "promo_c" }.Take(tiers)] }] })
                .Stack("stack_1");
            Same(stacks.Request, stacks.Decide(), tiers);
        }
    }

    [Fact]
    public void Only_what_could_be_asked_is_kept()
    {
        var someone = Decisions.Someone("seg_new") with { Metadata = Decisions.Bag("""{"plan":"gold"}"""), Birthdate = new DateOnly(1990, 5, 17) };
        var made = new Decisions { Customer = someone, Voucher = Decisions.Code(limit: 3, used: 1), Order = Decisions.Cart(Decisions.Line("shirt", 30_00), Decisions.Line("book", 15_00)) };

        var kept = Assert.Single(StoredAttempts.Of(made.Request(), made.Decide())).Answer.Detail.Inputs!;

        Assert.Equal("""{"vouchers":[{"redemptionLimit":3,"redeemedQuantity":1}]}""", PromoJson.Write(kept));
    }

    [Fact]
    public void Names_are_kept_of_what_the_rule_asks_and_collections_of_what_covers_too()
    {
        var made = new Decisions
        {
            Setup = new()
            {
                Discount = new PercentOff(10) { Effect = DiscountEffect.ApplyToItems }, Coverage = new() { Included = [new(In("pc_books"))] }, Rule = When.AnyItem([In("pc_shirts")]) with { Number = 1 },
            },
            Order = Decisions.Cart(Decisions.Line("shirt", 30_00), Decisions.Line("book", 15_00)),
        };

        Assert.Equal(
            """{"lines":[{"collectionIds":["pc_shirts"]},{"collectionIds":["pc_books"]}],"names":{"pc_shirts":"Shirts"}}""",
            PromoJson.Write(Assert.Single(StoredAttempts.Of(made.Request(), made.Decide())).Answer.Detail.Inputs));
    }

    [Fact]
    public void Of_a_promotion_only_the_tier_that_was_asked_for_counts()
    {
        var stacks = new Stacks { Order = Decisions.Cart(Decisions.Line("shirt", 30_00), Decisions.Line("book", 15_00)) }
            .Promotion("spring", Some.Promotion() with { Tiers = [Some.Tier("a") with { Rule = When.AnyItem([In("pc_shirts")]) }, Some.Tier("b") with { Rule = When.AnyItem([In("pc_books")]) }] })
            .Tier("promo_a");

        Assert.Equal(
            """{"lines":[{"collectionIds":["pc_shirts"]},null],"names":{"pc_shirts":"Shirts"}}""",
            PromoJson.Write(Assert.Single(StoredAttempts.Of(stacks.Request, stacks.Decide())).Answer.Detail.Inputs));
    }

    private static (ValidateRedeemables Request, Decision Decision) Decided(int seed)
    {
        var rules = new GeneratedRules(seed) { Sound = true };
        var facts = rules.Facts();
        var carts = new GeneratedCarts(seed);
        var lines = facts.Lines.Count == 0 && carts.Often ? null : new OrderContent { Lines = facts.Lines, Metadata = facts.OrderMetadata, ExplicitAmount = facts.InitialAmount };
        var request = new ValidateRedeemables
        {
            Redeemables = [Redeemable.Voucher(carts.Often ? "BLCKFRDY" : "blckfrdy")],
            Caller = facts.User is { } user ? new(Caller.Dashboard, user) : Some.Shop,
            Metadata = facts.RedemptionMetadata ?? MetadataBag.Empty,
        };
        var campaign = carts.Seldom ? null : "camp_1";
        var setup = new CampaignSetup
        {
            Rule = rules.Rule(3), Discount = carts.Discount(), Coverage = carts.Coverage(), Bundle = carts.Bundle(),
            Schedule = new() { ValidAfterPublication = carts.Seldom ? "P14D" : null, TimeZone = carts.Seldom ? "Asia/Tokyo" : null, StartsAt = carts.Seldom ? Decisions.Noon.AddDays(1) : null },
            Limits = carts.Seldom ? new(Redemptions: 3, RedemptionsPerCustomer: 2) : new(),
        };
        var made = new Decisions
        {
            Setup = setup,
            Version = 2,
            Older = carts.Often ? new Dictionary<int, CampaignSetup>() : new Dictionary<int, CampaignSetup> { [1] = setup with { Discount = carts.Discount() } },
            CampaignActive = !carts.Seldom,
            PauseReason = carts.Often ? null : "Too dear",
            Voucher = Decisions.Code(campaign, carts.Often ? null : 3, carts.Upto(3)) with
            {
                CampaignVersion = carts.Often ? null : 1 + carts.Upto(1),
                Terms = campaign is null ? setup : null,
                HolderId = carts.Often ? "cust_1" : null,
                PublishedAt = carts.Seldom ? Decisions.Noon.AddDays(-carts.Upto(20)) : null,
                HeldQuantity = carts.Seldom ? 1 : 0,
                Metadata = carts.Seldom ? Decisions.Bag("""{"size":2}""") : null,
                PublishCount = carts.Upto(2),
            },
            Customer = facts.Customer is { } customer && carts.Seldom ? customer with { Id = null } : facts.Customer,
            Order = lines is null ? null : Decisions.Of(lines, carts.Seldom ? carts.Upto(3) : 0),
            Counters = Counters(carts, campaign ?? "v_1"),
        };
        return (request, RedemptionDecider.Decide(request, made.InCatalogue(), made.Facts(), made.Now));
    }

    // Takes one part away at a time.
    private static void Remove(IEnumerable<StoredAttempt> attempts, Decision decision, HashSet<string> kept, HashSet<string> missed)
    {
        var versions = StoredAttempts.VersionsOf(decision.Catalogue);
        foreach (var attempt in attempts)
        {
            var inputs = JsonSerializer.SerializeToNode(attempt.Answer.Detail.Inputs, PromoJson.Options)!.AsObject();
            foreach (var (outer, inner) in Parts(inputs).Distinct())
            {
                var path = inner is null ? outer : $"{outer}.{inner}";
                kept.Add(path);
                if (missed.Contains(path)) continue;
                var without = inputs.DeepClone().AsObject();
                if (inner is null) without.Remove(outer);
                else
                    foreach (var part in without[outer] is JsonArray list ? list.OfType<JsonObject>() : [without[outer]!.AsObject()]) part.Remove(inner);
                var answer = attempt.Answer with { Detail = attempt.Answer.Detail with { Inputs = without.Deserialize<DecisionInputs>(PromoJson.Options) } };
                if (Differs(new(ReferenceEquals(attempt.Row, attempt.Answer) ? answer : attempt.Row, answer, attempt.Parts), versions)) missed.Add(path);
            }
        }
    }

    private static IEnumerable<(string Outer, string? Inner)> Parts(JsonObject inputs)
    {
        foreach (var (name, value) in inputs)
        {
            if (name is "vouchers" or "campaigns" or "lines")
                foreach (var part in value!.AsArray().OfType<JsonObject>())
                    foreach (var (inner, _) in part) yield return (name, inner);
            else if (name == "customer")
                foreach (var (inner, _) in value!.AsObject()) yield return (name, inner);
            else
                yield return (name, null);
        }
    }

    private static bool Differs(StoredAttempt attempt, ReplayVersions versions)
    {
        try
        {
            return !Replay.Of(attempt, versions).Same;
        }
        catch (Exception broken) when (broken is KeyNotFoundException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            return true; // not even a question is left
        }
    }

    private static ItemReference In(string collection) => new(ItemKind.Collection, collection);

    private static Dictionary<string, long> Counters(GeneratedCarts carts, string campaign)
    {
        string[] keys = [$"cn:{campaign}", $"cd:{campaign}", $"co:{campaign}", $"cc:{campaign}:cust_1", "vc:v_1:cust_1", "vd:v_1:d20260302", $"cn:{campaign}:w20260302", $"cn:{campaign}:m202603"];
        return keys.Where(_ => carts.Often).ToDictionary(key => key, _ => (long)carts.Upto(4));
    }

    private static void Same(ValidateRedeemables request, Decision decision, int seed)
    {
        var versions = StoredAttempts.VersionsOf(decision.Catalogue);
        foreach (var attempt in StoredAttempts.Of(request, decision))
        {
            var replay = Replay.Of(attempt, versions);
            Assert.True(replay.Same, $"seed {seed}, {attempt.Row.Kind} {attempt.Row.Code}: {string.Join("; ", replay.Differences.Take(3))}");
        }
    }
}
