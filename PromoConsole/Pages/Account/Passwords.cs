using PromoConsole.Identity;

namespace PromoConsole.Pages.Account;

/// <summary>What the pages say about passwords.</summary>
internal static class Passwords
{
    /// <summary>The rules, before anything is typed.</summary>
    public static string Rules { get; } =
        $"At least {IdentityServices.PasswordLength} characters, {IdentityServices.PasswordDistinct} of them different, without your e-mail address. A short sentence is good.";

    /// <summary>What is wrong with a password typed twice; null when nothing is.</summary>
    public static string? Problem(string? password, string? repeated) =>
        string.IsNullOrEmpty(password) ? "Choose a password." : password != repeated ? "The two passwords are not the same." : null;
}
