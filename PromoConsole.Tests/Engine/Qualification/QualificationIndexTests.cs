using System.Collections.Frozen;
using System.Collections.Immutable;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Qualification.Index;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Engine.Rules;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Engine.Qualification.Offered;

namespace PromoConsole.Tests.Engine.Qualification;

/// <summary>The index leaves out only what could not be used anyway.</summary>
public class QualificationIndexTests
{
    private static readonly AmountOff OneOff = new(1);

    /// <summary>
    /// Each of the shops has some 65 offers with rules of every kind, their own and assigned ones, windows included, and sees 150 carts in every scenario.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Finds_exactly_what_deciding_everything_finds(int seed)
    {
        var rules = new GeneratedRules(seed);
        var catalogue = Shop(rules, seed);
        var index = catalogue.Index;
        var (looked, offered) = (0L, 0);
        var used = new HashSet<string>();
        for (var n = 0; n < 150; n++)
        {
            var facts = FactsOf(rules.Facts());
            foreach (var scenario in Enum.GetValues<QualificationScenario>())
            {
                var looking = Looking.Of(scenario);
                var request = new QualifyRedeemables { Scenario = scenario, Limit = 50, Sort = QualificationSort.BestDeal, Caller = Some.Shop };
                List<Offer> all = [.. index.Offers.Where(offer => looking.Kinds.HasFlag(offer.Kind.InKinds()))];

                var found = index.Find(CartKeys.Of(facts, Decisions.Noon), looking.Kinds, looking.About);

                var entries = Entries(request, catalogue, facts, found);
                Assert.Equal(Entries(request, catalogue, facts, all), entries);
                used.UnionWith(entries.Split(' '));
                looked += found.Count;
                offered += all.Count;
            }
        }

        Assert.InRange((double)looked / offered, 0.05, 0.9); // it does leave things out
        Assert.Contains(used, entry => entry.StartsWith("SHARED", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_promotions_leaves_only_those_the_cart_can_meet()
    {
        var tiers = Enumerable.Range(0, 5_000).Select(n => Tier($"promo_{n}", OneOff, new AllOf(
        [
            When.AnyItem([new ItemReference(ItemKind.Product, $"prod_{n % 500}"), new ItemReference(ItemKind.Collection, $"pc_{n}")]),
            new AnyOf([When.Segment(Operator.Is, $"seg_{n % 7}"), When.AmountBefore(Operator.AtLeast, n)]),
        ])));
        var catalogue = CatalogueOf(new CampaignSetup { Tiers = [.. tiers] });
        var facts = new Facts
        {
            Customer = Decisions.Someone("seg_3"),
            Order = Decisions.Cart(Decisions.Line("prod_42", 10_00)), // 1,000 minor units
        };

        var found = catalogue.Index.Find(CartKeys.Of(facts, Decisions.Noon), OfferKinds.Tiers, AskedAbout.Everything).Select(offer => offer.Id);

        // 42, 542, 1042 … sell product 42: the first two ask for no more than 1,000, and of the others 4042 alone leaves 3 when divided by 7.
        Assert.Equal(["promo_4042", "promo_42", "promo_542"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Agrees_with_a_paused_campaign_and_one_in_the_bin()
    {
        var setup = new CampaignSetup { Tiers = [Tier("promo_1", OneOff)] };

        Assert.Single(CatalogueOf(setup).Index.Offers);
        Assert.Empty(CatalogueOf(setup, active: false).Index.Offers);
        Assert.Empty(CatalogueOf(setup, deleted: true).Index.Offers);
    }

    [Fact]
    public void A_copy_of_a_catalogue_has_an_index_of_its_own()
    {
        var one = CatalogueOf(new CampaignSetup { Tiers = [Tier("promo_1", OneOff)] });
        Assert.Single(one.Index.Offers);

        Assert.Empty((one with { Campaigns = ImmutableDictionary<string, CatalogueCampaign>.Empty }).Index.Offers);
        Assert.Single(one.Index.Offers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Made_out_of_the_one_before_it_finds_what_one_made_anew_finds(int seed)
    {
        var rules = new GeneratedRules(seed);
        var before = Shop(rules, seed);
        _ = before.Index;
        var campaigns = before.Campaigns.Values.OrderBy(campaign => campaign.Id, StringComparer.Ordinal).ToList();
        Catalogue With(CatalogueCampaign changed) => before with { Campaigns = before.Campaigns.SetItem(changed.Id, changed) };
        var category = new CatalogueCategory("cat_1", "Seasonal", 1, Decisions.Noon, null);
        Catalogue[] after =
        [
            before with { Version = 2 }, With(campaigns[0] with { Active = false }), With(campaigns[1] with { Deleted = true }), With(campaigns[2] with { CategoryId = "cat_1" }),
            .. campaigns.Select(campaign => With(EndedSince(campaign))), before with { Campaigns = before.Campaigns.Remove(campaigns[1].Id) },
            before with { Rules = before.Rules.SetItem("val_1", CatalogueRule.Of(new() { Id = "val_1", Name = "Rule 1", Version = 2, Content = new RuleContent { Rule = rules.Rule(2) }, CreatedAt = Decisions.Noon })) },
            before with { AssignedRules = before.AssignedRules.Remove(before.AssignedRules.Keys.Order(StringComparer.Ordinal).First()) },
            before with { Categories = before.Categories.SetItem(category.Id, category) },
        ];
        foreach (var catalogue in after)
        {
            catalogue.MakeIndex(before);
            var anew = QualificationIndex.Of(catalogue);
            for (var n = 0; n < 40; n++)
            {
                var facts = FactsOf(rules.Facts());
                var looking = Looking.Of(QualificationScenario.All);
                var request = new QualifyRedeemables { Limit = 50, Sort = QualificationSort.BestDeal, Caller = Some.Shop };
                var keys = CartKeys.Of(facts, Decisions.Noon);

                Assert.Equal(
                    Entries(request, catalogue, facts, anew.Find(keys, looking.Kinds, looking.About)), Entries(request, catalogue, facts, catalogue.Index.Find(keys, looking.Kinds, looking.About)));
            }
        }
    }

    [Fact]
    public void One_changed_campaign_leaves_most_of_it_as_it_was()
    {
        var before = CatalogueOf([.. Enumerable.Range(0, 40).Select(n => new CampaignSetup { Tiers = [Tier($"promo_{n}", OneOff)] })]);
        _ = before.Index;
        var after = before with { Campaigns = before.Campaigns.SetItem("camp_7", before.Campaigns["camp_7"] with { Name = "Another" }) };

        after.MakeIndex(before);

        Assert.InRange(after.Index.Offers.Intersect(before.Index.Offers).Count(), 30, 39);
    }

    private static string Entries(QualifyRedeemables request, Catalogue catalogue, Facts facts, IReadOnlyList<Offer> offers)
    {
        var answer = Qualifier.Decide(request, catalogue, facts, [.. offers.Select(offer => offer.Incentives.Count > 0 ? offer : Read(offer, catalogue))], Decisions.Noon);
        return $"{answer.HasMore} {string.Join(' ', answer.Entries.Select(entry => $"{entry.Id}={entry.DiscountAmount}"))}";
    }

    // As the database has the one code of a campaign: it keeps the dates of the first version, and some have a rule of their own.
    private static Offer Read(Offer shared, Catalogue catalogue) => Offer.OfVoucher(
        new($"v_{shared.Code}", shared.Code!, shared.Campaign!.Id, 1, null, true, null, null, null, 0, null, null) { RuleId = shared.Code!.Length % 2 == 0 ? null : "val_0" }, catalogue, held: false);

    // Three campaigns of 15 tiers and a few stacks, one with a rule and windows of its own, some with unique codes and some with one code for everybody.
    private static Catalogue Shop(GeneratedRules rules, int seed)
    {
        var number = 0;
        TierSetup Next()
        {
            var n = number++;
            Discount discount = n % 4 == 0 ? new PercentOff(10) { Effect = DiscountEffect.ApplyToItems } : new AmountOff(n % 5 + 1);
            var schedule = (n % 9) switch
            {
                0 => new Schedule { StartsAt = Decisions.Noon.AddTicks(n % 2) },
                1 => new Schedule { EndsAt = Decisions.Noon.AddTicks(n % 2) },
                2 => new Schedule { Days = [n % 2 == 0 ? DayOfWeek.Monday : DayOfWeek.Tuesday] },
                _ => new Schedule(),
            };
            return Tier($"promo_{n}", discount, n % 10 == 0 ? null : rules.Rule(3)) with { Schedule = schedule, Active = n % 13 != 0 };
        }

        TierSetup[] Fifteen() => [.. Enumerable.Range(0, 15).Select(_ => Next())];
        StackSetup[] StacksOf(TierSetup[] tiers) =>
        [
            .. Enumerable.Range(0, 4).Select(n => new StackSetup { Id = $"stack_{tiers[n].Id}", Name = "Stack", TierIds = [tiers[n].Id, tiers[n + 1 + (seed % 3)].Id] }),
        ];
        var sets = Enumerable.Range(0, 3).Select(_ => Fifteen()).ToArray();
        var catalogue = CatalogueOf(
        [
            new CampaignSetup { Tiers = sets[0], Stacks = StacksOf(sets[0]) },
            new CampaignSetup { Tiers = sets[1], Stacks = StacksOf(sets[1]), Rule = rules.Rule(2) },
            new CampaignSetup { Tiers = sets[2], Rule = rules.Rule(2), Schedule = new Schedule { StartsAt = Decisions.Noon } },
            .. Enumerable.Range(0, 5).Select(_ => new CampaignSetup { Discount = OneOff, Rule = rules.Rule(3) }),
            .. Enumerable.Range(7, 6).Select(n => new CampaignSetup { Discount = OneOff, Rule = n % 3 == 0 ? null : rules.Rule(3), Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = $"SHARED{n}" } }),
        ]);
        CatalogueRule[] assigned =
        [
            .. Enumerable.Range(0, 12).Select(n => CatalogueRule.Of(new() { Id = $"val_{n}", Name = $"Rule {n}", Content = new RuleContent { Rule = rules.Rule(2) }, CreatedAt = Decisions.Noon })),
        ];
        string[] owners = [.. catalogue.Campaigns.Keys.Order(StringComparer.Ordinal).Where((_, n) => n % 3 != seed % 3), .. Enumerable.Range(0, number).Where(n => n % 4 == 1).Select(n => $"promo_{n}")];
        return catalogue with
        {
            Campaigns = catalogue.Campaigns.SetItems(catalogue.Campaigns.Values.Where(campaign => campaign.Newest!.Setup.Codes.Mode == CodeMode.Shared)
                .OrderBy(campaign => campaign.Id, StringComparer.Ordinal).Where((_, n) => n % 2 == 0).Select(campaign => KeyValuePair.Create(campaign.Id, EndedSince(campaign)))),
            Rules = assigned.ToImmutableDictionary(rule => rule.Id),
            AssignedRules = owners.Select((owner, n) => KeyValuePair.Create(owner, assigned[n % assigned.Length].Id)).ToImmutableDictionary(),
        };
    }

    private static CatalogueCampaign EndedSince(CatalogueCampaign campaign) => campaign with
    {
        Version = 2,
        Versions = campaign.Versions.Append(
            KeyValuePair.Create(2, CatalogueVersion.Of(2, campaign.Newest!.Setup with { Schedule = new Schedule { EndsAt = Decisions.Noon } }, Decisions.Project))).ToFrozenDictionary(),
    };

    private static Facts FactsOf(RuleFacts generated) => new()
    {
        Customer = generated.Customer,
        Order = generated.Lines.Count == 0 && generated.InitialAmount is null ? null : Decisions.Of(
            new OrderContent { Lines = generated.Lines, ExplicitAmount = generated.InitialAmount, Metadata = generated.OrderMetadata },
            generated.InitialAmount - generated.AmountBefore ?? 0),
    };

    private static Catalogue CatalogueOf(CampaignSetup setup, bool active = true, bool deleted = false) => CatalogueOf([setup], active, deleted);

    private static Catalogue CatalogueOf(IReadOnlyList<CampaignSetup> setups, bool active = true, bool deleted = false)
    {
        CatalogueCampaign[] campaigns =
        [
            .. setups.Select((setup, n) => new CatalogueCampaign($"camp_{n}", $"Campaign {n}", active, null, deleted, 1,
                FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(1, CatalogueVersion.Of(1, setup, Decisions.Project))]))),
        ];
        return Decisions.Catalogue(campaigns) with
        {
            Promotions = campaigns.SelectMany(c => c.Newest!.Setup.Tiers.Select(t => t.Id).Concat(c.Newest.Setup.Stacks.Select(s => s.Id)), (c, id) => (c.Id, id))
                .ToImmutableDictionary(pair => pair.id, pair => pair.Id),
        };
    }
}
