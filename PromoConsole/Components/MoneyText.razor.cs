using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>An amount in the project's currency and the reader's way of writing.</summary>
public sealed partial class MoneyText
{
    /// <summary>Minor units.</summary>
    [Parameter, EditorRequired] public required long Amount { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
