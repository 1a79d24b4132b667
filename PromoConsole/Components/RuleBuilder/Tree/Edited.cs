namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>What came of a command.</summary>
/// <param name="Tree">The tree afterwards; the same one when nothing changed or it was refused.</param>
public sealed record Edited(BuilderTree Tree)
{
    /// <summary>Why it was not done, as a sentence; null when it was.</summary>
    public string? Refusal { get; init; }

    /// <summary>Undoes it; null when nothing changed.</summary>
    public Restore? Inverse { get; init; }

    /// <summary>What was done, for the list of steps: "Move rule 3".</summary>
    public string Step { get; init; } = "";

    /// <summary>The nodes it was about, as they are now: they get the focus and are shown briefly.</summary>
    public IReadOnlyList<int> Focus { get; init; } = [];

    /// <summary>What a screen reader says: "Rule 1 moved into bracket A, position 2 of 3. It is rule 2 now."</summary>
    public string Spoken { get; init; } = "";

    /// <summary>Whether the tree is another one now.</summary>
    public bool Changed => Inverse is not null;
}
