using System.Collections.Immutable;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>A rule while it is edited. Immutable; <see cref="TreeEdits"/> makes the next one.</summary>
public sealed class BuilderTree
{
    public const int RootId = 1;

    private Dictionary<int, Spot>? _spots;
    private Rule? _rule;

    internal BuilderTree(BracketNode root, int nextId, ImmutableDictionary<int, int>? numbers = null) => (Root, NextId, Numbers) = (root, nextId, numbers);

    public BracketNode Root { get; }

    /// <summary>Which id the next new node gets.</summary>
    internal int NextId { get; }

    /// <summary>Numbers that are not those of the reading order, by node id: what was loaded had them. The first change of the structure numbers anew.</summary>
    internal ImmutableDictionary<int, int>? Numbers { get; }

    /// <summary>Nothing is asked.</summary>
    public static BuilderTree Empty { get; } = new(new BracketNode(Junction.And, []) { Id = RootId }, RootId + 1);

    /// <summary>All nodes in reading order, the outermost bracket first.</summary>
    public IEnumerable<BuilderNode> Nodes => Spots.Values.Select(spot => spot.Node);

    /// <summary>The conditions in reading order, muted ones too.</summary>
    public IEnumerable<RuleNode> Rules => Nodes.OfType<RuleNode>();

    private Dictionary<int, Spot> Spots => _spots ??= Indexed();

    /// <summary>Of a stored rule; ids are given in reading order, so that the same rule always gets the same.</summary>
    public static BuilderTree Of(Rule? rule)
    {
        var next = RootId;
        var id = next++;
        BracketNode root;
        switch (rule)
        {
            case null: return Empty;
            case AllOf { Muted: false, Lock: null } or AnyOf { Muted: false, Lock: null }:
                root = new BracketNode(rule is AnyOf ? Junction.Or : Junction.And, Parts(rule, ref next)) { Id = id };
                break;
            default: root = new BracketNode(Junction.And, [NodeOf(rule, ref next)]) { Id = id }; break;
        }

        var tree = new BuilderTree(root, next);
        var given = tree.Rules.Select(node => KeyValuePair.Create(node.Id, node.Condition.Number)).ToImmutableDictionary();
        return given.All(one => one.Value > 0) && given.Any(one => tree.NumberOf(one.Key) != one.Value) ? new BuilderTree(root, next, given) : tree;
    }

    /// <summary>The rule as it is stored, always the same object; null when nothing is asked.</summary>
    public Rule? ToRule() => Root.Parts.IsEmpty ? null : _rule ??= RuleOf(Root);

    /// <summary>Part of the tree as rules of its own, as they are copied.</summary>
    public IReadOnlyList<Rule> ToRules(IEnumerable<int> ids) => [.. ids.Select(id => RuleOf(Node(id)))];

    /// <summary>Copied rules as nodes without ids.</summary>
    public static IReadOnlyList<BuilderNode> Unplaced(IEnumerable<Rule> rules)
    {
        var none = 0;
        return [.. rules.Select(rule => WithoutIds(NodeOf(rule, ref none)))];
    }

    public bool Has(int id) => Spots.ContainsKey(id);

    /// <summary>The node with this id, which must be there.</summary>
    public BuilderNode Node(int id) => Spots[id].Node;

    /// <summary>Null when there is none.</summary>
    public BuilderNode? Find(int id) => Spots.GetValueOrDefault(id)?.Node;

    /// <summary>The bracket around it; null for the outermost one.</summary>
    public BracketNode? ParentOf(int id) => Spots[id].Parent is { } parent ? (BracketNode)Spots[parent].Node : null;

    /// <summary>From 0, among the parts of its bracket.</summary>
    public int IndexOf(int id) => Spots[id].Index;

    /// <summary>How many brackets are around it: 0 for the outermost one, 1 for its parts.</summary>
    public int DepthOf(int id) => Spots[id].Depth;

    /// <summary>The number shown on a condition, from 1; 0 for brackets.</summary>
    public int NumberOf(int id) => Numbers is { } given && Node(id) is RuleNode ? given[id] : Spots[id].Number;

    /// <summary>The place of a bracket among all in reading order, from 1; 0 for the outermost one and conditions.</summary>
    public int PlaceOf(int id) => Spots[id].Letter;

    /// <summary>The letter of a bracket: A to Z, then AA; empty for the outermost one.</summary>
    public string LetterOf(int id) => RuleTree.Letter(PlaceOf(id));

    /// <summary>"Rule 3", "bracket B", "the whole rule".</summary>
    public string NameOf(int id) => Node(id) is RuleNode ? $"rule {NumberOf(id)}" : id == RootId ? "the whole rule" : $"bracket {LetterOf(id)}";

