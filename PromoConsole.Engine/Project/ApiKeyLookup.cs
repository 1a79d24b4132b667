using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>
/// Recognises keys at every call of the shop: without a query while a key is remembered, and without a write, as when keys were last used
/// is collected here and written now and then.
/// </summary>
public sealed class ApiKeyLookup(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    /// <summary>How long a key read once is believed: within this time a revocation reaches the other instances.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Remembered> _remembered = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _usedAt = new();
    private volatile RememberedOrigins? _origins;

    /// <summary>The key this pair belongs to; null when there is none, it was revoked, or it has expired.</summary>
    /// <param name="id">The application id as sent.</param>
    /// <param name="secret">As sent; compared by hash in constant time.</param>
    public async ValueTask<ApiKey?> FindAsync(string id, string secret, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var key = _remembered.TryGetValue(id, out var known) && now - known.At < Memory ? known.Key : await ReadAsync(id, now, ct);

        // Compared also when there is no such key, so that the time taken does not tell.
        var isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(ApiKeyService.Hash(secret)),
            Encoding.ASCII.GetBytes(key?.SecretHash ?? ApiKeyService.Hash("")));
        if (key is null || !isRight || key.RevokedAt is not null || key.ExpiresAt <= now) return null;

        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (!_usedAt.TryGetValue(id, out var last) || last < minute) _usedAt[id] = minute;
        return key;
    }

    /// <summary>The origins of all public keys that work, folded: what a browser may be told before it sends a key. Read at most once in <see cref="Memory"/>.</summary>
    public async ValueTask<IReadOnlySet<string>> OriginsAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        if (_origins is { } known && now - known.At < Memory) return known.All;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var keys = await db.ApiKeys.AsNoTracking()
            .Where(key => key.Kind == ApiKeyKind.Public && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now))
            .Select(key => key.Origins).ToListAsync(ct);
        var all = keys.SelectMany(origins => origins ?? []).ToHashSet(StringComparer.Ordinal);
        _origins = new(all, now);
        return all;
    }

    /// <summary>Drops what is remembered of a key, so that the next call reads it again.</summary>
    public void Forget(string id)
    {
        _remembered.TryRemove(id, out _);
        ForgetOrigins();
    }

    /// <summary>A key was made: its pages may ask at once.</summary>
    public void ForgetOrigins() => _origins = null;

    /// <summary>Writes when keys were last used, all in one transaction; nothing when none was.</summary>
    public async Task WriteUsesAsync(CancellationToken ct = default)
    {
        var uses = _usedAt.ToArray();
        if (uses.Length == 0) return;
        await writes.WriteAsync<int>(async (db, token) =>
        {
            foreach (var (id, at) in uses)
            {
                await db.ApiKeys
                    .Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < at))
                    .ExecuteUpdateAsync(key => key.SetProperty(k => k.LastUsedAt, at), token);
            }

            return uses.Length;
        }, ct);
        foreach (var use in uses) _usedAt.TryRemove(use); // unless it was used again meanwhile
    }

    private async Task<ApiKey?> ReadAsync(string id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, ct);
        if (key is not null) _remembered[id] = new Remembered(key, now); // unknown ids are not kept: anybody can make up any number
        return key;
    }

    private sealed record Remembered(ApiKey Key, DateTimeOffset At);

    private sealed record RememberedOrigins(IReadOnlySet<string> All, DateTimeOffset At);
}
