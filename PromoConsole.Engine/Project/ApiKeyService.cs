using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>Makes a pair for a shop to call with.</summary>
public sealed record CreateApiKey
{
    /// <summary>For people: "Web shop". 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Role whose permissions the key has; the host knows which there are.</summary>
    public required string Role { get; init; }

    /// <summary>From when on it stops working; null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public required Caller Caller { get; init; }
}

/// <param name="Key">As stored.</param>
/// <param name="Secret">Known only now: the database keeps its hash.</param>
public sealed record CreatedApiKey(ApiKey Key, string Secret);

/// <summary>Makes, lists and revokes API keys. Every change is in the audit log.</summary>
public sealed class ApiKeyService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, ApiKeyLookup lookup, TimeProvider time)
{
    private const int NameLength = 200;

    /// <summary>All keys, newest first, revoked ones included.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ApiKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id).ToListAsync(ct);
    }

    /// <summary>Makes a key. Its secret is in the answer and nowhere else.</summary>
    /// <returns>The key with its secret; or <c>invalid_name</c>, <c>invalid_expiry</c>.</returns>
    public Task<Result<CreatedApiKey>> CreateAsync(CreateApiKey request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var name = request.Name.Trim();
        if (name.Length is 0 or > NameLength || name.Any(char.IsControl))
            return Refused(new InvalidError("invalid_name", $"Give the key a name of up to {NameLength} characters.") { Field = "name" });
        if (request.ExpiresAt <= now)
            return Refused(new InvalidError("invalid_expiry", "The key would have expired already: choose a later end.") { Field = "expires_at" });

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return writes.WriteAsync<CreatedApiKey>(async (db, token) =>
        {
            var key = new ApiKey
            {
                Id = Ids.New("app_", now),
                Name = name,
                SecretHash = Hash(secret),
                Role = request.Role,
                CreatedBy = request.Caller.Name,
                CreatedAt = now,
                ExpiresAt = request.ExpiresAt,
            };
            db.ApiKeys.Add(key);
            db.Audit.Record(now, request.Caller.Name, "api_key.created", key.Id, after: Told(key));
            await db.SaveChangesAsync(token);
            return new CreatedApiKey(key, secret);
        }, ct);

        static Task<Result<CreatedApiKey>> Refused(PromoError error) => Task.FromResult<Result<CreatedApiKey>>(error);
    }

    /// <summary>Stops a key for good. This instance refuses it at once, others within <see cref="ApiKeyLookup.Memory"/>.</summary>
    /// <returns>The key; or <c>not_found</c>. Revoking twice changes nothing.</returns>
    public async Task<Result<ApiKey>> RevokeAsync(string keyId, Caller caller, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var result = await writes.WriteAsync<ApiKey>(async (db, token) =>
        {
            var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId, token);
            if (key is null) return new NotFoundError("API key", keyId);
            if (key.RevokedAt is not null) return key;

            var before = Told(key);
            key.RevokedAt = now;
            db.Audit.Record(now, caller.Name, "api_key.revoked", key.Id, before: before, after: Told(key));
            await db.SaveChangesAsync(token);
            return key;
        }, ct);
        lookup.Forget(keyId);
        return result;
    }

    internal static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // What the audit log tells of a key: everything but the hash.
    private static object Told(ApiKey key) => new { key.Name, key.Role, key.ExpiresAt, key.RevokedAt };
}
