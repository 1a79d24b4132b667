namespace PromoConsole.Pages.Customers;

/// <summary>Contact data as a role sees it: whoever only reads sees that there are some, not what they are.</summary>
internal static class Contacts
{
    /// <summary>"o•••@poczta.example" unless all may be seen.</summary>
    public static string? Email(string? email, bool all) =>
        all || email is null ? email : email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{email[0]}•••{email[at..]}" : "•••";

    /// <summary>"••• 14" unless all may be seen.</summary>
    public static string? Phone(string? phone, bool all) => all || phone is null ? phone : phone.Length > 4 ? "••• " + phone[^2..] : "•••";
}
