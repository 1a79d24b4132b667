using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Writes on SQLite: one at a time through the gate, each in an immediate transaction.</summary>
internal sealed class SqliteWrites(IDbContextFactory<PromoDbContext> contexts, SqliteGate gate, SqliteCheckpoints checkpoints, TimeProvider time) : IWrites
{
    public async Task<Result<T>> WriteAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default) =>
        await RunAsync(work, exclusive: false, ct) ?? await ExclusiveAsync(work, ct);

    public async Task<Result<T>> ExclusiveAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default) =>
        (await RunAsync(work, exclusive: true, ct))!;

    private async Task<Result<T>?> RunAsync<T>(
        Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, bool exclusive, CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(SqliteDatabase.WriterPragmas, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct); // immediate: nothing else can write from here on
        if (exclusive) await WriteSteps.RaiseCatalogueVersionAsync(db, ct);
        var result = await WriteSteps.RunAsync(db, work, exclusive, time, ct);
        if (result is not { IsOk: true }) return result;
        await transaction.CommitAsync(ct);
        checkpoints.Committed();
        return result;
    }
}
