using PromoConsole.Engine.Storage.Sqlite;

namespace PromoConsole.Engine.Storage;

public enum DatabaseProvider { Sqlite, SqlServer }

/// <summary>Where the engine keeps its data.</summary>
public sealed record PromoEngineOptions
{
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Everything a SQLite instance keeps lies here; created when missing.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Required for SQL Server; on SQLite it overrides <see cref="DataFolder"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>SQLite: length of the write-ahead log from which it is folded into the database beside the writers, in pages of 4 KiB.</summary>
    internal int FoldFromPages { get; init; } = 20_000;

    /// <summary>The connection string that is used in the end.</summary>
    internal string ResolvedConnectionString => ConnectionString ?? Provider switch
    {
        DatabaseProvider.Sqlite when DataFolder is not null => SqliteDatabase.ConnectionStringOf(Path.Combine(DataFolder, "promoconsole.db")),
        DatabaseProvider.Sqlite => throw new InvalidOperationException("SQLite needs a data folder or a connection string."),
        _ => throw new InvalidOperationException("SQL Server needs a connection string (ConnectionStrings:PromoConsole)."),
    };
}
