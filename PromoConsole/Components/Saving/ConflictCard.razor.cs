using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Saving;

/// <summary>Asks what to keep when somebody else saved meanwhile; nothing shows while nobody did.</summary>
public sealed partial class ConflictCard
{
    [Parameter, EditorRequired] public required AutoSave Save { get; set; }

    /// <summary>What is typed here replaces what somebody else saved.</summary>
    [Parameter] public EventCallback OnKeepMine { get; set; }

    /// <summary>What is typed here is dropped.</summary>
    [Parameter] public EventCallback OnTakeTheirs { get; set; }
}
