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

    /// <summary>Role whose permissions the key has; the host knows which there are. A public key has none, whatever is said here.</summary>
    public required string Role { get; init; }

    public ApiKeyKind Kind { get; init; } = ApiKeyKind.Server;

    /// <summary>Of a public key: 1 to 20 pages that may use it.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

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
    /// <summary>Stands where the role of a public key would: no role is called so, and it may do nothing on the server's API.</summary>
    public const string NoRole = "Public";

    private const int NameLength = 200;

    /// <summary>All keys, newest first, revoked ones included.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ApiKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id).ToListAsync(ct);
    }

    /// <summary>Makes a key. Its secret is in the answer and nowhere else.</summary>
    /// <returns>The key with its secret; or <c>invalid_name</c>, <c>invalid_expiry</c>, <c>invalid_origin</c>.</returns>
    public Task<Result<CreatedApiKey>> CreateAsync(CreateApiKey request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var name = request.Name.Trim();
        if (name.Length is 0 or > NameLength || name.Any(char.IsControl))
            return Refused(new InvalidError("invalid_name", $"Give the key a name of up to {NameLength} characters.") { Field = "name" });
        if (request.ExpiresAt <= now)
            return Refused(new InvalidError("invalid_expiry", "The key would have expired already: choose a later end.") { Field = "expires_at" });

        IReadOnlyList<string>? origins = null;
        if (request.Kind == ApiKeyKind.Public)
        {
            var read = ApiKeyOrigins.Of(request.Origins);
            if (!read.IsOk) return Refused(read.Error);
            origins = read.Value;
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return CreateAsync(async (db, token) =>
        {
            var key = new ApiKey
            {
                Id = Ids.New("app_", now),
                Name = name,
                SecretHash = Hash(secret),
                Role = request.Kind == ApiKeyKind.Public ? NoRole : request.Role,
                Kind = request.Kind,
                Origins = origins,
                CreatedBy = request.Caller.Name,
                CreatedAt = now,
                ExpiresAt = request.ExpiresAt,
            };
            db.ApiKeys.Add(key);
            db.Audit.Record(now, request.Caller.Name, "api_key.created", key.Id, after: Told(key));
            await db.SaveChangesAsync(token);
            return new CreatedApiKey(key, secret);
        });

        async Task<Result<CreatedApiKey>> CreateAsync(Func<PromoDbContext, CancellationToken, Task<Result<CreatedApiKey>>> work)
        {
            var made = await writes.WriteAsync(work, ct);
            lookup.ForgetOrigins();
            return made;
        }

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
    private static object Told(ApiKey key) => new { key.Name, key.Kind, key.Role, key.Origins, key.ExpiresAt, key.RevokedAt };
}
