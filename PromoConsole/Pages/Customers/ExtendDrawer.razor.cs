using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.Support;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Lets one code work longer, after showing until when it may.</summary>
public sealed partial class ExtendDrawer(SupportService support, CurrentMember member, Toasts toasts, TimeProvider time)
{
    private readonly SupportInput _input = new();
    private ExtensionPreview? _preview;
    private DateTimeOffset? _endsAt;
    private bool _busy;

    /// <summary>The code.</summary>
    [Parameter, EditorRequired] public required WalletCard Card { get; set; }

    /// <summary>It was extended, or that was undone.</summary>
    [Parameter, EditorRequired] public required EventCallback OnDone { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var preview = await support.PreviewExtensionAsync(Card.VoucherId);
        (_preview, _input.Refusal) = (preview.Value, preview.Error);
    }

    private string Says(DateTimeOffset at) => WalletWords.WordingOf(Format, Card.TimeZone).End(at, time.GetUtcNow());

    private void Add(int days)
    {
        var from = _preview!.EndsAt is { } end && end > time.GetUtcNow() ? end : time.GetUtcNow();
        var wanted = from.AddDays(days);
        _endsAt = _preview.Latest is { } latest && wanted > latest ? latest : wanted;
    }

    private async Task ExtendAsync()
    {
        if (_busy || _endsAt is not { } end || _preview is not { } preview) return;
        _busy = true;
        try
        {
            var call = await _input.CallAsync(member);
            var extended = await support.ExtendAsync(new(Card.VoucherId, end, preview.OwnEndsAt), call);
            _input.Refusal = extended.Error;
            if (!extended.IsOk) return;
            var done = OnDone;
            toasts.Show($"{Card.Code} works until {Says(end)}", async () =>
            {
                var undone = await support.UndoExtensionAsync(Card.VoucherId, preview.OwnEndsAt, end, call);
                toasts.Show(undone.IsOk ? $"{Card.Code} ends as before" : undone.Error.Message);
                await done.InvokeAsync();
            });
            await OnDone.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
