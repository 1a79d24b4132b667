using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>Yes or no, with what it means beside it.</summary>
public sealed partial class CheckInput
{
    private readonly string _helpId = ElementId.New("check");

    /// <summary>What yes does.</summary>
    [Parameter] public string? Help { get; set; }
}
