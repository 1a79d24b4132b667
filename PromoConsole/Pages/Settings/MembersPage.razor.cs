using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Settings;

/// <summary>Who may sign in and as what.</summary>
public sealed partial class MembersPage(TimeProvider time)
{
    private DataTable<Member>? _table;
    private Member? _open;
    private IssuedLink? _link;
    private bool _inviting;

    [Inject] private MemberService Members { get; set; } = default!;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task<TablePage<Member>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var all = await Members.ListAsync(ct);
        return new([.. all.Skip(query.Skip).Take(query.Take)], all.Count);
    }

    private async Task InvitedAsync(IssuedLink link)
    {
        _inviting = false;
        _link = link;
        await ReloadAsync();
    }

    private void ShowLink(IssuedLink link) => (_open, _link) = (null, link);

    private Task ReloadAsync() => _table?.ReloadAsync() ?? Task.CompletedTask;

    private static string IconOf(Member one) => one.State switch
    {
        MemberState.Invited => "mail",
        MemberState.Disabled => "stop",
        _ => "user",
    };

    private string? HintOf(Member one) => one switch
    {
        { State: MemberState.Invited, LinkExpiresAt: { } until } => $"link works {Format.Relative(until, time.GetUtcNow())}".Replace("works in", "works for", StringComparison.Ordinal),
        { State: MemberState.Invited } => "link expired",
        { LinkExpiresAt: not null } => "has a link for a new password",
        _ => null,
    };
}
