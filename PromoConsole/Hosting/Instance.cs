using PromoConsole.Engine.Storage;

namespace PromoConsole.Hosting;

/// <summary>Where this instance keeps what it knows.</summary>
/// <param name="DataFolder">Absolute. Database and keys (on SQLite) and files.</param>
/// <param name="Database">Holds the engine's tables and the members.</param>
internal sealed record Instance(string DataFolder, PromoEngineOptions Database)
{
    /// <summary>Setting for <see cref="DataFolder"/>. A relative one is resolved against <see cref="Home"/>.</summary>
    public const string DataFolderKey = "PromoConsole:DataFolder";

    /// <summary>Setting for the address people reach this instance at, used in links; default is where it listens.</summary>
    public const string PublicAddressKey = "PromoConsole:PublicAddress";

    /// <summary>Setting that names the database product: <c>Sqlite</c> (default) or <c>SqlServer</c>.</summary>
    public const string ProviderKey = "Database:Provider";

    /// <summary>Setting for the connection string, needed on SQL Server only.</summary>
    public const string ConnectionStringKey = "ConnectionStrings:PromoConsole";

    public bool IsSqlite => Database.Provider == DatabaseProvider.Sqlite;

    /// <summary>The one folder relative paths start from, wherever the program is started from: the project's folder in a checkout,
    /// so that a rebuild or another configuration keeps its data, and the program's own folder once it is published.</summary>
    public static string Home { get; } = FindHome();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartupProblem">They contradict each other or lack something.</exception>
    public static Instance Of(IConfiguration settings)
    {
        var folder = Path.GetFullPath(settings[DataFolderKey] is { Length: > 0 } chosen ? chosen : "data", Home);
        var connectionString = settings[ConnectionStringKey];
        return (settings[ProviderKey] ?? "Sqlite").ToUpperInvariant() switch
        {
            "SQLITE" => new(folder, new() { DataFolder = folder }),
            "SQLSERVER" when string.IsNullOrWhiteSpace(connectionString) =>
                throw new StartupProblem($"{ProviderKey} is SqlServer, so {ConnectionStringKey} must hold its connection string."),
            "SQLSERVER" => new(folder, new() { Provider = DatabaseProvider.SqlServer, ConnectionString = connectionString }),
            _ => throw new StartupProblem($"{ProviderKey} is \"{settings[ProviderKey]}\"; it can be Sqlite or SqlServer."),
        };
    }

    /// <summary>Makes the data folder, open to this account only where the system knows such a thing.</summary>
    /// <exception cref="StartupProblem">It cannot be made or written to.</exception>
    public void EnsureDataFolder()
    {
        try
        {
            if (OperatingSystem.IsWindows() || Directory.Exists(DataFolder)) Directory.CreateDirectory(DataFolder);
            else Directory.CreateDirectory(DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            var probe = Path.Combine(DataFolder, $".write-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem($"The data folder {DataFolder} cannot be written to: {problem.Message}", problem);
        }
    }

    private static string FindHome()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PromoConsole.csproj"))) return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
