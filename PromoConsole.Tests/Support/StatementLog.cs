using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Tests.Support;

/// <summary>Sees what EF Core sends to the database, to tell what is read for nothing.</summary>
public sealed class StatementLog : DbCommandInterceptor
{
    private volatile ConcurrentQueue<string>? _seen;

    /// <summary>Lets the contexts of an engine tell it.</summary>
    public void Watch(IServiceCollection services)
    {
        services.ConfigureDbContext<SqlitePromoDbContext>(db => db.AddInterceptors(this));
        services.ConfigureDbContext<SqlServerPromoDbContext>(db => db.AddInterceptors(this));
    }

    /// <summary>The statements that name a table while something is done.</summary>
    public async Task<IReadOnlyList<string>> OnAsync(string table, Func<Task> work)
    {
        var seen = _seen = new();
        await work();
        _seen = null;
        return [.. seen.Where(statement => statement.Contains($"\"{table}\"", StringComparison.Ordinal) || statement.Contains($"[{table}]", StringComparison.Ordinal))];
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _seen?.Enqueue(command.CommandText);
        return new(result);
    }
}
