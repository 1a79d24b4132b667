using System.Data;
using System.Text;
using Microsoft.Data.SqlClient;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>One batch with its parameters. Types are named so that no column is converted and every lookup stays a seek.</summary>
internal sealed class SqlServerBatch
{
    private readonly StringBuilder _text = new();
    private readonly List<SqlParameter> _parameters = [];

    public SqlServerBatch Add(string sql)
    {
        _text.Append(sql).Append('\n');
        return this;
    }

    public SqlServerBatch Id(string name, string? value) => With(name, SqlDbType.VarChar, 64, value);

    /// <summary>ASCII text: counter keys, words.</summary>
    public SqlServerBatch Word(string name, string? value) => With(name, SqlDbType.VarChar, 140, value);

    public SqlServerBatch Text(string name, string? value, int size = 255) => With(name, SqlDbType.NVarChar, size, value);

    /// <summary>A document of any length.</summary>
    public SqlServerBatch Document(string name, string? value) => With(name, SqlDbType.NVarChar, -1, value);

    public SqlServerBatch Number(string name, long? value) => With(name, SqlDbType.BigInt, 0, value);

    public SqlServerBatch Whole(string name, int? value) => With(name, SqlDbType.Int, 0, value);

    public SqlServerBatch Flag(string name, bool value) => With(name, SqlDbType.Bit, 0, value);

    public SqlServerBatch Day(string name, DateOnly? value) => With(name, SqlDbType.Date, 0, value);

    public SqlServerBatch At(string name, DateTimeOffset value) => With(name, SqlDbType.DateTimeOffset, 0, value);

    public SqlCommand On(SqlConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = _text.ToString();
        command.Parameters.AddRange([.. _parameters]);
        return command;
    }

    public async Task RunAsync(SqlConnection connection, CancellationToken ct)
    {
        await using var command = On(connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private SqlServerBatch With(string name, SqlDbType type, int size, object? value)
    {
        _parameters.Add(new SqlParameter(name, type) { Size = size, Value = value ?? DBNull.Value });
        return this;
    }
}
