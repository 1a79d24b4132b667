using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class RuleDiffTests
{
    private static readonly Condition s_value = When.InitialAmount(Operator.AtLeast, 50_00);
    private static readonly Condition s_club = When.Segment(Operator.Is, "seg_club");
    private static readonly Condition s_app = When.OrderMetadata("channel", Operator.Is, "app");
    private static readonly Condition s_pieces = When.ItemsQuantity(Operator.AtLeast, 3);

    [Fact]
    public void A_rule_does_not_differ_from_itself_and_every_condition_of_two_is_there_once()
    {
        var generated = new GeneratedRules(seed: 20_261_122);
        for (var i = 0; i < 1_500; i++)
        {
            var (before, after) = (generated.Rule(depth: 4), generated.Rule(depth: 4));

            var same = RuleDiff.Of(before, before);
            var all = RuleDiff.Of(before, after).All().ToList();

            Assert.True(same.IsSame, before.ToString());
            Assert.Equal(before.Conditions().ToHashSet(ReferenceEqualityComparer.Instance), Nodes(all, item => item.Before).ToHashSet(ReferenceEqualityComparer.Instance));
            Assert.Equal(before.Conditions().Count(), Nodes(all, item => item.Before).Count());
            Assert.Equal(after.Conditions(), Nodes(all, item => item.After), ReferenceEqualityComparer.Instance); // in the order of the new one
            Assert.All(all, item => Assert.Equal((item.Before is null, item.After is null), (item.Fate == RuleFate.Added, item.Fate == RuleFate.Removed)));
        }

        static IEnumerable<Rule> Nodes(IEnumerable<RuleDifference> all, Func<RuleDifference, RuleSide?> side) =>
            all.Select(side).Where(item => item?.Node is Condition).Select(item => item!.Node);
    }

    [Fact]
    public void A_condition_put_in_front_is_the_only_difference_though_all_numbers_move_up()
    {
        var diff = RuleDiff.Of(All(s_value, s_club, s_app), All(s_pieces, s_value, s_club, s_app));

        Assert.Equal([(RuleFate.Added, false), (RuleFate.Same, false), (RuleFate.Same, false), (RuleFate.Same, false)], diff.Parts.Select(part => (part.Fate, part.Moved)));
    }

    [Fact]
    public void A_removed_condition_stands_where_it_was()
    {
        var diff = RuleDiff.Of(All(s_value, s_club, s_app), All(s_value, s_app));

        Assert.Equal([RuleFate.Same, RuleFate.Removed, RuleFate.Same], diff.Parts.Select(part => part.Fate));
        Assert.Equal("customer.segment", ((Condition)diff.Parts[1].Before!.Node).Kind.Word);
        Assert.DoesNotContain(diff.All(), part => part.Moved);
    }

    [Fact]
    public void Another_value_or_message_is_a_change()
    {
        var higher = When.InitialAmount(Operator.AtLeast, 80_00);

        var diff = RuleDiff.Of(All(s_value, s_club), All(higher, s_club with { Message = "Members only" }));

        Assert.Equal([RuleFate.Changed, RuleFate.Changed], diff.Parts.Select(part => part.Fate));
        Assert.Equal("Members only", ((Condition)diff.Parts[1].After!.Node).Message);
    }

    [Fact]
    public void Muting_negating_and_locking_are_changes_of_the_node_they_stand_on()
    {
        var before = All(s_value, s_club, s_app, s_pieces);
        var after = new AllOf([.. before.Rules.Select((rule, at) => at switch
        {
            0 => rule with { Muted = true },
            1 => new Not(rule),
            2 => rule with { Lock = "Legal asked for it" },
            _ => new Not(new Not(rule)), // two of them are none
        })]);

        var diff = RuleDiff.Of(before, after);

        Assert.Equal([RuleFate.Changed, RuleFate.Changed, RuleFate.Changed, RuleFate.Same], diff.Parts.Select(part => part.Fate));
        Assert.Equal((true, true, "Legal asked for it"), (diff.Parts[0].After!.Muted, diff.Parts[1].After!.Negated, diff.Parts[2].After!.Lock));
    }

    [Fact]
    public void A_condition_in_another_bracket_is_moved()
    {
        var before = Numbered(new AllOf([s_value, new AnyOf([s_club, s_app]), s_pieces]));
        var after = Numbered(new AllOf([new AnyOf([s_club, s_value, s_app]), s_pieces]));

        var diff = RuleDiff.Of(before, after);

        var bracket = diff.Parts[0];
        Assert.Equal((RuleFate.Same, false), (bracket.Fate, bracket.Moved));
        Assert.Equal([(RuleFate.Same, false), (RuleFate.Same, true), (RuleFate.Same, false)], bracket.Parts.Select(part => (part.Fate, part.Moved)));
        Assert.Equal((0, 1), (bracket.Parts[1].Before!.Inside, bracket.Parts[1].After!.Inside));
        Assert.Equal((RuleFate.Same, false), (diff.Parts[1].Fate, diff.Parts[1].Moved));
    }

    [Fact]
    public void Of_a_swapped_pair_one_is_moved()
    {
        var diff = RuleDiff.Of(All(s_value, s_club, s_app), All(s_club, s_value, s_app));

        Assert.Equal(1, diff.Parts.Count(part => part.Moved));
        Assert.All(diff.Parts, part => Assert.Equal(RuleFate.Same, part.Fate));
    }

    [Fact]
    public void Conditions_put_into_a_new_bracket_are_moved_into_it()
    {
        var diff = RuleDiff.Of(All(s_value, s_club, s_app), Numbered(new AllOf([s_value, new AnyOf([s_club, s_app])])));

        Assert.Equal((RuleFate.Added, 1), (diff.Parts[1].Fate, diff.Parts[1].After!.Place));
        Assert.All(diff.Parts[1].Parts, part => Assert.Equal((RuleFate.Same, true), (part.Fate, part.Moved)));
    }

    [Fact]
    public void Or_instead_of_and_is_a_change_of_the_bracket_alone()
    {
        var diff = RuleDiff.Of(All(s_value, s_club), Numbered(new AnyOf([s_value, s_club])));

        Assert.Equal(RuleFate.Changed, diff.Fate);
        Assert.All(diff.Parts, part => Assert.True(part.IsSame));
    }

    [Fact]
    public void Everything_of_a_rule_is_added_to_nothing()
    {
        var diff = RuleDiff.Of(null, s_value with { Number = 1 });

        Assert.Equal((RuleFate.Same, RuleFate.Added), (diff.Fate, Assert.Single(diff.Parts).Fate));
        Assert.True(RuleDiff.Of(null, null).IsSame);
    }

    private static AllOf All(params Condition[] conditions) => (AllOf)Numbered(new AllOf(conditions));

    private static Rule Numbered(Rule rule)
    {
        var last = 0;
        return rule.Select(condition => condition with { Number = ++last });
    }
}
