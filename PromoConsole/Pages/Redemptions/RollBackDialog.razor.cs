using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Redemptions;

/// <summary>Takes a use back, after saying what returns and what does not.</summary>
public sealed partial class RollBackDialog(IRedemptionService redemptions, CurrentMember member)
{
    private string? _reason;
    private string? _reasonError;
    private PromoError? _refusal;

    /// <summary>The use to take back.</summary>
    [Parameter, EditorRequired] public required Redemption Redemption { get; set; }

    /// <summary>It was taken back.</summary>
    [Parameter, EditorRequired] public required EventCallback<Redemption> OnDone { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Consequence => Redemption.ParentId is not null || Redemption.Kind == RedemptionKind.Combined
        ? "Everything that was redeemed together is taken back together. This cannot be undone."
        : Redemption.DiscountAmount > 0
        ? $"{Format.Money(Redemption.DiscountAmount)} of discount is taken back. This cannot be undone."
        : "Nothing came off with this use. Taking it back cannot be undone.";

    private async Task RollBackAsync()
    {
        _reasonError = string.IsNullOrWhiteSpace(_reason) ? "Say why: the log and your colleagues need it." : null;
        if (_reasonError is not null) return;
        var done = await redemptions.RollBackAsync(
            new RollBackRedemption { RedemptionId = Redemption.ParentId ?? Redemption.Id, Whole = true, Reason = _reason!.Trim(), Caller = await member.CallerAsync() });
        _refusal = done.Error;
        if (done.IsOk) await OnDone.InvokeAsync(done.Value.Stored);
    }
}
