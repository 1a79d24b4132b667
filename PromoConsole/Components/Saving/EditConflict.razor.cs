using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;

namespace PromoConsole.Components.Saving;

/// <summary>For a form that is saved by a button: asks what to keep when a save was refused because somebody else was faster; nothing shows otherwise.</summary>
public sealed partial class EditConflict
{
    /// <summary>Why the save was refused; null when it was not.</summary>
    [Parameter] public PromoError? Refusal { get; set; }

    /// <summary>What is typed here replaces what somebody else saved.</summary>
    [Parameter] public EventCallback OnKeepMine { get; set; }

    /// <summary>What is typed here is dropped.</summary>
    [Parameter] public EventCallback OnTakeTheirs { get; set; }
}
