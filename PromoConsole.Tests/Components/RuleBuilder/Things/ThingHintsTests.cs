using PromoConsole.Components.RuleBuilder.Things;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Components.RuleBuilder.Things;

public class ThingHintsTests
{
    private static readonly ThingStates s_states = new(new Dictionary<string, ThingState>
    {
        ["seg_club"] = new(ThingKind.Segment, "Winter club", Standing.Listed, 0),
        ["seg_vip"] = new(ThingKind.Segment, "VIP", Standing.Listed, 1_204),
        ["seg_new"] = new(ThingKind.Segment, "Newcomers", Standing.ByFilter, null),
        ["seg_gone"] = new(ThingKind.Segment, null, Standing.Gone, null),
        ["pc_bed"] = new(ThingKind.Collection, "Bedding", Standing.Listed, 0),
        ["pc_one"] = new(ThingKind.Collection, "Lamps", Standing.Listed, 1),
        ["prod_gone"] = new(ThingKind.Product, null, Standing.Gone, null),
        ["mug-1"] = new(ThingKind.Product, null, Standing.ShopsOwn, null),
    });

    [Fact]
    public void An_empty_segment_alone_decides_for_everybody()
    {
        Assert.Equal(["Nobody is in Winter club today, so this holds for nobody."], Hints(When.Segment(Operator.Is, "seg_club")));
        Assert.Equal(["Nobody is in Winter club today, so this holds for everybody."], Hints(When.Segment(Operator.IsNot, "seg_club")));
        Assert.Equal(["Nobody is in Winter club today, so this holds for everybody."], Hints(When.Segment(Operator.Is, "seg_club"), negated: true));
    }

    [Fact]
    public void Beside_another_segment_it_only_says_so()
    {
        Assert.Equal(["Nobody is in Winter club today."], Hints(When.Segment(Operator.Is, "seg_club", "seg_vip")));
        Assert.Equal(["Nobody is in Winter club today."], Hints(When.Segment(Operator.Is, "seg_club", "seg_new")));
        Assert.Empty(Hints(When.Segment(Operator.Is, "seg_vip", "seg_new")));
    }

    [Fact]
    public void What_was_deleted_is_named_by_what_is_left_of_it()
    {
        Assert.Equal(["The segment seg_gone was deleted, so this holds for nobody."], Hints(When.Segment(Operator.Is, "seg_gone")));
        Assert.Equal(
            ["The segment seg_gone was deleted.", "Nobody is in Winter club today, so this holds for nobody."], Hints(When.Segment(Operator.Is, "seg_gone", "seg_club")));
        Assert.Equal(
            ["prod_gone was deleted, so no line fits it.", "Bedding has no products today, so no line fits it."],
            Hints(When.AnyItem([new(ItemKind.Product, "prod_gone"), new(ItemKind.Product, "mug-1"), new(ItemKind.Collection, "pc_bed"), new(ItemKind.Collection, "pc_one")])));
    }

    [Theory]
    [InlineData("seg_club", "empty today", true)]
    [InlineData("seg_vip", "1,204 customers", false)]
    [InlineData("seg_new", "by filter", false)]
    [InlineData("seg_gone", "gone", true)]
    [InlineData("pc_bed", "0 products", true)]
    [InlineData("pc_one", "1 product", false)]
    [InlineData("mug-1", "the shop's own id", false)]
    public void Each_chip_says_how_its_thing_stands(string id, string says, bool attention) =>
        Assert.Equal((says, attention), ThingHints.Pill(s_states.Of(id), number => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)));

    private static IReadOnlyList<string> Hints(Condition condition, bool negated = false) =>
        ThingHints.Of(condition, negated, s_states, id => s_states.Of(id)?.Name ?? id);
}
