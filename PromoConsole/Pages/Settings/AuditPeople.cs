using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Settings;

/// <summary>Who the audit log speaks of: members, by their id where they were changed and by their e-mail address where they changed something.</summary>
internal sealed class AuditPeople(IReadOnlyList<Member> members)
{
    private readonly Dictionary<string, Member> _known = members.Select(member => (Key: member.Id, member)).Concat(members.Select(member => (Key: member.Email, member)))
        .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(pairs => pairs.Key, pairs => pairs.First().member, StringComparer.OrdinalIgnoreCase);

    public static AuditPeople None { get; } = new([]);

    public bool IsMember(string idOrEmail) => _known.ContainsKey(idOrEmail);

    /// <summary>The member's name, or the e-mail address of one who gave none; anything else, such as the name of an API key, as it is.</summary>
    public string Of(string idOrEmail) => !_known.TryGetValue(idOrEmail, out var member) ? idOrEmail : member.Name.Length > 0 ? member.Name : member.Email;

    /// <summary>The e-mail address below the name; null where the name is all there is.</summary>
    public string? NoteOf(string idOrEmail) => _known.TryGetValue(idOrEmail, out var member) && member.Name.Length > 0 ? member.Email : null;
}
