using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Engine.Qualification;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

/// <summary>Discounts by custom attributes of the publication: of this code to this customer.</summary>
public class PublicationFormulaTests
{
    private static readonly CampaignSetup s_byWave = new()
    {
        Discount = new AmountOff(5_00) { Formula = Formula.Of("PUBLICATION_METADATA(\"value\") + 1") },
        Codes = new CodeSetup { RedemptionLimit = 9 },
    };

    [Fact]
    public async Task A_validation_reads_the_publication_to_its_customer_and_else_falls_back()
    {
        await using var world = await ShopAsync();

        Assert.Equal(13_00, await ValidatedAsync(world, "HERS", "ola")); // 12 + 1
        Assert.Equal(5_00, await ValidatedAsync(world, "HERS", "eva")); // hers, but given to Ola
        Assert.Equal(5_00, await ValidatedAsync(world, "HERS", "nobody yet"));
        Assert.Equal(5_00, await ValidatedAsync(world, "HERS", null));
        Assert.Equal(5_00, await ValidatedAsync(world, "PLAIN", "ola")); // given without attributes
        Assert.Equal(5_00, await ValidatedAsync(world, "FREE", "ola")); // given to nobody
    }

    [Fact]
    public async Task One_code_for_everybody_is_worth_to_each_what_they_were_given()
    {
        await using var world = await ShopAsync();

        Assert.Equal((3_00, 4_00, 5_00), (await ValidatedAsync(world, "ALL", "ola"), await ValidatedAsync(world, "ALL", "eva"), await ValidatedAsync(world, "ALL", "jan")));
        Assert.Equal((2_00, 5_00), (await ValidatedAsync(world, "ALONE", "ola"), await ValidatedAsync(world, "ALONE", "eva"))); // a code without campaign
    }

    [Fact]
    public async Task A_redemption_and_its_replay_read_it_too()
    {
        await using var world = await ShopAsync();
        var answer = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("HERS", 100_00, "ola")));
        var two = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("HERS", 100_00, "ola") with { Redeemables = [Redeemable.Voucher("ALL"), Redeemable.Voucher("HERS")] }));
        var fallback = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("HERS", 100_00, "eva")));
        await using (var db = world.Db()) await db.Publications.ExecuteDeleteAsync(); // history does not change

        Assert.Equal((13_00, 16_00, 5_00), (answer.Stored.DiscountAmount, two.Stored.DiscountAmount, fallback.Stored.DiscountAmount));
        foreach (var stored in (Redemption[])[answer.Stored, two.Stored, fallback.Stored])
        {
            var replay = Some.Of(await world.Get<ReplayService>().ReplayAsync(stored.Id));
            Assert.True(replay.Same, string.Join("; ", replay.Differences));
        }
    }

    [Fact]
    public async Task Qualification_offers_what_the_customer_was_given()
    {
        await using var world = await ShopAsync();

        async Task<string> OfferedAsync(string? customer) => string.Join(' ',
            (await world.QualifyAsync(Offered.Asking(customer: customer))).Entries.OrderBy(entry => entry.Steps[0].Proof.Code, StringComparer.Ordinal).Select(entry => $"{entry.Steps[0].Proof.Code}:{entry.DiscountAmount}"));

        Assert.Equal("ALL:300 ALONE:200 HERS:1300 PLAIN:500", await OfferedAsync("ola"));
        Assert.Equal("ALL:400 ALONE:500", await OfferedAsync("eva"));
        Assert.Equal("ALL:500 ALONE:500", await OfferedAsync(null));
    }

    [Fact]
    public void Publications_are_looked_up_for_formulas_that_ask_alone()
    {
        var asking = new Decisions { Setup = s_byWave }.InCatalogue();
        var other = new Decisions { Setup = new() { Discount = new AmountOff(5_00) { Formula = Formula.Of("REDEEMABLE_METADATA(\"value\")") } } }.InCatalogue();
        var older = new Decisions { Version = 2, Older = new Dictionary<int, CampaignSetup> { [1] = s_byWave } }.InCatalogue();
        var priced = CatalogueRule.Of("val_1", "Priced", 1, new RuleContent
        {
            Coverage = new() { Included = [new(new ItemReference(ItemKind.Product, "prod_1")) { PriceFormula = Formula.Of("publication_metadata(\"price\")") }] },
        });
        var ruled = other with { Rules = other.Rules.Add("val_1", priced) };
        var code = Decisions.Code();

        static IReadOnlyList<string> Wanted(Catalogue catalogue, params VoucherFacts?[] codes) => PublicationsWanted.Of(codes, catalogue);

        Assert.Equal(["v_1"], Wanted(asking, code, null, code));
        Assert.Empty(Wanted(other, code));
        Assert.Empty(Wanted(older, code));
        Assert.Equal(["v_1"], Wanted(older, code with { CampaignVersion = 1 }));
        Assert.Empty(Wanted(ruled, code));
        Assert.Equal(["v_1"], Wanted(ruled, code with { RuleId = "val_1" }));
        Assert.Equal(["v_1"], Wanted(ruled with { AssignedRules = ruled.AssignedRules.Add("camp_1", "val_1") }, code));
        Assert.Equal(["v_1"], Wanted(other, Decisions.Code(campaignId: null) with { Terms = s_byWave }));
        Assert.Empty(Wanted(asking, Decisions.Code(campaignId: null) with { Terms = new() }));
    }

    [Fact]
    public async Task Attributes_of_publications_go_with_the_customer()
    {
        await using var world = await ShopAsync();
        await using var db = world.Db();
        var ola = await db.Customers.AsNoTracking().SingleAsync(c => c.SourceId == "ola");

        Some.Of(await world.Get<CustomerRemoval>().DeleteAsync(ola.Id, Some.Shop));

        var left = await db.Publications.AsNoTracking().Where(p => p.Metadata != null).Select(p => p.CustomerId).SingleAsync();
        Assert.NotEqual(ola.Id, left); // Eva's
    }

    // HERS and PLAIN are Ola's, FREE nobody's; ALL and ALONE are for everybody.
    private static async Task<PromoWorld> ShopAsync()
    {
        var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Waves", s_byWave, "HERS", "PLAIN", "FREE");
        await world.CampaignAsync("Everybody", s_byWave with { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "ALL", RedemptionLimit = null } }, "ALL");
        await world.VoucherAsync("ALONE", s_byWave.Discount, limit: 9);
        await GiveAsync(world, "HERS", "ola", """{"value":12}""");
        await GiveAsync(world, "PLAIN", "ola", "{}");
        await GiveAsync(world, "ALL", "ola", """{"value":2}""");
        await GiveAsync(world, "ALL", "eva", """{"value":3}""");
        await GiveAsync(world, "ALONE", "ola", """{"value":1}""");
        return world;
    }

    private static async Task GiveAsync(PromoWorld world, string code, string customer, string metadata) =>
        Some.Of(await world.Get<PublicationService>().PublishAsync(new() { Code = code, Customer = new() { SourceId = customer }, Metadata = Decisions.Bag(metadata), Caller = Some.Shop }));

    private static async Task<long> ValidatedAsync(PromoWorld world, string code, string? customer) =>
        Some.Of(await world.Redemptions.ValidateAsync(Some.Validation(code, 100_00, customer))).Decision.DiscountAmount;
}
