using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Writes on SQL Server: side by side, except that an exclusive one waits for every redemption in flight and keeps new ones out.</summary>
internal sealed class SqlServerWrites(IDbContextFactory<PromoDbContext> contexts, TimeProvider time) : IWrites
{
    private const string LockExclusively = """
        DECLARE @got int;
        EXEC @got = sp_getapplock @Resource = N'PromoConsole.Catalogue', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 30000;
        IF @got < 0 THROW 50001, N'The catalogue lock was not granted within 30 seconds.', 1;
        """;

    public async Task<Result<T>> WriteAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default) =>
        await RunAsync(work, exclusive: false, ct) ?? await ExclusiveAsync(work, ct);

    public async Task<Result<T>> ExclusiveAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default) =>
        (await RunAsync(work, exclusive: true, ct))!;

    private async Task<Result<T>?> RunAsync<T>(
        Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, bool exclusive, CancellationToken ct)
    {
        await using var outer = await contexts.CreateDbContextAsync(ct);
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            await using var db = await contexts.CreateDbContextAsync(token); // each attempt starts with nothing tracked
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (exclusive)
            {
                await db.Database.ExecuteSqlRawAsync(LockExclusively, token);
                await WriteSteps.RaiseCatalogueVersionAsync(db, token);
            }

            var result = await WriteSteps.RunAsync(db, work, exclusive, time, token);
            if (result is { IsOk: true }) await transaction.CommitAsync(token);
            return result;
        }, ct);
    }
}
