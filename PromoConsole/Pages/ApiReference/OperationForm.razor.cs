using Microsoft.AspNetCore.Components;

namespace PromoConsole.Pages.ApiReference;

/// <summary>One operation, folded: what it takes, a form to send it, and the answer, which the page's script writes in.</summary>
public sealed partial class OperationForm
{
    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired] public required OperationView Operation { get; set; }

    private int Lines => Math.Clamp((Operation.Example ?? "").Split('\n').Length + 1, 3, 18);
}
