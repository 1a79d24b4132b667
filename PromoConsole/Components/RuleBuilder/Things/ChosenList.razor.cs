using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>What is on the list of a new segment or collection, to be taken off again.</summary>
public sealed partial class ChosenList
{
    private const int Shown = 12;

    /// <summary>What one of them is: "customer".</summary>
    [Parameter, EditorRequired] public required string Word { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Choosable> Chosen { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<Choosable>> ChosenChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Label => $"{char.ToUpperInvariant(Word[0])}{Word[1..]}s on the list";

    private string Counted => Chosen.Count == 1 ? $"1 {Word} on the list" : $"{Format.Number(Chosen.Count)} {Word}s on the list";
}
