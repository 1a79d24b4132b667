using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What sessions hold of a code right now, for those who look into why it is used up.</summary>
public sealed class SessionList(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    private const int Most = 50;

    /// <summary>Live holds, those that end first at the front; at most 50.</summary>
    /// <param name="voucherId"><c>v_…</c>.</param>
    public async Task<IReadOnlyList<SessionLock>> OfVoucherAsync(string voucherId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SessionLocks.AsNoTracking().Where(held => held.VoucherId == voucherId && held.ExpiresAt > now)
            .OrderBy(held => held.ExpiresAt).ThenBy(held => held.SessionKey).Take(Most).ToListAsync(ct);
    }
}
