using System.Collections.Immutable;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Wire;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>The logic of a tree as a line of text, <c>1 and (2 or not 3)</c>, and back. Muted parts are left out, as on the wire.</summary>
public static class TreeText
{
    /// <summary>The line; empty when nothing is asked.</summary>
    public static string Of(BuilderTree tree)
    {
        var text = new System.Text.StringBuilder();
        Inside(tree, tree.Root, text);
        return text.ToString();
    }

    /// <summary>The parts of a bracket that the line mentions: not what is muted, nor brackets of nothing else.</summary>
    public static IEnumerable<BuilderNode> Counted(BracketNode bracket) => bracket.Parts.Where(Counts);

    /// <summary>"and", "or".</summary>
    public static string Word(Junction junction) => junction == Junction.And ? "and" : "or";

    /// <summary>What is wrong with a text somebody types; null when it can be read. Positions count from 1.</summary>
    public static string? Problem(BuilderTree tree, string text) => Read(tree, text) is { IsOk: false, Error: { } error } ? error.Message : null;

    /// <summary>The same conditions as a text arranges them. Those it does not mention stay at the end, muted.</summary>
    internal static Edited Arrange(BuilderTree tree, string text)
    {
        if (string.Equals(text.Trim(), Of(tree), StringComparison.OrdinalIgnoreCase)) return new(tree);
        var read = Read(tree, text);
        if (!read.IsOk) return TreeEdits.Refused(tree, read.Error.Message);
        var arranging = new Arranging(tree);
        var said = read.Value is { } rule ? arranging.NodeOf(rule) : null;
        var root = said as BracketNode is { Negated: false } whole ? whole with { Id = BuilderTree.RootId, Lock = null } : new BracketNode(Junction.And, said is null ? [] : [said]) { Id = BuilderTree.RootId };
        root = root with { Parts = root.Parts.AddRange(arranging.Unmentioned(tree.Root)) };
        var next = tree.NextId;
        root = (BracketNode)TreeEdits.WithIds(root, ref next);
        var edited = TreeEdits.Done(tree, root, next, [BuilderTree.RootId], (_, _) => "Edit the logic", (after, _) => $"The logic is {Of(after)} now.");
        var broken = tree.Nodes.FirstOrDefault(node => node.Lock is not null && !node.Equals(edited.Tree.Find(node.Id)));
        return broken is null ? edited : TreeEdits.Refused(tree, $"{TreeEdits.Capital(tree.NameOf(broken.Id))} is locked and has to stay as it is.");
    }

    private static Engine.Result<Rule?> Read(BuilderTree tree, string text)
    {
        var conditions = new Dictionary<int, Condition>();
        foreach (var node in tree.Rules) conditions.TryAdd(tree.NumberOf(node.Id), node.Condition with { Number = tree.NumberOf(node.Id) });
        return LogicText.Read(text, conditions);
    }

    private static bool Counts(BuilderNode node) => !node.Muted && (node is not BracketNode bracket || bracket.Parts.Any(Counts));

    private static void Inside(BuilderTree tree, BracketNode bracket, System.Text.StringBuilder text)
    {
        var first = true;
        foreach (var part in Counted(bracket))
        {
            if (!first) text.Append(' ').Append(Word(bracket.Joins)).Append(' ');
            first = false;
            if (part.Negated) text.Append("not ");
            if (part is not BracketNode inner)
            {
                text.Append(tree.NumberOf(part.Id));
                continue;
            }

            text.Append('(');
            Inside(tree, inner, text);
            text.Append(')');
        }
    }

    // Conditions keep their ids, and brackets with the same conditions too.
    private sealed class Arranging(BuilderTree tree)
    {
        private readonly Dictionary<int, RuleNode> _byNumber = tree.Rules.GroupBy(node => tree.NumberOf(node.Id)).ToDictionary(same => same.Key, same => same.First());
        private readonly List<BracketNode> _brackets = [.. tree.Nodes.OfType<BracketNode>().Where(bracket => bracket.Id != BuilderTree.RootId)];
        private readonly HashSet<int> _used = [];

        public BuilderNode NodeOf(Rule rule)
        {
            var negated = false;
            while (rule is Not not) (negated, rule) = (!negated, not.Rule);
            if (rule is Condition condition)
            {
                var node = _byNumber[condition.Number];
                return _used.Add(node.Id) ? node with { Negated = negated, Muted = false } : TreeEdits.Fresh(node) with { Negated = negated, Muted = false };
            }

            var parts = rule.Parts().Select(NodeOf).ToImmutableList();
            var made = new BracketNode(rule is AnyOf ? Junction.Or : Junction.And, parts) { Negated = negated };
            var leaves = Leaves(made);
            if (leaves.Contains(0) || _brackets.Find(bracket => Leaves(bracket).SetEquals(leaves)) is not { } same) return made;
            _brackets.Remove(same);
            return made with { Id = same.Id, Lock = same.Lock };
        }

        // Whole brackets of which nothing was mentioned stay whole.
        public IEnumerable<BuilderNode> Unmentioned(BracketNode bracket)
        {
            foreach (var part in bracket.Parts)
            {
                if (!IsMentioned(part))
                {
                    if (part is RuleNode || BuilderTree.Count(part) > 0) yield return part with { Muted = true };
                }
                else if (part is BracketNode inner)
                {
                    foreach (var left in Unmentioned(inner)) yield return left;
                }
            }
        }

        private bool IsMentioned(BuilderNode node) => node is BracketNode bracket ? bracket.Parts.Exists(IsMentioned) : _used.Contains(node.Id);

        private static HashSet<int> Leaves(BuilderNode node) => node is BracketNode bracket ? [.. bracket.Parts.SelectMany(Leaves)] : [node.Id];
    }
}
