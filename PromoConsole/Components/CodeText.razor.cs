using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>A code in monospace with a button that copies it.</summary>
public sealed partial class CodeText(AppScript script)
{
    private bool _copied;

    /// <summary>What is copied.</summary>
    [Parameter, EditorRequired] public required string Code { get; set; }

    /// <summary>What is read instead, where the code is masked.</summary>
    [Parameter] public string? Shown { get; set; }

    private async Task CopyAsync()
    {
        await script.CopyAsync(Code);
        _copied = true;
    }
}
