using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Settings;

/// <summary>What can be done about one member.</summary>
public sealed partial class MemberDialog(CurrentMember current, Toasts toasts)
{
    private string _role = "";
    private string? _problem;
    private bool _busy;

    [Inject] private MemberService Members { get; set; } = default!;

    /// <summary>The member.</summary>
    [Parameter, EditorRequired] public required Member Member { get; set; }

    /// <summary>Something was changed.</summary>
    [Parameter, EditorRequired] public required EventCallback OnChanged { get; set; }

    /// <summary>A link was made; it is shown only now.</summary>
    [Parameter, EditorRequired] public required EventCallback<IssuedLink> OnLink { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _role = Member.Role;

    private async Task ChangeRoleAsync() => await DoneAsync(
        await BusyAsync(async () => await Members.ChangeRoleAsync(Member.Id, _role, await current.CallerAsync())),
        $"{Member.Email} is {_role} now");

    private async Task ToggleAsync()
    {
        var disable = Member.State != MemberState.Disabled;
        await DoneAsync(
            await BusyAsync(async () => await Members.SetDisabledAsync(Member.Id, disable, await current.CallerAsync())),
            disable ? $"{Member.Email} may not sign in any more" : $"{Member.Email} may sign in again");
    }

    private async Task RemoveTwoFactorAsync() => await DoneAsync(
        await BusyAsync(async () => await Members.RemoveTwoFactorAsync(Member.Id, await current.CallerAsync())),
        $"Two-factor sign-in is off for {Member.Email}");

    private async Task NewLinkAsync()
    {
        var made = await BusyAsync(async () => await Members.NewLinkAsync(Member.Id, await current.CallerAsync()));
        _problem = made.Error?.Message;
        if (!made.IsOk) return;
        await OnChanged.InvokeAsync();
        await OnLink.InvokeAsync(made.Value);
    }

    private async Task<Result<T>> BusyAsync<T>(Func<Task<Result<T>>> work)
    {
        _busy = true;
        try
        {
            return await work();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task DoneAsync<T>(Result<T> result, string says)
    {
        _problem = result.Error?.Message;
        if (!result.IsOk) return;
        toasts.Show(says);
        await OnChanged.InvokeAsync();
        await OnClose.InvokeAsync();
    }
}
