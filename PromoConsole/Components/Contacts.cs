using System.Diagnostics.CodeAnalysis;

namespace PromoConsole.Components;

/// <summary>Contact data as a role sees it: whoever only reads sees that there are some, not what they are.</summary>
internal static class Contacts
{
    /// <summary>"o•••@poczta.example" unless all may be seen.</summary>
    public static string? Email(string? email, bool all) =>
        all || email is null ? email : email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{email[0]}•••{email[at..]}" : "•••";

    /// <summary>A name that may be an address or a number, for want of another: then it is masked like one unless all may be seen.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? Shown(string? name, bool all) =>
        all || name is null ? name : name.Contains('@', StringComparison.Ordinal) ? Email(name, false) : IsPhone(name) ? Phone(name, false) : name;

    private static bool IsPhone(string name) => name.Count(char.IsAsciiDigit) >= 7 && name.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')' or '/' or '.');

    /// <summary>"••• 14" unless all may be seen.</summary>
    public static string? Phone(string? phone, bool all) => all || phone is null ? phone : phone.Length > 4 ? "••• " + phone[^2..] : "•••";
}
