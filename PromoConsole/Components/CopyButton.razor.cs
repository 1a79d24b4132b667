using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>Copies a text: an answer for the customer, a link.</summary>
public sealed partial class CopyButton(AppScript script)
{
    private bool _copied;

    /// <summary>What is copied.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>The words on the button.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>The icon's name.</summary>
    [Parameter] public string Icon { get; set; } = "copy";

    /// <summary>Its looks.</summary>
    [Parameter] public string Css { get; set; } = "btn small";

    private async Task CopyAsync()
    {
        await script.CopyAsync(Text);
        _copied = true;
    }
}
