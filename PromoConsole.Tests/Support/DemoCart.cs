using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Support;

/// <summary>
/// The cart of the worked examples: trail shoe 80.00, 4 × socks 9.00, 2 × cap 24.00, 3 × book 15.00 = 209.00. All but the book are in
/// the collection <c>outdoor</c>.
/// </summary>
internal sealed class DemoCart : IItemLookup
{
    public const int Shoe = 0, Socks = 1, Cap = 2, Book = 3;

    public static DemoCart Shop { get; } = new();

    public static ItemReference Outdoor { get; } = new(ItemKind.Collection, "outdoor");

    /// <summary>Only the shoe is in it.</summary>
    public static ItemReference Shoes { get; } = new(ItemKind.Collection, "shoes");

    public static OrderState Order { get; } = Cart(Line("shoe", 80_00, 1), Line("socks", 9_00, 4), Line("cap", 24_00, 2), Line("book", 15_00, 3));

    /// <summary>Everything outdoor, with these limits.</summary>
    public static Coverage Covering(CoverageEntry? entry = null) => new() { Included = [entry ?? new CoverageEntry(Outdoor)] };

    public static ItemReference Product(string id) => new(ItemKind.Product, id);

    public static OrderLine Line(string product, long? price, int quantity = 1) => new() { ProductId = product, PriceAmount = price, Quantity = quantity };

    public static OrderState Cart(params OrderLine[] lines) => OrderState.Of(new OrderContent { Lines = lines });

    public static DiscountRequest Request(Discount discount, Coverage? coverage = null, OrderState? order = null, BundleRule? bundle = null) => new()
    {
        Discount = discount, Coverage = coverage, Order = order ?? Order, Bundle = bundle, Items = Shop,
        Formula = new FormulaFacts { Now = Decisions.Noon, Zone = Decisions.Project.Zone },
    };

    public static AppliedDiscount Apply(Discount discount, Coverage? coverage = null, OrderState? order = null, BundleRule? bundle = null) =>
        DiscountCalculator.Apply(Request(discount, coverage, order, bundle))!;

    /// <summary>What came off each line of the order.</summary>
    public static long[] PerLine(AppliedDiscount applied, int lines = 4) =>
        [.. Enumerable.Range(0, lines).Select(i => applied.Lines.Where(line => line.Index == i).Sum(line => line.DiscountAmount))];

    public bool Matches(OrderLine line, ItemReference item, bool strict = false) => item.Kind == ItemKind.Collection
        ? line.ProductId == "shoe" || (item == Outdoor && line.ProductId is "socks" or "cap")
        : LineIds.Only.Matches(line, item, strict);

    public ItemFacts? Find(ItemReference item) => item.Id switch
    {
        "shoe" => new("shoe", null, "SHOE", "Trail shoe", 80_00),
        "socks" => new("socks", null, "SOCKS", "Socks", 9_00),
        "cap" => new("cap", null, "CAP", "Cap", 24_00),
        "book" => new("book", null, "BOOK", "Book", 15_00),
        "mug" => new("mug", null, "MUG", "Mug", 7_00),
        "leaflet" => new("leaflet", null, null, "Leaflet", null),
        _ => null,
    };

    public MetadataBag? ProductMetadata(OrderLine line) => line.ProductId == "cap" ? Decisions.Bag("""{"margin":0.25}""") : null;
}
