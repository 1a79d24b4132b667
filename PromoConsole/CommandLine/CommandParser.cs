using System.Net.Mail;
using PromoConsole.Hosting;
using PromoConsole.Identity;

namespace PromoConsole.CommandLine;

/// <summary>Reads the program's arguments. Everything not understood is refused: a mistyped option must not start a server.</summary>
public static class CommandParser
{
    // The tooling that starts the host for tests and migrations gives these.
    private static readonly string[] s_hostKeys = ["environment", "contentRoot", "applicationName"];

    /// <summary>The command, or <see cref="Misunderstood"/>.</summary>
    public static Command Parse(IReadOnlyList<string> arguments)
    {
        var words = new List<string>();
        var settings = new List<string>();
        string? role = null;

        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument is "--help" or "-h" or "-?") return new ShowHelp();
            if (!argument.StartsWith('-'))
            {
                words.Add(argument);
                continue;
            }

            var (name, value) = Split(argument);
            if (!IsKnown(name)) return new Misunderstood($"There is no option {argument}. See --help for those there are.");
            if (value is null && i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal)) value = arguments[++i];
            if (string.IsNullOrWhiteSpace(value)) return new Misunderstood($"The option --{name} needs a value.");

            if (Is(name, "role"))
            {
                role = Roles.Find(value);
                if (role is null) return new Misunderstood($"There is no role \"{value}\". The roles are {string.Join(", ", Roles.All)}.");
            }
            else if (Is(name, "data"))
            {
                // Arguments are relative to where they are typed; settings in files are not.
                settings.Add($"--{Instance.DataFolderKey}={Path.GetFullPath(value)}");
            }
            else if (Is(name, "urls") && Addresses.Problem(value) is { } problem)
            {
                return new Misunderstood(problem);
            }
            else
            {
                settings.Add($"--{name}={value}");
            }
        }

        return Command(words, role) with { Settings = settings };
    }

    private static Command Command(List<string> words, string? role)
    {
        Command command = words switch
        {
            [] => new Serve(),
            ["migrate"] => new Migrate(),
            ["demo"] => new LoadDemo(),
            ["key", "new", var name] when role is not null => new NewKey(name, role),
            ["key", "new", _] => new Misunderstood($"A key needs a role: add --role and one of {string.Join(", ", Roles.All)}."),
            ["key", "new"] => new Misunderstood("A key needs a name: PromoConsole key new NAME --role ROLE."),
            ["user", "new", var email] when !MailAddress.TryCreate(email, out _) => new Misunderstood($"\"{email}\" is not an e-mail address."),
            ["user", "new", var email] when role is not null => new NewUser(email, role),
            ["user", "new", _] => new Misunderstood($"A user needs a role: add --role and one of {string.Join(", ", Roles.All)}."),
            ["user", "new"] => new Misunderstood("A user needs an e-mail address: PromoConsole user new EMAIL --role ROLE."),
            ["user", "reset", var email] => new ResetPassword(email),
            ["user", "reset"] => new Misunderstood("Whose password? PromoConsole user reset EMAIL."),
            _ => new Misunderstood($"There is no command \"{string.Join(' ', words)}\". See --help for those there are."),
        };
        return role is not null && command is not (NewKey or NewUser or Misunderstood)
            ? new Misunderstood("The option --role belongs to the commands key new and user new.")
            : command;
    }

    private static (string Name, string? Value) Split(string option)
    {
        var name = option.TrimStart('-');
        var at = name.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (name, null) : (name[..at], name[(at + 1)..]);
    }

    private static bool IsKnown(string name) =>
        Is(name, "urls") || Is(name, "data") || Is(name, "role")
        || name.Contains(':', StringComparison.Ordinal)
        || s_hostKeys.Any(key => Is(name, key));

    private static bool Is(string name, string option) => name.Equals(option, StringComparison.OrdinalIgnoreCase);
}
