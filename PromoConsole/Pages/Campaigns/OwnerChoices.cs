using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Campaigns;

/// <summary>Who can look after a campaign: every member who may sign in.</summary>
public sealed class OwnerChoices
{
    private readonly MemberService _members;

    internal OwnerChoices(MemberService members) => _members = members;

    /// <summary>E-mail addresses, in order.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken ct = default) =>
        [.. (await _members.ListAsync(ct)).Where(member => member.State != MemberState.Disabled).Select(member => member.Email).Order(StringComparer.OrdinalIgnoreCase)];
}
