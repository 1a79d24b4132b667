namespace PromoConsole.Identity.Members;

/// <summary>How somebody stands among the members.</summary>
public enum MemberState { Invited, Active, Disabled }

/// <param name="LinkExpiresAt">Until when the last link they were given works; null when none is open.</param>
public sealed record Member(
    string Id,
    string Email,
    string Name,
    string Role,
    MemberState State,
    bool HasTwoFactor,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SignedInAt,
    DateTimeOffset? LinkExpiresAt);

/// <param name="Path">Of the page behind the link. It holds the secret: shown once, kept nowhere.</param>
public sealed record IssuedLink(string Email, string Path, DateTimeOffset ExpiresAt);
