namespace PromoConsole.Identity;

/// <summary>A link that works once and for a while: with it a member chooses a password. Only the hash of its secret is kept.</summary>
public sealed class OneTimeLink
{
    /// <summary>SHA-256 of the secret, lower-case hex. The secret has 256 random bits, so a plain hash suffices.</summary>
    public required string SecretHash { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null while it was not used.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>The one row that says who set this instance up. Its fixed key is what lets only one of several first owners win.</summary>
public sealed class FirstOwner
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string UserId { get; init; }
}

/// <summary>An element of the data-protection key ring, kept in the database so that all instances share it.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }
}
