using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Erases a person, after saying what goes and what stays under a pseudonym.</summary>
public sealed partial class EraseDialog(CustomerRemoval removal, CurrentMember member)
{
    private ErasurePreview? _preview;
    private PromoError? _refusal;
    private string? _typed;
    private string? _error;

    /// <summary>Whom to erase.</summary>
    [Parameter, EditorRequired] public required Customer Customer { get; set; }

    /// <summary>They are gone.</summary>
    [Parameter, EditorRequired] public required EventCallback OnDone { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var preview = await removal.PreviewAsync(Customer.Id);
        (_preview, _refusal) = (preview.Value, preview.Error);
    }

    private string Counted(long number, string one, string many) => $"{Format.Number(number)} {(number == 1 ? one : many)}";

    private async Task EraseAsync()
    {
        _error = _typed?.Trim() == "ERASE" ? null : "Type the word ERASE: this cannot be undone.";
        if (_error is not null) return;
        var erased = await removal.EraseAsync(Customer.Id, await member.CallerAsync());
        _refusal = erased.Error;
        if (erased.IsOk) await OnDone.InvokeAsync();
    }
}
