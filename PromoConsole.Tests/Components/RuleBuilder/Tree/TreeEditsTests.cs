using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Components.RuleBuilder.Tree;

public sealed class TreeEditsTests
{
    [Fact]
    public void Moves_a_rule_into_a_bracket_and_numbers_anew()
    {
        var tree = Trees.Of("1 and (2 or 3)");

        var edited = TreeEdits.Apply(tree, new Move([tree.Id(1)], new(tree.Bracket("A"), 1)));

        Assert.Equal("(2 or 1 or 3)", edited.Tree.Written());
        Assert.Equal("(1 or 2 or 3)", TreeText.Of(edited.Tree));
        Assert.Equal("Rule 1 moved into bracket A, position 2 of 3. It is rule 2 now.", edited.Spoken);
        Assert.Equal("Move rule 1", edited.Step);
        Assert.Equal([tree.Id(1)], edited.Focus);
    }

    [Theory]
    [InlineData("1 and 2 and 3 and 4", new[] { 1 }, 4, "2 and 3 and 4 and 1")]
    [InlineData("1 and 2 and 3 and 4", new[] { 4 }, 0, "4 and 1 and 2 and 3")]
    [InlineData("1 and 2 and 3 and 4", new[] { 3, 1 }, 4, "2 and 4 and 1 and 3")]
    [InlineData("1 and 2 and 3 and 4", new[] { 2, 3 }, 1, "1 and 2 and 3 and 4")]
    public void Moves_among_neighbours(string logic, int[] asks, int to, string becomes)
    {
        var tree = Trees.Of(logic);

        Assert.Equal(becomes, TreeEdits.Apply(tree, new Move([.. asks.Select(tree.Id)], new(BuilderTree.RootId, to))).Tree.Written());
    }

    [Fact]
    public void A_bracket_goes_with_all_it_holds_but_never_into_itself()
    {
        var tree = Trees.Of("1 and (2 or (3 and 4)) and (5 or 6)");
        var (a, b, c) = (tree.Bracket("A"), tree.Bracket("B"), tree.Bracket("C"));

        Assert.Equal("1 and (5 or 6 or (2 or (3 and 4)))", TreeEdits.Apply(tree, new Move([a], new(c, 2))).Tree.Written());
        var refused = TreeEdits.Apply(tree, new Move([a], new(b, 0)));
        Assert.Equal("Bracket A cannot be put inside itself.", refused.Refusal);
        Assert.Same(tree, refused.Tree);
        Assert.Equal("A bracket cannot be put inside itself.", TreeEdits.Apply(tree, new GroupWith([a], tree.Id(3))).Refusal);
    }

    [Fact]
    public void Dropping_onto_a_rule_groups_the_two_by_the_other_word()
    {
        var tree = Trees.Of("1 and 2 and 3");

        var edited = TreeEdits.Apply(tree, new GroupWith([tree.Id(3)], tree.Id(1)));

        Assert.Equal("(1 or 3) and 2", edited.Tree.Written());
        Assert.Equal("Rule 3 and rule 1 are in the new bracket A, any of these.", edited.Spoken);
    }

    [Fact]
    public void Brackets_around_neighbours_change_nothing_but_the_brackets()
    {
        var tree = Trees.Of("1 and 2 and 3");
        Assert.Equal("1 and (2 and 3)", TreeEdits.Apply(tree, new Surround([tree.Id(2), tree.Id(3)])).Tree.Written());
        var grouped = TreeEdits.Apply(tree, new Surround([tree.Id(2)])).Tree;
        Assert.Equal("1 and (2) and 3", grouped.Written());
        Assert.Equal("1 and 2 and 3", TreeEdits.Apply(grouped, new Unwrap(grouped.Bracket("A"))).Tree.Written());
    }

    [Fact]
    public void A_negated_bracket_of_several_is_not_unwrapped_for_that_would_mean_something_else()
    {
        var tree = Trees.Of("1 and not (2 or 3)");
        Assert.Equal("Bracket A is negated as a whole. Take its NOT off first, or put it before each of its rules.", TreeEdits.Apply(tree, new Unwrap(tree.Bracket("A"))).Refusal);
        var single = TreeEdits.Apply(TreeEdits.Apply(Trees.Of("1 and 2"), new Surround([3])).Tree, new Negate([4], true)).Tree;
        Assert.Equal("1 and not (2)", single.Written());
        Assert.Equal("1 and not 2", TreeEdits.Apply(single, new Unwrap(4)).Tree.Written());
    }

