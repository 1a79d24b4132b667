using Microsoft.AspNetCore.Components;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Settings;

/// <summary>Asks whom to invite as what.</summary>
public sealed partial class InviteDialog(CurrentMember member)
{
    private string? _email;
    private string _role = Roles.Marketer;
    private string? _problem;
    private bool _busy;

    [Inject] private MemberService Members { get; set; } = default!;

    /// <summary>Somebody was invited; the link is shown only now.</summary>
    [Parameter, EditorRequired] public required EventCallback<IssuedLink> OnInvited { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    private async Task InviteAsync()
    {
        _busy = true;
        var invited = await Members.InviteAsync(_email?.Trim() ?? "", _role, await member.CallerAsync());
        _busy = false;
        _problem = invited.Error?.Message;
        if (invited.IsOk) await OnInvited.InvokeAsync(invited.Value);
    }
}
