using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Storage.Sqlite;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Identity.Members;

/// <param name="Users">Identity's own operations, inside the transaction.</param>
internal sealed record MemberWork(PromoIdentityDbContext Db, UserManager<PromoUser> Users);

/// <summary>
/// Changes to members: each in a transaction of its own that sees no other change half done, so that two owners cannot remove each other.
/// Commits only when the work succeeds.
/// </summary>
internal sealed class MemberWrites(IServiceScopeFactory scopes, IServiceProvider services)
{
    private const int Tries = 5;

    public async Task<Result<T>> WriteAsync<T>(Func<MemberWork, Task<Result<T>>> work, CancellationToken ct = default)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await TryAsync(work, ct);
            }
            catch (Exception failure) when (left > 1 && DbFailures.IsCollision(failure))
            {
                // Somebody else was faster; the work starts again on what they left.
            }
        }
    }

    private async Task<Result<T>> TryAsync<T>(Func<MemberWork, Task<Result<T>>> work, CancellationToken ct)
    {
        using var turn = services.GetService<SqliteGate>() is { } gate ? await gate.EnterAsync(ct) : (IDisposable?)null;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PromoIdentityDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var result = await work(new MemberWork(db, scope.ServiceProvider.GetRequiredService<UserManager<PromoUser>>()));
        if (result.IsOk) await transaction.CommitAsync(ct);
        return result;
    }
}
