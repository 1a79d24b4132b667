using Microsoft.AspNetCore.Components;

namespace PromoConsole.Pages.Campaigns;

/// <summary>Differences between two versions: what it was, what it becomes, which codes it reaches.</summary>
public sealed partial class ChangeList
{
    [Parameter, EditorRequired] public required IReadOnlyList<SetupChange> Changes { get; set; }

    /// <summary>Says which codes each change reaches. Default true.</summary>
    [Parameter] public bool ShowReach { get; set; } = true;
}
