using PromoConsole.Identity;

namespace PromoConsole.CommandLine;

internal static class Help
{
    public static string Text { get; } = $"""
        PromoConsole: promotions from the browser, redeemed over HTTP.

        PromoConsole [options]                        serve until stopped
        PromoConsole migrate [options]                bring the database to this version, then end
        PromoConsole demo [options]                   load the demo store, then end
        PromoConsole key new NAME --role ROLE         make an API key; the last line printed is its id and secret
        PromoConsole user new EMAIL --role ROLE       invite a member; prints a link that works once
        PromoConsole user reset EMAIL                 print a link that works once to choose a new password

        Options
          --urls ADDRESS      where to listen, for example http://localhost:5080
          --data FOLDER       all this instance keeps: database, keys, files
          --role ROLE         {string.Join(", ", Roles.All)}
          --Section:Key=VALUE any setting of appsettings.json, for example --Database:Provider=SqlServer
          --help              this text

        Exit codes: 0 done, 1 could not be done, 2 the arguments make no sense.
        """;
}
