using Microsoft.Data.Sqlite;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>The prepared statements of one connection, gone with it.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteStatement> _prepared = [];

    public SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(connection, sql);
        _prepared.Add(statement);
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _prepared) statement.Release();
    }
}
