using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Pages.Rules;

/// <summary>Two versions of a rule as one tree: what was added, removed, changed and moved, each with a word and an icon.</summary>
public sealed partial class RuleDiffView
{
    [Parameter, EditorRequired] public required RuleDifference Node { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>A bracket inside another.</summary>
    [Parameter] public bool Inner { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool IsOutermost => !Inner;

    private string Letter => RuleTree.Letter(Place);

    private string Rail => RuleTree.Rail(Place);

    private int Place => IsOutermost ? 0 : (Node.After ?? Node.Before)!.Place;

    private string Mark => MarkOf(Node);

    private string Says => SetupText.Capital(Node.Fate == RuleFate.Changed ? $"{RuleDiffWords.Bracket(Node.Before!)}, now {RuleDiffWords.Bracket(Node.After!)}" : RuleDiffWords.Bracket((Node.After ?? Node.Before)!));

    private static string MarkOf(RuleDifference part) => part.IsSame ? "" : part.Fate == RuleFate.Removed ? "gone" : part.Fate != RuleFate.Same || part.Moved ? "new" : "";

    // The same message on both sides would only stand in the way of what changed.
    private static bool Retold(RuleDifference part) => RuleDiffWords.Told((Condition)part.Before!.Node) != RuleDiffWords.Told((Condition)part.After!.Node);

    private string Sentence(RuleSide side, bool told = true) => RuleDiffWords.Of(side, Names, Format, told);
}
