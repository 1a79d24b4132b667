using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>A rule as a tree to read: brackets as rails with their letter, conditions as sentences with their number.</summary>
public sealed partial class RuleView
{
    [Parameter, EditorRequired] public required Rule Node { get; set; }

    [Parameter] public bool Negated { get; set; }

    /// <summary>0 is the outermost bracket, which has no rail.</summary>
    [Parameter] public int Depth { get; set; }

    /// <summary>Its place among all brackets in reading order; 0 for the outermost one.</summary>
    [Parameter] public int Place { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Letter => RuleTree.Letter(Place);

    private string Rail => RuleTree.Rail(Place);
}
