using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>Older rules that mark what the discount covers: half off a cart of a mug for 10.00 and a scarf for 40.00.</summary>
public class DiscountTargetsTests
{
    private static readonly OrderLine Mug = Decisions.Line("mug", 10_00);
    private static readonly OrderLine Scarf = Decisions.Line("scarf", 40_00) with
    {
        SkuId = "sku_red",
        Item = LineItem.None with { ProductMetadata = Decisions.Bag("""{"material":"wool"}""") },
    };

    [Fact]
    public void A_marked_product_is_all_that_the_discount_covers()
    {
        var decision = Decide(Marked("product.id", ItemKind.Product, "mug"));

        Assert.Equal(5_00, decision.DiscountAmount);
        var covered = Assert.Single(decision.Proof.Discount!.Applicable);
        Assert.Equal(new ItemReference(ItemKind.Product, "mug"), covered.Entry!.Item);
        Assert.Equal([0], covered.Indices);
    }

    [Fact]
    public void A_marked_sku_is_all_that_the_discount_covers() => Assert.Equal(20_00, Decide(Marked("sku.id", ItemKind.Sku, "sku_red")).DiscountAmount);

    [Fact]
    public void Products_with_marked_metadata_are_all_that_the_discount_covers()
    {
        var decision = Decide(Metadata("wool"));

        Assert.Equal(20_00, decision.DiscountAmount);
        Assert.Equal(new ItemReference(ItemKind.Product, "scarf"), Assert.Single(decision.Proof.Discount!.Applicable).Entry!.Item);
    }

    [Fact]
    public void Several_marks_cover_what_any_of_them_names() =>
        Assert.Equal(25_00, Decide(new AllOf([Marked("product.id", ItemKind.Product, "mug"), Metadata("wool") with { Number = 2 }])).DiscountAmount);

    [Fact]
    public void A_mark_restricts_nothing() =>
        Assert.True(Decide(new AnyOf([When.InitialAmount(Operator.AtLeast, 1), Marked("product.id", ItemKind.Product, "hat") with { Number = 2 }])).Accepted);

    [Fact]
    public void Nothing_comes_off_where_nothing_that_is_marked_is_in_the_cart() =>
        Assert.Equal(0, Decide(new AnyOf([When.InitialAmount(Operator.AtLeast, 1), Metadata("silk") with { Number = 2 }])).DiscountAmount);

    public static TheoryData<Rule> Unmarked =>
    [
        When.Items("product.id", [new(ItemKind.Product, "mug")]),
        When.Items("product.id", [new(ItemKind.Product, "mug")], new FlagCondition(RuleKinds.Of("product.discount_applicable"), false)),
        new AllOf([When.InitialAmount(Operator.AtLeast, 1), Marked("product.id", ItemKind.Product, "mug") with { Muted = true }]),
        new Not(Marked("product.id", ItemKind.Product, "hat")),
    ];

    [Theory]
    [MemberData(nameof(Unmarked))]
    public void Without_a_mark_that_counts_everything_is_covered(Rule rule) => Assert.Equal(25_00, Decide(rule).DiscountAmount);

    [Fact]
    public void What_is_marked_comes_beside_what_the_discount_covers_itself_and_gives_way_to_what_it_leaves_out()
    {
        var scarf = new CoverageEntry(new ItemReference(ItemKind.Product, "scarf"));
        var mug = Marked("product.id", ItemKind.Product, "mug");

        Assert.Equal(25_00, Decide(mug, new Coverage { Included = [scarf] }).DiscountAmount);
        Assert.Equal(25_00, Decide(mug, new Coverage { All = true }).DiscountAmount);
        Assert.Equal(5_00, Decide(mug, new Coverage { Excluded = [scarf] }).DiscountAmount);
        Assert.Equal(0, Decide(mug, new Coverage { Excluded = [new CoverageEntry(new ItemReference(ItemKind.Product, "mug"))] }).DiscountAmount);
    }

    private static ItemsCondition Marked(string word, ItemKind kind, string id) =>
        When.Items(word, [new(kind, id)], new FlagCondition(RuleKinds.Of(word == "sku.id" ? "sku.discount_applicable" : "product.discount_applicable"), true)) with { Number = 1 };

    private static MetadataCondition Metadata(string material) =>
        When.Metadata("product.metadata", "material", Operator.Is, material) with { Number = 1, Where = new FlagCondition(RuleKinds.Of("product.metadata.discount_applicable"), true) };

    private static Decision Decide(Rule rule, Coverage? coverage = null) => new Decisions
    {
        Setup = new() { Discount = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems }, Coverage = coverage, Rule = rule },
        Order = Decisions.Cart(Mug, Scarf),
    }.Decide();
}
