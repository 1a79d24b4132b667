using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Support;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Redemptions;

/// <summary>Takes a use back, after saying what returns and what does not.</summary>
public sealed partial class RollBackDialog(SupportService support, StackingService stacking, CurrentMember member)
{
    private readonly SupportInput _input = new();
    private bool _keepsOrder;

    /// <summary>The use to take back.</summary>
    [Parameter, EditorRequired] public required Redemption Redemption { get; set; }

    /// <summary>It was taken back.</summary>
    [Parameter, EditorRequired] public required EventCallback<Redemption> OnDone { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Together => Redemption.ParentId is not null || Redemption.Kind == RedemptionKind.Combined;

    private string Consequence => Together
        ? "Everything that was redeemed together is taken back together. This cannot be undone."
        : Redemption.DiscountAmount > 0
        ? $"{Format.Money(Redemption.DiscountAmount)} of discount is taken back. This cannot be undone."
        : "Nothing came off with this use. Taking it back cannot be undone.";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _keepsOrder = (await stacking.GetAsync()).RollbackOrderMode == RollbackOrderMode.WithoutOrder;

    private async Task RollBackAsync()
    {
        var call = await _input.CallAsync(member);
        var done = await support.RollBackAsync(new RollBackRedemption { RedemptionId = Redemption.ParentId ?? Redemption.Id, Whole = true, Caller = call.Caller }, call);
        _input.Refusal = done.Error;
        if (done.IsOk) await OnDone.InvokeAsync(done.Value.Stored);
    }
}
