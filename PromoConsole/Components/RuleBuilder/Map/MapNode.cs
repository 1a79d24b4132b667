using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Map;

/// <summary>What the diagram writes on a node, ready to be drawn.</summary>
public sealed record MapNode(BuilderNode Node, NodeVerdict? Verdict, IReadOnlyList<string> Title, NodeLine? Line, IReadOnlyList<string> Rest)
{
    public const double RuleWidth = 280;
    public const double TextLeft = 44;
    public const double LineHeight = 18;
    public const double HeadHeight = 28;
    private const int TitleChars = 27;
    private const int RestChars = 37;
    private const double LetterWidth = 30;
    private const double JunctionWidth = 60;
    private const double DiscWidth = 28;

    /// <summary>The whole condition; of a bracket "Any of these: 1 of 2 holds".</summary>
    public required string Text { get; init; }

    /// <summary>What a screen reader hears.</summary>
    public required string Label { get; init; }

    public bool Muted { get; init; }

    public MapSize Size => Node switch
    {
        BracketNode { Id: BuilderTree.RootId } => new(168, 84),
        BracketNode bracket => new(LetterX(bracket) + JunctionWidth + (Verdict is null ? 0 : DiscWidth), HeadHeight),
        _ => new(RuleWidth, 26 + (LineHeight * (Title.Count + (Line is null ? 0 : Math.Max(1, Rest.Count))))),
    };

    /// <summary>Where the junction stands, from the left of a bracket's head.</summary>
    public static double LetterX(BracketNode bracket) => LetterWidth + (bracket.Negated ? JunctionWidth - 6 : 0);

    public string Kind => Verdict?.Outcome switch
    {
        NodeOutcome.Holds => "pass",
        NodeOutcome.Fails => "fail",
        NodeOutcome.Undecided => "warn",
        NodeOutcome.NotCounted => "none",
        _ => Muted ? "none" : "plain",
    };

    public static MapNode Of(BuilderTree tree, BuilderNode node, NodeVerdict? verdict, Wording wording, Func<string, string> nameOf) =>
        node is RuleNode rule ? OfRule(tree, rule, verdict, wording, nameOf) : OfBracket(tree, (BracketNode)node, verdict);

    private static MapNode OfRule(BuilderTree tree, RuleNode node, NodeVerdict? verdict, Wording wording, Func<string, string> nameOf)
    {
        // Words with a gap in their middle say less than the name of what is asked.
        var phrase = RuleCheck.CanBeAsked(node.Condition) ? RuleWords.Phrase(node.Condition, wording, nameOf) : $"{node.Condition.Kind.Label} …";
        var text = Capital(node.Negated ? $"not: {phrase}" : phrase);
        var line = verdict is null ? null : NodeLine.Of(node, verdict, wording);
        var said = line is null ? "" : line.Rest is { } rest ? $"{line.Strong}, {rest}" : line.Strong;
        return new(node, verdict, MapText.Lines(text, node.Negated ? TitleChars - 6 : TitleChars, 3), line, MapText.Lines(said, RestChars, 2))
        {
            Text = text,
            Label = $"Rule {tree.NumberOf(node.Id)}. {text}.{(said.Length > 0 ? $" {said}." : "")}{(tree.IsMuted(node.Id) && verdict is null ? " Not counted." : "")}",
            Muted = tree.IsMuted(node.Id),
        };
    }

    private static MapNode OfBracket(BuilderTree tree, BracketNode node, NodeVerdict? verdict)
    {
        var junction = (node.Joins, node.Negated) switch
        {
            (Junction.And, false) => "All of these",
            (Junction.Or, false) => "Any of these",
            (Junction.And, true) => "Not all of these",
            _ => "None of these",
        };
        var said = verdict is null ? null : NodeLine.Of(node, verdict);
        var text = said is null ? junction : $"{junction}: {said}";
        var name = node.Id == BuilderTree.RootId ? "The whole rule" : $"Bracket {tree.LetterOf(node.Id)}";
        var outcome = verdict is null ? "" : $" {NodeLine.Word(verdict.Outcome)}.";
        return new(node, verdict, [], null, [])
        {
            Text = text,
            Label = $"{name}.{outcome} {text}.",
            Muted = tree.IsMuted(node.Id),
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
