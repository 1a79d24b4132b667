using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Segments;

/// <summary>Asks before a segment or a collection goes; while something names it, says what does instead.</summary>
public sealed partial class DeleteUnused
{
    private string? _problem;

    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>What names it; null while that is not known yet.</summary>
    [Parameter, EditorRequired] public required NamedUses? Uses { get; set; }

    /// <summary>What goes with it, and what stays.</summary>
    [Parameter, EditorRequired] public required string Consequence { get; set; }

    /// <summary>On the button.</summary>
    [Parameter, EditorRequired] public required string Verb { get; set; }

    /// <summary>Deletes it; gives why it could not, or null.</summary>
    [Parameter, EditorRequired] public required Func<Task<PromoError?>> Delete { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task DeleteAsync() => _problem = (await Delete())?.Message;
}