    /// <summary>Whether one is the other or stands somewhere inside it.</summary>
    public bool IsWithin(int id, int outer)
    {
        for (int? at = id; at is { } one; at = Spots[one].Parent)
            if (one == outer) return true;
        return false;
    }

    /// <summary>Itself, then the brackets around it from the inside out.</summary>
    public IEnumerable<BuilderNode> Around(int id)
    {
        for (int? at = id; at is { } one; at = Spots[one].Parent) yield return Spots[one].Node;
    }

    /// <summary>Whether it has no effect because it or a bracket around it is muted.</summary>
    public bool IsMuted(int id) => Around(id).Any(node => node.Muted);

    /// <summary>Why it may not be changed: its own lock or that of a bracket around it; null when it may.</summary>
    public string? LockOf(int id) => Around(id).FirstOrDefault(node => node.Lock is not null)?.Lock;

    /// <summary>Those of the ids that are there, in reading order, without what stands inside another of them.</summary>
    public IReadOnlyList<int> Outermost(IEnumerable<int> ids)
    {
        var wanted = ids.Where(id => id != RootId && Has(id)).ToHashSet();
        return [.. Spots.Keys.Where(id => wanted.Contains(id) && !Around(id).Skip(1).Any(outer => wanted.Contains(outer.Id)))];
    }

    /// <summary>How deep brackets go inside a node: 0 for a condition, 1 for a bracket of conditions.</summary>
    public static int Height(BuilderNode node) => node is BracketNode bracket ? 1 + (bracket.Parts.IsEmpty ? 0 : bracket.Parts.Max(Height)) : 0;

    /// <summary>How many conditions it holds.</summary>
    public static int Count(BuilderNode node) => node is BracketNode bracket ? bracket.Parts.Sum(Count) : 1;

    private static BuilderNode NodeOf(Rule rule, ref int next)
    {
        var (negated, muted, held) = (false, rule.Muted, rule.Lock);
        while (rule is Not not) (negated, rule, muted, held) = (!negated, not.Rule, muted || not.Rule.Muted, held ?? not.Rule.Lock);
        var id = next++;
        return rule is Condition condition
            ? new RuleNode(condition with { Muted = false, Lock = null }) { Id = id, Negated = negated, Muted = muted, Lock = held }
            : new BracketNode(rule is AnyOf ? Junction.Or : Junction.And, Parts(rule, ref next)) { Id = id, Negated = negated, Muted = muted, Lock = held };
    }

    private static ImmutableList<BuilderNode> Parts(Rule rule, ref int next)
    {
        var parts = ImmutableList.CreateBuilder<BuilderNode>();
        foreach (var part in rule.Parts()) parts.Add(NodeOf(part, ref next));
        return parts.ToImmutable();
    }

    private static BuilderNode WithoutIds(BuilderNode node) =>
        node is BracketNode bracket ? bracket with { Id = 0, Parts = [.. bracket.Parts.Select(WithoutIds)] } : node with { Id = 0 };

    private Rule RuleOf(BuilderNode node)
    {
        Rule inner = node switch
        {
            RuleNode leaf => Numbered(leaf),
            BracketNode { Joins: Junction.Or } bracket => new AnyOf([.. bracket.Parts.Select(RuleOf)]),
            BracketNode bracket => new AllOf([.. bracket.Parts.Select(RuleOf)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var rule = node.Negated ? new Not(inner) : inner;
        return node.Muted || node.Lock is not null ? rule with { Muted = node.Muted, Lock = node.Lock } : rule;
    }

    private Condition Numbered(RuleNode node) => NumberOf(node.Id) is var number && node.Condition.Number == number ? node.Condition : node.Condition with { Number = number };

    private Dictionary<int, Spot> Indexed()
    {
        var spots = new Dictionary<int, Spot>();
        var (number, letter) = (0, 0);
        Visit(Root, null, 0, 0);
        return spots;

        void Visit(BuilderNode node, int? parent, int index, int depth)
        {
            if (node is not BracketNode bracket)
            {
                spots.Add(node.Id, new(node, parent, index, depth, ++number, 0));
                return;
            }

            spots.Add(node.Id, new(node, parent, index, depth, 0, depth == 0 ? 0 : ++letter));
            for (var i = 0; i < bracket.Parts.Count; i++) Visit(bracket.Parts[i], node.Id, i, depth + 1);
        }
    }

    private sealed record Spot(BuilderNode Node, int? Parent, int Index, int Depth, int Number, int Letter);
}
