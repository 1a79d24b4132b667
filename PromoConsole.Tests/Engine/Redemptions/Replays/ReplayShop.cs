using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions.Replays;

/// <summary>A shop with one of everything a decision may ask, and a way to turn all of it upside down.</summary>
internal static class ReplayShop
{
    private static readonly DateTimeOffset Noon = Decisions.Noon;
    private static readonly ItemReference s_mug = new(ItemKind.Product, "prod_mug");

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<Redeemable> Redeemables { get; } =
    [
        .. new[] { "SHIRTS", "SHIRTS2", "MUG", "YEARS", "ONCE", "HELD", "ALONE", "ALONEMUG", "PAUSED", "LATER", "BIN", "SHIRT5", "nobody" }.Select(Redeemable.Voucher),
        Redeemable.Tier("promo_a"), Redeemable.Tier("promo_b"), Redeemable.Tier("promo_gone"),
    ];

    public static async Task<PromoWorld> StartAsync()
    {
        var world = await PromoWorld.StartAsync();
        await GoodsAndPeopleAsync(world);
        var shirts = await LaunchAsync(world, "Shirts", new CampaignSetup
        {
            Discount = new PercentOff(10) { Effect = DiscountEffect.ApplyToItems },
            Coverage = new() { Included = [new(new(ItemKind.Collection, "pc_blue")), new(new(ItemKind.Collection, "pc_large"))] },
            Rule = new AllOf(
            [
                When.AnyItem([new(ItemKind.Collection, "pc_blue"), new(ItemKind.Product, "prod_shirt")], When.MatchedQuantity(Operator.AtLeast, 2)) with { Number = 1 },
                new AnyOf([When.Segment(Operator.Is, "seg_krakow", "seg_club") with { Number = 2 }, When.CustomerMetadata("plan", Operator.Is, "gold") with { Number = 3, Message = "For gold plans" }]),
            ]),
            Limits = new(Redemptions: 25, DailyPerCustomer: 2, Weekly: 12),
        }, "SHIRTS", "SHIRTS2", "SHIRT5");
        await LaunchAsync(world, "Mugs", new CampaignSetup
        {
            Discount = new FreeItems([new FreeItem(s_mug, 1)]) { Effect = DiscountEffect.AddNewItems },
            Rule = When.Metadata("order.items.metadata_any", "colour", Operator.Is, "white") with { Number = 1 },
        }, "MUG");
        await LaunchAsync(world, "Years", new CampaignSetup
        {
            Discount = new AmountOff(3_00) { Formula = Formula.Of("YEARS_SINCE(CUSTOMER_BIRTHDATE) + DEFAULT_TO(REDEEMABLE_METADATA(\"more\"); 0) + VOUCHER_PUBLISH_COUNT") },
            Schedule = new() { ValidAfterPublication = "P14D" },
        }, "YEARS");
        await LaunchAsync(world, "Once", new CampaignSetup { Discount = new AmountOff(4_00), Codes = new() { RedemptionLimit = 4 } }, "ONCE");
        await LaunchAsync(world, "Held", new CampaignSetup { Discount = new AmountOff(2_00), Rule = When.IsHolder() with { Number = 1 }, RefusalMessage = "Somebody else's code" }, "HELD");
        var paused = await LaunchAsync(world, "Paused", Some.TenOff, "PAUSED");
        await LaunchAsync(world, "Later", Some.TenOff with { Schedule = new() { StartsAt = Noon.AddDays(400) } }, "LATER");
        var bin = await LaunchAsync(world, "Bin", Some.TenOff, "BIN");
        var promotion = await world.LaunchedCampaignAsync(
            Some.Promotion("a", "b") with { Limits = new(RedemptionsPerCustomer: 6), Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_b", "promo_a"] }] }, "Tiers");
        await ChangeAsync(world, async db =>
        {
            var (first, second) = (await db.Campaigns.SingleAsync(c => c.Id == paused), await db.Campaigns.SingleAsync(c => c.Id == bin));
            (first.Active, first.PauseReason, second.DeletedAt) = (false, "Too dear", Noon);
            db.Categories.AddRange(new Category { Id = "cat_1", Name = "One", Hierarchy = 2, CreatedAt = Noon }, new Category { Id = "cat_2", Name = "Two", Hierarchy = 1, CreatedAt = Noon });
            foreach (var campaign in await db.Campaigns.ToListAsync()) campaign.CategoryId = campaign.Name switch { "Shirts" or "Tiers" => "cat_1", "Mugs" => "cat_2", _ => null };
            foreach (var voucher in await db.Vouchers.ToListAsync())
            {
                if (voucher.Code == "YEARS") (voucher.PublishedAt, voucher.PublishCount, voucher.Metadata) = (Noon.AddDays(-1), 2, Decisions.Bag("""{"more":1}"""));
                if (voucher.Code == "HELD") voucher.HolderId = "cust_ola";
                if (voucher.Code == "SHIRTS2") (voucher.CampaignVersion, voucher.EndsAt) = (1, Noon.AddDays(30));
            }
        });
        Some.Of(await world.Get<VoucherService>().CreateAsync(new() { Code = "ALONE", Terms = Some.TenOff with { Limits = new(RedemptionsPerCustomer: 3) }, RedemptionLimit = 5, Actor = "test" }));
        Some.Of(await world.Get<VoucherService>().CreateAsync(new()
        {
            Code = "ALONEMUG", Terms = new() { Discount = new FreeItems([new FreeItem(s_mug, 2)]) { Effect = DiscountEffect.AddMissingItems }, Bundle = new BundleRule([new(new(ItemKind.Product, "prod_shirt"), 1)]) },
            Actor = "test",
        }));
        await RelaunchAsync(world, shirts, setup => setup with { Discount = new PercentOff(20) }); // SHIRTS2 keeps version 1

        var rules = world.Get<RuleService>();
        var small = Some.Of(await rules.CreateAsync(new("Small carts", new()
        {
            Rule = new AllOf([When.AmountBefore(Operator.AtMost, 150_00) with { Number = 1 }, When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 20) with { Number = 2 }]), RefusalMessage = "For small carts only",
        }, Some.Shop)));
        var covering = Some.Of(await rules.CreateAsync(new("Large things", new() { Coverage = new() { Included = [new(new(ItemKind.Collection, "pc_large"))] } }, Some.Shop)));
        Some.Of(await rules.AssignAsync(small.Id, RuleOwner.Campaign, promotion, force: false, Some.Shop));
        Some.Of(await rules.AssignAsync(small.Id, RuleOwner.Voucher, "ALONE", force: false, Some.Shop));
        Some.Of(await rules.AssignAsync(covering.Id, RuleOwner.PromotionTier, "promo_a", force: false, Some.Shop));
        Some.Of(await rules.AssignAsync(covering.Id, RuleOwner.Voucher, "ONCE", force: false, Some.Shop));
        return world;
    }

    /// <summary>Changes whatever a decision could ask, so that today's answers are others.</summary>
    public static async Task TurnUpsideDownAsync(this PromoWorld world)
    {
        var rules = world.Get<RuleService>();
        List<ValidationRule> present;
        await using (var db = world.Db()) present = await db.ValidationRules.ToListAsync();
        foreach (var rule in present) Some.Of(await rules.ChangeAsync(rule.Id, "Renamed", _ => new() { Rule = When.AmountBefore(Operator.AtLeast, 999_00) with { Number = 9 } }));
        Some.Of(await rules.DeleteAsync(present[0].Id, Some.Shop));
        await world.StackAsync(StackingRules.Default with { ApplicableLimit = 1, CalculationMode = CalculationMode.InitialAmount });
        await ChangeAsync(world, async db =>
        {
            await db.RuleAssignments.ExecuteDeleteAsync();
            foreach (var campaign in await db.Campaigns.ToListAsync())
            {
                var setup = (await db.CampaignVersions.SingleAsync(v => v.CampaignId == campaign.Id && v.Number == campaign.Version)).Setup;
                campaign.Version++;
                db.CampaignVersions.Add(new() { CampaignId = campaign.Id, Number = campaign.Version, Setup = setup with { Rule = null, Limits = new(), Discount = setup.Discount is null ? null : new AmountOff(1), Tiers = [], Stacks = [] }, CreatedBy = "test", CreatedAt = Noon });
                (campaign.Name, campaign.Active, campaign.PauseReason) = ("Renamed " + campaign.Name, !campaign.Active, "Changed");
                campaign.DeletedAt = campaign.DeletedAt is null ? Noon : null;
                campaign.CategoryId = campaign.CategoryId == "cat_1" ? "cat_2" : "cat_1";
            }

            foreach (var category in await db.Categories.ToListAsync()) category.Hierarchy = 9 - category.Hierarchy;
            foreach (var voucher in await db.Vouchers.ToListAsync())
            {
                (voucher.Active, voucher.RedemptionLimit, voucher.HolderId, voucher.PublishCount, voucher.Metadata) = (false, voucher.RedemptionLimit + 90, "cust_other", 7, Decisions.Bag("""{"more":5}"""));
                (voucher.EndsAt, voucher.PublishedAt, voucher.CategoryId, voucher.RuleId) = (Noon, null, "cat_2", null);
                if (voucher.Terms is not null) voucher.Terms = new() { Discount = new AmountOff(1) };
            }

            foreach (var product in await db.Products.ToListAsync()) (product.Name, product.PriceAmount, product.Metadata) = ("Renamed", 1, Decisions.Bag("""{"colour":"black"}"""));
            foreach (var collection in await db.Collections.ToListAsync()) (collection.Name, collection.Filter) = ("Renamed " + collection.Id, collection.Filter is null ? null : Is("metadata.colour", "green"));
            foreach (var segment in await db.Segments.ToListAsync()) (segment.Name, segment.Filter) = ("Renamed " + segment.Id, segment.Filter is null ? null : Is("address.city", "Oslo"));
            await db.SegmentMembers.ExecuteDeleteAsync();
            await db.CollectionMembers.ExecuteDeleteAsync();
            await db.CollectionSkus.ExecuteDeleteAsync();
            foreach (var customer in await db.Customers.ToListAsync())
                (customer.Name, customer.City, customer.Birthdate, customer.Metadata, customer.Address) = ("Renamed", "Oslo", new DateOnly(2001, 1, 1), MetadataBag.Empty, null);
            await db.Counters.ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, c => c.Value + 100));
            await db.SessionLocks.ExecuteDeleteAsync();
            var project = await db.Project.SingleAsync();
            (project.TimeZone, project.Currency, project.FirstDayOfWeek) = ("Asia/Tokyo", "JPY", DayOfWeek.Sunday);
        });
    }

    private static async Task GoodsAndPeopleAsync(PromoWorld world)
    {
        await ChangeAsync(world, db =>
        {
            db.Products.AddRange(
                new Product { Id = "prod_shirt", SourceId = "shirt", Name = "Linen shirt", PriceAmount = 30_00, Metadata = Decisions.Bag("""{"colour":"white"}"""), CreatedAt = Noon },
                new Product { Id = "prod_mug", SourceId = "mug", Name = "Mug", PriceAmount = 12_00, Metadata = Decisions.Bag("""{"colour":"blue"}"""), CreatedAt = Noon });
            db.Skus.AddRange(
                new Sku { Id = "sku_s", SourceId = "shirt-s", ProductId = "prod_shirt", Name = "Small", CreatedAt = Noon },
                new Sku { Id = "sku_l", SourceId = "shirt-l", ProductId = "prod_shirt", Name = "Large", PriceAmount = 34_00, Metadata = Decisions.Bag("""{"fit":"loose"}"""), CreatedAt = Noon });
            db.Collections.AddRange(
                new ProductCollection { Id = "pc_large", Name = "Large", CreatedAt = Noon },
                new ProductCollection { Id = "pc_blue", Name = "Blue", Filter = Is("metadata.colour", "blue"), CreatedAt = Noon });
            db.CollectionSkus.Add(new CollectionSku { CollectionId = "pc_large", SkuId = "sku_l" });
            db.CollectionMembers.Add(new CollectionMember { CollectionId = "pc_large", ProductId = "prod_mug" });
            db.Segments.AddRange(
                new Segment { Id = "seg_krakow", Name = "Kraków", Kind = SegmentKind.Passive, Filter = Is("address.city", "Kraków"), CreatedAt = Noon },
                new Segment { Id = "seg_club", Name = "Club", Kind = SegmentKind.Static, CreatedAt = Noon });
            db.Customers.AddRange(
                new Customer { Id = "cust_ola", SourceId = "ola", Name = "Ola", Birthdate = new DateOnly(1990, 5, 17), Address = new("Kraków", null, null, null, null, null), City = "Kraków", CreatedAt = Noon, UpdatedAt = Noon },
                new Customer { Id = "cust_jan", SourceId = "jan", Email = "jan@example.com", Metadata = Decisions.Bag("""{"plan":"gold"}"""), CreatedAt = Noon, UpdatedAt = Noon });
            db.SegmentMembers.Add(new SegmentMember { SegmentId = "seg_club", CustomerId = "cust_jan" });
            return Task.CompletedTask;
        });
    }

    private static async Task<string> LaunchAsync(PromoWorld world, string name, CampaignSetup setup, params string[] codes)
    {
        var campaign = await world.LaunchedCampaignAsync(setup, name);
        await world.CodesAsync(campaign, setup.Codes.RedemptionLimit == 4 ? 4 : null, codes);
        return campaign;
    }

    private static Task RelaunchAsync(PromoWorld world, string campaignId, Func<CampaignSetup, CampaignSetup> change) => ChangeAsync(world, async db =>
    {
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == campaignId);
        var setup = (await db.CampaignVersions.SingleAsync(v => v.CampaignId == campaignId && v.Number == campaign.Version)).Setup;
        campaign.Version++;
        db.CampaignVersions.Add(new() { CampaignId = campaignId, Number = campaign.Version, Setup = change(setup), CreatedBy = "test", CreatedAt = Noon });
    });

    private static async Task ChangeAsync(PromoWorld world, Func<PromoDbContext, Task> change) => Some.Of(await world.Writes.ExclusiveAsync<bool>(async (db, _) =>
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await change(db);
        return true;
    }));

    private static Task<Result<ValidationRule>> ChangeAsync(this RuleService rules, string id, string name, Func<RuleContent, RuleContent> change) =>
        rules.ChangeAsync(new ChangeRule(id, name, change, null, Some.Shop));

    private static Filter Is(string field, string value) => new(Junction.And, [new(field, [new(FilterOperator.Is, [JsonSerializer.SerializeToElement(value)])])]);
}
