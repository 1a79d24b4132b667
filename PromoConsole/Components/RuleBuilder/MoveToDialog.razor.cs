using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>Chooses where rules and brackets go from a list of the places that are allowed: what dragging does, without dragging.</summary>
public sealed partial class MoveToDialog
{
    private const int Most = 100;

    private string _text = "";

    [Parameter, EditorRequired] public required BuilderTree Tree { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<int> Ids { get; set; }

    [Parameter] public EventCallback<Place> OnChosen { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    private string What => Ids.Count == 1 ? Tree.NameOf(Ids[0]) : $"{Ids.Count} rules and brackets";

    private List<PlaceChoice> Choices => [.. TreeMoves.Choices(Tree, Ids).Where(choice => choice.Words.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase))];
}
