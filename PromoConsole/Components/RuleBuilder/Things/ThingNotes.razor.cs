using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>What is the matter today with what a condition names; nothing shows where all is well. It never keeps anybody from going on.</summary>
public sealed partial class ThingNotes
{
    [Parameter, EditorRequired] public required Condition Condition { get; set; }

    /// <summary>A NOT stands before it.</summary>
    [Parameter] public bool Negated { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    [CascadingParameter] private ThingStates? States { get; set; }
}
