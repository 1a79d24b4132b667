namespace PromoConsole.Engine.Project;

/// <summary>A pair the shop calls with: application id and secret. Only the secret's hash is kept.</summary>
public sealed class ApiKey
{
    /// <summary>The application id.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Who calls with it. Default: the shop's server.</summary>
    public ApiKeyKind Kind { get; init; } = ApiKeyKind.Server;

    /// <summary>Of a public key: the pages that may use it, as <c>https://shop.example</c>; null for server keys.</summary>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>SHA-256 of the secret, lower-case hex. The secret has 256 random bits, so a plain hash suffices.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Role whose permissions the key has.</summary>
    public required string Role { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Null is never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute; null when never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Whether a page of this origin may use it; no page at all may use a server key.</summary>
    public bool Allows(string origin) => Origins?.Contains(ApiKeyOrigins.Folded(origin)) == true;
}

/// <summary>Server: a secret only the shop's server knows. Public: for browsers and apps, where everybody can read it. Stored as the word.</summary>
public enum ApiKeyKind { Server, Public }
