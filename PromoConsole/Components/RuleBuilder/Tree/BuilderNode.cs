using System.Collections.Immutable;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>How the parts of a bracket are joined.</summary>
public enum Junction { And, Or }

/// <summary>One node of a rule while it is edited: a condition or a bracket. Never changed; an edit makes a new one with the same <see cref="Id"/>.</summary>
public abstract record BuilderNode
{
    private protected BuilderNode() { } // closed: a condition or a bracket

    /// <summary>Stays with the node whatever happens around it, so that focus, selection and verdicts find it again. 0 until it stands in a tree.</summary>
    public int Id { get; init; }

    /// <summary>A NOT stands before it.</summary>
    public bool Negated { get; init; }

    /// <summary>Kept and shown, but without effect.</summary>
    public bool Muted { get; init; }

    /// <summary>Why neither it nor anything in it may be changed; null when it may.</summary>
    public string? Lock { get; init; }
}

/// <summary>A condition, shown as a numbered rule. Its number is its place in the tree, see <see cref="BuilderTree.NumberOf"/>.</summary>
public sealed record RuleNode(Condition Condition) : BuilderNode;

/// <summary>Parts joined by AND or OR. The outermost one has no letter, is never negated, muted or locked, and has the id <see cref="BuilderTree.RootId"/>.</summary>
public sealed record BracketNode(Junction Joins, ImmutableList<BuilderNode> Parts) : BuilderNode
{
    /// <inheritdoc />
    public bool Equals(BracketNode? other) =>
        other is not null && base.Equals(other) && Joins == other.Joins && (ReferenceEquals(Parts, other.Parts) || Parts.SequenceEqual(other.Parts));

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Joins, Parts.Count);
}
