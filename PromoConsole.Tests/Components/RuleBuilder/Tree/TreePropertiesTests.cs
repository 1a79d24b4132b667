using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Tests.Components.RuleBuilder.Tree;

/// <summary>Whatever is done to a tree in whatever order.</summary>
public sealed class TreePropertiesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Undoing_every_step_gives_the_start_and_doing_them_again_the_end()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var start = Trees.Of("1 and (2 or not 3 or (4 and 5)) and not (6 or 7) and 8");
            var history = TreeHistory.Start(start);
            for (var i = 0; i < 30; i++) history = history.Apply(Any(history.Tree, random), s_now.AddMinutes(i)).History;
            var end = history.Tree;
            while (!history.Done.IsEmpty) history = history.Undo().History;
            Assert.Equal(start.Root, history.Tree.Root);
            Assert.Equal(TreeText.Of(start), TreeText.Of(history.Tree));
            while (!history.Undone.IsEmpty) history = history.Redo().History;
            Assert.Equal(end.Root, history.Tree.Root);
        }
    }

    [Fact]
    public void A_move_or_a_bracket_never_loses_or_doubles_a_rule()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var tree = Trees.Of("1 and (2 or not 3 or (4 and 5)) and not (6 or 7) and 8");
            var rules = Held(tree);
            for (var i = 0; i < 30; i++)
            {
                TreeCommand command;
                do command = Any(tree, random);
                while (command is Insert or Remove or Duplicate or Edit or ReplaceAll);
                tree = TreeEdits.Apply(tree, command).Tree;
                Assert.Equal(rules, Held(tree));
                Assert.Distinct(tree.Nodes.Select(node => node.Id));
                Assert.True((BuilderTree.Height(tree.Root) - 1) <= RuleCheck.MaxDepth);
            }
        }
    }

    [Fact]
    public void Tree_text_and_stored_rule_stay_in_step()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var tree = Trees.Of("1 and (2 or not 3 or (4 and 5)) and not (6 or 7) and 8");
            for (var i = 0; i < 20; i++)
            {
                tree = TreeEdits.Apply(tree, Any(tree, random)).Tree;
                Assert.Equal(Enumerable.Range(1, tree.Rules.Count()), tree.Rules.Select(node => tree.NumberOf(node.Id)));
                var stored = BuilderTree.Of(tree.ToRule());
                Assert.Equal(tree.Written(), stored.Written());
                Assert.Equal(TreeText.Of(tree), TreeText.Of(stored));
                if (tree.ToRule() is { } rule) Assert.Equal(PromoJson.Write(rule), PromoJson.Write(PromoJson.Read<Rule>(PromoJson.Write(rule))));

                // Typed into an unarranged list of the same conditions it means the same, where nothing is muted and no bracket is around less than two.
                if (tree.Nodes.Any(node => node.Muted || node is BracketNode { Parts.Count: < 2 })) continue;
                var flat = BuilderTree.Of(new AllOf([.. tree.Rules.Select(node => node.Condition with { Number = tree.NumberOf(node.Id) })]));
                Assert.Equal(TreeText.Of(tree), TreeText.Of(TreeEdits.Apply(flat, new Rearrange(TreeText.Of(tree))).Tree));
            }
        }
    }

    [Fact]
    public void Every_place_offered_can_be_moved_to_and_no_other_place_changes_anything()
    {
        var tree = Trees.Of("1 and (2 or not 3 or (4 and 5)) and not (6 or 7) and 8");
        foreach (var id in tree.Nodes.Skip(1).Select(node => node.Id))
        {
            var offered = TreeMoves.Choices(tree, [id]);
            Assert.Distinct(offered.Select(choice => choice.Words));
            foreach (var bracket in tree.Nodes.OfType<BracketNode>())
                for (var i = 0; i <= bracket.Parts.Count; i++)
                    Assert.Equal(offered.Any(choice => choice.Place == new Place(bracket.Id, i)), TreeEdits.Apply(tree, new Move([id], new(bracket.Id, i))).Changed);
        }
    }

    [Fact]
    public void Typing_in_one_rule_is_one_step_until_there_is_a_pause()
    {
        var history = TreeHistory.Start(Trees.Of("1 and 2"));
        foreach (var (asks, after) in new[] { (3, 0), (4, 400), (5, 800), (6, 1500) })
            history = history.Apply(new Edit(history.Tree.Root.Parts[0].Id, Trees.Condition(asks)), s_now.AddMilliseconds(after)).History;

        Assert.Equal(["Edit rule 1", "Edit rule 1"], history.Done.Select(step => step.Word));
        Assert.Equal("5 and 2", history.Undo().History.Tree.Written());
        Assert.Equal("1 and 2", history.Undo().History.Undo().History.Tree.Written());
    }

    private static List<int> Held(BuilderTree tree) => [.. tree.Rules.Select(Trees.Asks).Order()];

    private static TreeCommand Any(BuilderTree tree, Random random)
    {
        var nodes = tree.Nodes.Skip(1).Select(node => node.Id).ToArray();
        var brackets = tree.Nodes.OfType<BracketNode>().ToArray();
        var bracket = brackets[random.Next(brackets.Length)];
        var place = new Place(bracket.Id, random.Next(bracket.Parts.Count + 1));
        var rule = new RuleNode(Trees.Condition(random.Next(1, 50)));
        if (nodes.Length == 0) return new Insert(place, [rule]);
        int One() => nodes[random.Next(nodes.Length)];
        int[] some = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => One()).Distinct()];
        return random.Next(15) switch
        {
            0 => new Insert(place, [rule]),
            1 => new Insert(place, [new BracketNode(Junction.Or, [rule, rule])]),
            2 => new Remove([One()]),
            3 => new GroupWith(some, One()),
            4 => new Surround(some),
            5 => new Unwrap(bracket.Id),
            6 => new Join(bracket.Id, (Junction)random.Next(2)),
            7 => new JoinPair(bracket.Id, random.Next(3)),
            8 => new Negate(some, random.Next(2) == 0),
            9 => new Mute(some, random.Next(2) == 0),
            10 => new Duplicate([One()]),
            11 => new Rearrange(string.Join(random.Next(2) == 0 ? " and " : " or ", tree.Rules.Select(node => tree.NumberOf(node.Id)).OrderBy(_ => random.Next()))),
            12 => new Edit(tree.Rules.Select(node => node.Id).DefaultIfEmpty(0).First(), Trees.Condition(random.Next(1, 50))),
            _ => new Move(some, place),
        };
    }
}