    [Fact]
    public void A_junction_is_one_for_the_whole_bracket_or_draws_the_bracket_it_implies()
    {
        var tree = Trees.Of("1 and 2 and 3");

        Assert.Equal("1 or 2 or 3", TreeEdits.Apply(tree, new Join(BuilderTree.RootId, Junction.Or)).Tree.Written());
        Assert.Equal("1 and (2 or 3)", TreeEdits.Apply(tree, new JoinPair(BuilderTree.RootId, 1)).Tree.Written());
        Assert.Equal("1 or 2", TreeEdits.Apply(Trees.Of("1 and 2"), new JoinPair(BuilderTree.RootId, 0)).Tree.Written());
    }

    [Fact]
    public void Removing_says_how_many_went_and_leaves_the_focus_beside()
    {
        var tree = Trees.Of("1 and (2 or (3 and 4)) and 5");

        var edited = TreeEdits.Apply(tree, new Remove([tree.Bracket("A")]));

        Assert.Equal("1 and 5", edited.Tree.Written());
        Assert.Equal("Bracket A removed, 3 rules in all.", edited.Spoken);
        Assert.Equal([tree.Id(5)], edited.Focus);
    }

    [Fact]
    public void Muted_parts_keep_their_numbers_and_are_not_in_the_text()
    {
        var tree = TreeEdits.Apply(Trees.Of("1 and (2 or 3) and 4"), new Mute([3, 2], true)).Tree;

        Assert.Equal("[1] and [(2 or 3)] and 4", tree.Written());
        Assert.Equal("4", TreeText.Of(tree));
        Assert.Equal(tree.Written(), BuilderTree.Of(tree.ToRule()).Written());
    }

    [Fact]
    public void What_is_locked_stays_as_it_is()
    {
        var tree = Trees.Of("1 and (2 or 3)");
        var a = tree.Bracket("A");
        tree = TreeEdits.Apply(tree, new SetLock(a, "Agreed with finance")).Tree;
        var inner = tree.Id(2);

        foreach (var command in (TreeCommand[])
                 [
                     new Remove([inner]), new Remove([a]), new Move([inner], new(BuilderTree.RootId, 0)), new Move([tree.Id(1)], new(a, 0)), new GroupWith([tree.Id(1)], inner),
                     new Surround([a]), new Unwrap(a), new Join(a, Junction.And), new JoinPair(a, 0), new Negate([inner], true), new Mute([a], true), new Edit(inner, Trees.Condition(9)),
                     new Insert(new(a, 0), [new RuleNode(Trees.Condition(9))]), new ReplaceAll(null, "Clear"), new Rearrange("1 and (2 and 3)"),
                 ])
        {
            var edited = TreeEdits.Apply(tree, command);
            Assert.Contains("locked", edited.Refusal);
            Assert.Same(tree, edited.Tree);
        }

        Assert.Equal("(2 or 3) and not 1", TreeEdits.Apply(tree, new Rearrange("(2 or 3) and not 1")).Tree.Written());
        Assert.Null(TreeEdits.Apply(tree, new SetLock(a, null)).Tree.Node(a).Lock);
    }

    [Fact]
    public void Brackets_end_at_the_depth_a_rule_may_have()
    {
        var tree = Trees.Of("1 and (2 or (3 and (4 or (5 and (6 or 7)))))");

        var edited = TreeEdits.Apply(tree, new GroupWith([tree.Id(6)], tree.Id(7)));

        Assert.Equal("Brackets can be 5 deep. Move inner ones out, or split the rule in two.", edited.Refusal);
        Assert.Equal("Bracket D cannot be put inside itself.", TreeMoves.Problem(tree, [tree.Bracket("D")], new(tree.Bracket("E"), 0)));
    }

    [Fact]
    public void Numbers_that_were_loaded_stay_until_the_structure_changes()
    {
        var tree = Trees.Of("3 and (1 or 2)");
        Assert.Equal("3 and (1 or 2)", TreeText.Of(tree));

        var muted = TreeEdits.Apply(tree, new Negate([tree.Id(1)], true)).Tree;
        Assert.Equal("3 and (not 1 or 2)", TreeText.Of(muted));
        var moved = TreeEdits.Apply(muted, new Move([tree.Id(3)], new(BuilderTree.RootId, 2)));
        Assert.Equal("(not 1 or 2) and 3", TreeText.Of(moved.Tree));
        Assert.Equal("3 and (not 1 or 2)", TreeText.Of(TreeEdits.Apply(moved.Tree, moved.Inverse!).Tree));
    }

    [Fact]
    public void Copies_travel_as_rules()
    {
        var tree = Trees.Of("1 and not (2 or 3)");

        var copied = BuilderTree.Unplaced(tree.ToRules([tree.Bracket("A")]));
        var edited = TreeEdits.Apply(tree, new Insert(new(BuilderTree.RootId, 0), copied, "Paste"));

        Assert.Equal("not (2 or 3) and 1 and not (2 or 3)", edited.Tree.Written());
        Assert.Equal("Paste bracket A", edited.Step);
        Assert.Distinct(edited.Tree.Nodes.Select(node => node.Id));
    }
}
