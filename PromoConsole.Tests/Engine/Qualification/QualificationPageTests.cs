using System.Collections.Frozen;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Engine.Qualification.Offered;

namespace PromoConsole.Tests.Engine.Qualification;

/// <summary>In which order, on which pages and by which filters a customer is offered something, on the real database.</summary>
public class QualificationPageTests
{
    private static readonly AmountOff TenOff = new(10_00);

    [Fact]
    public async Task Sorts_by_what_comes_off_this_cart()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.TiersAsync(Tier("promo_10", new AmountOff(10_00)), Tier("promo_15p", new PercentOff(15)), Tier("promo_5", new AmountOff(5_00)));
        async Task<string[]> Sorted(QualificationSort sort, long amount) => [.. (await world.QualifyAsync(Asking(amount: amount) with { Sort = sort })).Entries.Select(one => one.Id)];

        Assert.Equal(["promo_15p", "promo_10", "promo_5"], await Sorted(QualificationSort.BestDeal, 100_00)); // 15.00, 10.00, 5.00
        Assert.Equal(["promo_10", "promo_5", "promo_15p"], await Sorted(QualificationSort.BestDeal, 20_00)); // 10.00, 5.00, 3.00
        Assert.Equal(["promo_15p", "promo_5", "promo_10"], await Sorted(QualificationSort.LeastDeal, 20_00));
    }

    [Theory]
    [InlineData(QualificationSort.Newest)]
    [InlineData(QualificationSort.BestDeal)]
    [InlineData(QualificationSort.LeastDeal)]
    public async Task Pages_give_each_entry_once_also_those_of_one_instant(QualificationSort sort)
    {
        await using var world = await PromoWorld.StartAsync();
        await world.TiersAsync([.. Enumerable.Range(0, 7).Select(n => Tier($"promo_{n}", new AmountOff(n % 3 + 1)))]); // all made in the same instant
        await world.VoucherAsync("ALONE-1");
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.VoucherAsync("ALONE-2");
        var request = Asking() with { Limit = 2, Sort = sort };
        var whole = (await world.QualifyAsync(request with { Limit = 50 })).Entries.Select(entry => entry.Id);

        var paged = new List<string>();
        QualificationAnswer page;
        do
        {
            page = await world.QualifyAsync(request);
            Assert.True(page.Entries.Count == 2 || !page.HasMore);
            paged.AddRange(page.Entries.Select(entry => entry.Id));
            request = request with { StartingAfter = page.More };
        }
        while (page.HasMore);

        Assert.Equal(whole, paged);
        Assert.Equal(9, paged.Count);
    }

    [Fact]
    public async Task Cuts_a_page_at_a_thousand()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.TiersAsync([.. Enumerable.Range(0, 1_001).Select(n => Tier($"promo_{n:0000}", TenOff))]);

        var page = await world.QualifyAsync(Asking() with { Limit = 1_001 });

        Assert.Equal((1_000, true), (page.Entries.Count, page.HasMore));
    }

    [Fact]
    public async Task Gives_one_entry_of_each_campaign_when_that_is_all_that_is_asked()
    {
        await using var world = await PromoWorld.StartAsync();
        foreach (var name in (string[])["A", "B"])
            await world.PromotionAsync(new CampaignSetup { Tiers = [Tier($"promo_{name}1", TenOff), Tier($"promo_{name}2", new AmountOff(20_00)), Tier($"promo_{name}3", TenOff, When.AmountBefore(Operator.AtLeast, 100_01))] }, name);
        await world.VoucherAsync("ALONE");
        var asking = Asking() with { OnePerCampaign = true };

        Assert.Equal(["ALONE", "promo_A2", "promo_B2"], await world.OfferedAsync(asking)); // the newest that works
        Assert.Equal(["ALONE", "promo_A2", "promo_B2"], await world.OfferedAsync(asking with { Sort = QualificationSort.BestDeal }));
        Assert.Equal(["ALONE", "promo_A1", "promo_B1"], await world.OfferedAsync(asking with { Sort = QualificationSort.LeastDeal }));
        Assert.True((await world.QualifyAsync(asking with { Limit = 2 })).HasMore);
        Assert.False((await world.QualifyAsync(asking with { Limit = 3 })).HasMore);
    }

    [Fact]
    public void Decides_nothing_of_a_campaign_that_gave_its_entry()
    {
        var campaigns = Enumerable.Range(0, 20).Select(c => CatalogueCampaignOf($"camp_{c:00}", [.. Enumerable.Range(0, 20).Select(t => Tier($"promo_{t:00}_{c:00}", TenOff))])).ToArray();
        var catalogue = Decisions.Catalogue(campaigns);
        var offers = catalogue.Index.Offers;
        var decided = 0;

        var page = OfferPage.Of(new() { OnePerCampaign = true, Limit = 100, Caller = Some.Shop }, offers, offer =>
        {
            decided++;
            return new Qualified { Kind = offer.Kind, Id = offer.Name, CreatedAt = offer.CreatedAt, Steps = [], Campaign = offer.Campaign };
        });

        Assert.Equal((400, 20, 20, false), (offers.Count, decided, page.Entries.Count, page.HasMore));
    }

    private static CatalogueCampaign CatalogueCampaignOf(string id, TierSetup[] tiers) => new(
        id, id, true, null, false, 1, new Dictionary<int, CatalogueVersion> { [1] = CatalogueVersion.Of(1, new CampaignSetup { Tiers = tiers }, Decisions.Project) }.ToFrozenDictionary());

    [Fact]
    public async Task Filters_join_by_and_or_by_or()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.TiersAsync(Tier("promo_1", TenOff), Tier("promo_2", TenOff));
        await world.VoucherAsync("ALONE");
        await world.VoucherAsync("HERS");
        await world.GiveAsync("HERS", "ola");
        async Task<string[]> Where(Junction junction, params OfferCondition[] conditions) =>
            await world.OfferedAsync(Asking(customer: "ola") with { Filter = new QualificationFilter(junction, conditions) });
        OfferCondition one = new(OfferField.ResourceId, OfferTest.Is, ["promo_1"]), hers = new(OfferField.HolderRole, OfferTest.HasValue, []);

        Assert.Equal(["promo_1", "promo_2"], await Where(Junction.And, new OfferCondition(OfferField.CampaignId, OfferTest.Is, [campaign])));
        Assert.Equal(["ALONE", "HERS"], await Where(Junction.And, new OfferCondition(OfferField.CampaignId, OfferTest.IsUnknown, [])));
        Assert.Equal(["ALONE", "promo_2"], await Where(Junction.And, new(OfferField.ResourceId, OfferTest.IsNot, ["promo_1"]), new(OfferField.HolderRole, OfferTest.IsUnknown, [])));
        Assert.Equal(["HERS", "promo_1"], await Where(Junction.Or, one, hers));
        Assert.Empty(await Where(Junction.And, one, hers));
        Assert.Equal(["ALONE"], await Where(Junction.And, new OfferCondition(OfferField.Code, OfferTest.Is, ["ALONE", "OTHER"])));
    }

    [Fact]
    public async Task A_filter_on_one_kind_gives_what_there_is_of_it_in_the_whole()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.PromotionAsync(new CampaignSetup
        {
            Tiers = [Tier("promo_1", TenOff), Tier("promo_2", TenOff)], Stacks = [new StackSetup { Id = "stack_1", Name = "Both", TierIds = ["promo_1", "promo_2"] }],
        });
        await world.VoucherAsync("ALONE");
        var shared = await world.LaunchedCampaignAsync(new() { Discount = TenOff, Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "EVERYBODY", RedemptionLimit = null } }, "Shared");
        await world.CodesAsync(shared, null, "EVERYBODY");
        await world.CodesAsync(await world.LaunchedCampaignAsync(new() { Discount = TenOff }, "Unique"), 1, "HERS", "NOBODYS");
        await world.GiveAsync("HERS", "ola");
        var seen = new HashSet<OfferKind>();

        foreach (var scenario in Enum.GetValues<QualificationScenario>())
        {
            var asking = Asking(scenario, customer: "ola");
            var whole = (await world.QualifyAsync(asking)).Entries;
            foreach (var kind in Enum.GetValues<OfferKind>())
            {
                OfferCondition also = new(OfferField.ResourceKind, OfferTest.Is, [kind.ToString(), "no such kind"]);
                string[] expected = [.. whole.Where(entry => entry.Kind == kind).Select(entry => entry.Id)];

                Assert.Equal(expected, (await world.QualifyAsync(asking with { Filter = QualificationFilter.Only(kind) })).Entries.Select(entry => entry.Id));
                Assert.Equal(expected, (await world.QualifyAsync(asking with { Filter = new(Junction.And, [also, new(OfferField.ResourceId, OfferTest.HasValue, [])]) })).Entries.Select(entry => entry.Id));
                Assert.Equal(whole.Select(entry => entry.Id), (await world.QualifyAsync(asking with { Filter = new(Junction.Or, [also, new(OfferField.ResourceId, OfferTest.HasValue, [])]) })).Entries.Select(entry => entry.Id));
                if (expected.Length > 0) seen.Add(kind);
            }

            Assert.Empty((await world.QualifyAsync(asking with
            {
                Filter = new(Junction.And, [.. QualificationFilter.Only(OfferKind.Voucher).Conditions, .. QualificationFilter.Only(OfferKind.PromotionTier).Conditions]),
            })).Entries);
        }

        Assert.Equal(Enum.GetValues<OfferKind>(), seen.Order());
    }
}
