namespace PromoConsole.Identity;

/// <summary>The roles a member or an API key can have; <see cref="Permissions"/> says what each may do.</summary>
public static class Roles
{
    public const string Owner = "Owner";
    public const string Marketer = "Marketer";
    public const string Support = "Support";
    public const string Analyst = "Analyst";
    public const string Cashier = "Cashier";

    /// <summary>Every role, most powerful first.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Marketer, Support, Analyst, Cashier];

    /// <summary>What the role is for, as one sentence for the person who assigns it.</summary>
    public static string Help(string role) => role switch
    {
        Owner => "May do everything, including settings, members and API keys.",
        Marketer => "Builds and launches campaigns, makes codes, reads reports. Cannot redeem.",
        Support => "Sees customers and their codes, redeems and rolls back for them.",
        Analyst => "Reads everything and exports reports. Changes nothing.",
        Cashier => "Redeems codes, and nothing else.",
        _ => "",
    };

    /// <summary>The role as it is spelled here, whatever the case it was typed in; null when there is none.</summary>
    public static string? Find(string typed) => All.FirstOrDefault(role => role.Equals(typed, StringComparison.OrdinalIgnoreCase));
}
