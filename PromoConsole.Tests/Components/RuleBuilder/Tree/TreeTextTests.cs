using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Tests.Components.RuleBuilder.Tree;

public sealed class TreeTextTests
{
    [Theory]
    [InlineData("1 and 2 and 3", "1 and (2 or not 3)", "1 and (2 or not 3)")]
    [InlineData("1 and (2 or 3)", "3 OR 2", "3 or 2 or [1]")]
    [InlineData("1 and 2", "2 and 1", "2 and 1")]
    [InlineData("1 and 2", "not (1 and 2)", "not (1 and 2)")]
    [InlineData("1 and 2", "", "[1] and [2]")]
    [InlineData("1 and 2", "1 or (2 and 1)", "1 or (2 and 1)")]
    public void Arranges_the_conditions_as_the_text_says(string logic, string typed, string becomes) =>
        Assert.Equal(becomes, TreeEdits.Apply(Trees.Of(logic), new Rearrange(typed)).Tree.Written());

    [Theory]
    [InlineData("1 and", "expected a rule's number")]
    [InlineData("1 and (2", "expected “)”")]
    [InlineData("1 2", "expected “and” or “or”")]
    [InlineData("1 and 7", "names rule 7, which does not exist")]
    public void Says_where_a_text_cannot_be_read(string typed, string says)
    {
        var tree = Trees.Of("1 and 2");
        Assert.Contains(says, TreeText.Problem(tree, typed));
        var edited = TreeEdits.Apply(tree, new Rearrange(typed));
        Assert.Contains(says, edited.Refusal);
        Assert.Same(tree, edited.Tree);
    }

    [Fact]
    public void Rules_and_brackets_stay_the_same_ones()
    {
        var tree = Trees.Of("1 and (2 or 3)");

        var after = TreeEdits.Apply(tree, new Rearrange("(2 and not 3) or 1")).Tree;

        Assert.Equal(tree.Bracket("A"), after.Bracket("A"));
        Assert.Equal(tree.Id(3), after.Id(3));
    }

    [Fact]
    public void A_muted_bracket_the_text_does_not_mention_stays_whole()
    {
        var tree = TreeEdits.Apply(Trees.Of("1 and (2 or 3) and 4"), new Mute([3], true)).Tree;
        Assert.Equal("1 and [(2 or 3)] and 4", tree.Written());

        Assert.Equal("4 or 1 or [(2 or 3)]", TreeEdits.Apply(tree, new Rearrange("4 or 1")).Tree.Written());
    }
}
