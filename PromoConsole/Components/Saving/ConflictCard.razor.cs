using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Saving;

/// <summary>Asks what to keep when somebody else saved meanwhile; nothing shows while nobody did.</summary>
public sealed partial class ConflictCard
{
    /// <summary>What somebody else did; null for nothing.</summary>
    [Parameter, EditorRequired] public required string? Conflict { get; set; }

    /// <summary>What was typed here, in the plural.</summary>
    [Parameter] public string Kept { get; set; } = "values";

    /// <summary>What is typed here replaces what somebody else saved.</summary>
    [Parameter] public EventCallback OnKeepMine { get; set; }

    /// <summary>What is typed here is dropped.</summary>
    [Parameter] public EventCallback OnTakeTheirs { get; set; }
}
