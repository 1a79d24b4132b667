using System.Collections.Immutable;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>A place between the parts of a bracket.</summary>
/// <param name="Index">From 0; before the part that has it now, or at the end.</param>
public sealed record Place(int BracketId, int Index);

/// <summary>One thing done to a tree. Each has an inverse, which <see cref="TreeEdits.Apply"/> gives with its outcome.</summary>
public abstract record TreeCommand
{
    private protected TreeCommand() { } // closed: TreeEdits knows every one
}

/// <summary>Puts new nodes in, or copied ones.</summary>
/// <param name="Nodes">Without ids.</param>
/// <param name="Word">What happened, for the list of steps: "Add", "Paste".</param>
public sealed record Insert(Place At, IReadOnlyList<BuilderNode> Nodes, string Word = "Add") : TreeCommand;

/// <summary>Takes nodes away with all they hold.</summary>
public sealed record Remove(IReadOnlyList<int> Ids) : TreeCommand;

/// <summary>Moves nodes to one place, where they stand in reading order.</summary>
public sealed record Move(IReadOnlyList<int> Ids, Place To) : TreeCommand;

/// <summary>Puts nodes and the one they were dropped on into a new bracket in its place, joined by the other word than the bracket around: the same would mean nothing new.</summary>
public sealed record GroupWith(IReadOnlyList<int> Ids, int TargetId) : TreeCommand;

/// <summary>Puts a new node and the one it was dropped on into a new bracket, as <see cref="GroupWith"/> does.</summary>
public sealed record GroupNew(BuilderNode Node, int TargetId) : TreeCommand;

/// <summary>Puts a bracket around nodes, which move to the first of them; it joins as the bracket around does, so a run of neighbours means what it meant.</summary>
public sealed record Surround(IReadOnlyList<int> Ids) : TreeCommand;

/// <summary>Takes a bracket away and leaves what it held in its place.</summary>
public sealed record Unwrap(int BracketId) : TreeCommand;

/// <summary>Joins all parts of a bracket by one word.</summary>
public sealed record Join(int BracketId, Junction Joins) : TreeCommand;

/// <summary>Joins only two neighbours by the other word: they get the bracket that this implies.</summary>
/// <param name="Index">Of the first of the two.</param>
public sealed record JoinPair(int BracketId, int Index) : TreeCommand;

/// <summary>Puts NOT before nodes or takes it off.</summary>
public sealed record Negate(IReadOnlyList<int> Ids, bool Negated) : TreeCommand;

/// <summary>Keeps nodes without effect, or gives it back.</summary>
public sealed record Mute(IReadOnlyList<int> Ids, bool Muted) : TreeCommand;

/// <summary>Locks a node, or unlocks it with null.</summary>
public sealed record SetLock(int Id, string? Reason) : TreeCommand;

/// <summary>Changes what a condition asks.</summary>
public sealed record Edit(int Id, Condition Condition) : TreeCommand;

/// <summary>Puts a copy of nodes behind each of them.</summary>
public sealed record Duplicate(IReadOnlyList<int> Ids) : TreeCommand;

/// <summary>Arranges the same conditions anew, as a text over their numbers says; what it does not mention is muted.</summary>
public sealed record Rearrange(string Text) : TreeCommand;

/// <summary>Puts another rule in the place of the whole.</summary>
/// <param name="Word">What happened, for the list of steps: "Use a template".</param>
public sealed record ReplaceAll(Rule? Rule, string Word) : TreeCommand;

/// <summary>A bracket as it was: the inverse of every other command, and its own.</summary>
public sealed record Restore(BracketNode Bracket, ImmutableDictionary<int, int>? Numbers, string Word) : TreeCommand;
