namespace PromoConsole.CommandLine;

/// <summary>What the operator asked the program to do.</summary>
public abstract record Command
{
    private protected Command() { } // closed: every command lives in this file

    /// <summary>Settings given as arguments, as <c>--Section:Key=value</c>; they win over files and environment.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}

/// <summary>Serve pages and API until stopped.</summary>
public sealed record Serve : Command;

/// <summary>Bring the database to this program's schema, then end.</summary>
public sealed record Migrate : Command;

/// <summary>Load the demo store, then end.</summary>
public sealed record LoadDemo : Command;

/// <summary>Make an API key and print it.</summary>
public sealed record NewKey(string Name, string Role) : Command;

/// <summary>Invite a member and print the one-time link.</summary>
public sealed record NewUser(string Email, string Role) : Command;

/// <summary>Print a one-time link with which a member chooses a new password.</summary>
public sealed record ResetPassword(string Email) : Command;

/// <summary>Print what can be given.</summary>
public sealed record ShowHelp : Command;

/// <summary>The arguments make no sense.</summary>
/// <param name="Problem">One sentence saying which and why.</param>
public sealed record Misunderstood(string Problem) : Command;
