using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Saving;

/// <summary>Says whether what is typed is kept, and since when.</summary>
public sealed partial class SaveNote
{
    [Parameter, EditorRequired] public required AutoSave Save { get; set; }

    /// <summary>What stands there before anything was typed.</summary>
    [Parameter] public string Idle { get; set; } = "Draft";

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
