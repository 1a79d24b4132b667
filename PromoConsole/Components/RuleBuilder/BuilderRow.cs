using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What a row of the builder shows.</summary>
public enum RowKind
{
    /// <summary>A condition.</summary>
    Rule,

    /// <summary>The head of a bracket.</summary>
    Head,

    /// <summary>The word between two neighbours.</summary>
    Junction,

    /// <summary>An empty bracket asks for something.</summary>
    Hint,

    /// <summary>The end of a bracket.</summary>
    Foot,
}

/// <summary>One row of the builder, with all that decides how it looks: rows that are equal look the same, so they are not drawn again.</summary>
public sealed record BuilderRow
{
    public required RowKind Kind { get; init; }

    /// <summary>The node; of a junction, hint or foot the bracket it belongs to.</summary>
    public required int Id { get; init; }

    /// <summary>The bracket it stands in.</summary>
    public required int ParentId { get; init; }

    /// <summary>Among the parts of its bracket; of a junction that of the part above it.</summary>
    public int Index { get; init; }

    /// <summary>How many parts its bracket has.</summary>
    public int Size { get; init; }

    /// <summary>How many brackets with a rail are around it.</summary>
    public int Depth { get; init; }

    /// <summary>Brackets around it from the outside in: the letter of their colour, a minus behind a negated one.</summary>
    public string Lanes { get; init; } = "";

    /// <summary>Ids of itself and the brackets around it, from the outside in, with commas.</summary>
    public string Path { get; init; } = "";

    /// <summary>Number of a rule, letter of a bracket.</summary>
    public string Badge { get; init; } = "";

    /// <summary>"Rule 3", "bracket A".</summary>
    public string Name { get; init; } = "";

    public BuilderNode? Node { get; init; }

    /// <summary>The condition's sentence in pieces.</summary>
    public IReadOnlyList<SentencePart> Sentence { get; init; } = [];

    /// <summary>In one line, for what follows the pointer and for collapsed brackets.</summary>
    public string Says { get; init; } = "";

    public Junction Joins { get; init; }

    /// <summary>It or a bracket around it is muted.</summary>
    public bool Muted { get; init; }

    /// <summary>Why it may not be changed; null when it may.</summary>
    public string? Lock { get; init; }

    /// <summary>What is missing or impossible; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>How deep brackets go inside it.</summary>
    public int Height { get; init; }

    /// <summary>How many conditions it holds.</summary>
    public int Count { get; init; }

    public bool Collapsed { get; init; }

    public bool Selected { get; init; }

    /// <summary>Its editor is open.</summary>
    public bool Open { get; init; }

    public bool MenuOpen { get; init; }

    /// <summary>It was just moved or made.</summary>
    public bool Flash { get; init; }

    /// <summary>It is the one that Tab reaches.</summary>
    public bool Stop { get; init; }

    /// <summary>What the test says; null without one.</summary>
    public RowVerdict? Verdict { get; init; }
}

/// <summary>What a test says about a row, in words.</summary>
/// <param name="Head">First thing read: "8.00 PLN short".</param>
/// <param name="Seen">"Seen 142.00 PLN".</param>
/// <param name="Decides">The refusal rests on it.</param>
public sealed record RowVerdict(VerdictLight Light, string Label, string? Head, string? Seen, bool Decides);
