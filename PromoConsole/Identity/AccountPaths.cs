namespace PromoConsole.Identity;

/// <summary>Where the pages lie that somebody who is not signed in can be sent to.</summary>
public static class AccountPaths
{
    public const string Setup = "/setup";
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Denied = "/account/denied";
    public const string Join = "/account/join";

    /// <summary>Query parameter with the page to go on to.</summary>
    public const string ReturnTo = "returnUrl";

    /// <summary>The address if it is a page of this host, else home: a link must not lead elsewhere after signing in.</summary>
    public static string Local(string? address) =>
        address is { Length: > 0 } && address[0] == '/' && !(address.Length > 1 && address[1] is '/' or '\\')
        && !address.Any(char.IsControl)
            ? address
            : "/";
}
