using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Tests.Support;

/// <summary>Builds what a decision needs without a database: a catalogue of one campaign and the facts of one request.</summary>
internal sealed record Decisions
{
    /// <summary>Monday 2 March 2026, 12:00 UTC: 13:00 in Warsaw.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly CatalogueProject Project = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"), "PLN", DayOfWeek.Monday, true);

    public CampaignSetup Setup { get; init; } = new() { Discount = new AmountOff(10_00) };

    /// <summary>Older versions a code may still keep.</summary>
    public IReadOnlyDictionary<int, CampaignSetup> Older { get; init; } = new Dictionary<int, CampaignSetup>();

    public int Version { get; init; } = 1;

    public bool CampaignActive { get; init; } = true;

    public string? PauseReason { get; init; }

    public bool Deleted { get; init; }

    public VoucherFacts? Voucher { get; init; } = Code();

    public CustomerFacts? Customer { get; init; }

    public OrderFacts? Order { get; init; } = Cart(100_00);

    public Dictionary<string, long> Counters { get; init; } = [];

    public string? NearCode { get; init; }

    public DateTimeOffset Now { get; init; } = Noon;

    public static VoucherFacts Code(string? campaignId = "camp_1", int? limit = null, int used = 0) =>
        new("v_1", "BLCKFRDY", campaignId, null, null, true, null, null, limit, used, null, null);

    public static CustomerFacts Someone(params string[] segments) => new("cust_1", "ola", "Ola Nowak", segments, MetadataBag.Empty);

    /// <summary>A cart without lines.</summary>
    public static OrderFacts Cart(long amount, long alreadyOff = 0) => Of(new OrderContent { ExplicitAmount = amount }, alreadyOff);

    public static OrderFacts Cart(params OrderLine[] lines) => Of(new OrderContent { Lines = lines });

    public static OrderFacts Of(OrderContent content, long alreadyOff = 0) => new(null, null, content, OrderState.Of(content, alreadyOff));

    public static OrderLine Line(string product, long price, int quantity = 1) =>
        new() { ProductId = product, Name = product, PriceAmount = price, Quantity = quantity, Item = InCollections(product) };

    /// <summary>The collections of shirt, book and novel; none for everything else.</summary>
    public static LineItem InCollections(string? product) => LineItem.None with
    {
        CollectionIds = product switch { "shirt" => ["pc_shirts"], "book" => ["pc_books"], "novel" => ["pc_books", "pc_shirts"], _ => [] },
    };

    public static MetadataBag Bag(string json) => JsonSerializer.Deserialize<MetadataBag>(json)!;

    public static Catalogue Catalogue(params CatalogueCampaign[] campaigns) => new()
    {
        Version = 1,
        Project = Project,
        Campaigns = campaigns.ToImmutableDictionary(campaign => campaign.Id),
        Names = new Dictionary<string, string> { ["seg_new"] = "New customers", ["seg_vip"] = "Winter club", ["pc_shirts"] = "Shirts", ["pc_books"] = "Books" }
            .ToImmutableDictionary(),
    };

    public Catalogue InCatalogue()
    {
        var versions = Older.Append(KeyValuePair.Create(Version, Setup))
            .ToFrozenDictionary(v => v.Key, v => CatalogueVersion.Of(v.Key, v.Value, Project));
        return Catalogue(new CatalogueCampaign("camp_1", "Black Week", CampaignActive, PauseReason, Deleted, Version, versions));
    }

    public Facts Facts(string code = "BLCKFRDY") => new()
    {
        Vouchers = [Voucher],
        Customer = Customer,
        Order = Order,
        Counters = Counters,
        NearCodes = NearCode is null ? [] : new Dictionary<string, string> { [code] = NearCode },
    };

    public ValidateRedeemables Request(string code = "BLCKFRDY") => new() { Redeemables = [Redeemable.Voucher(code)], Caller = new(Caller.Api, "Shop") };

    public Decision Decide() => RedemptionDecider.Decide(Request(), InCatalogue(), Facts(), Now);
}
