using System.Security.Cryptography;
using System.Text;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Tracking ids: an irreversible hash by which a visitor is recognised again without a customer id.</summary>
/// <param name="secret">The project's random bytes.</param>
internal sealed class Tracking(byte[] secret)
{
    private const string Prefix = "track_";

    /// <summary>Of what the shop knows the visitor by; a tracking id stays itself.</summary>
    public string? IdOf(string? known) =>
        string.IsNullOrEmpty(known) ? null
        : known.StartsWith(Prefix, StringComparison.Ordinal) ? known
        : Prefix + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(known)))[..32];

    /// <summary>Opens one thing for whoever holds it: nobody can make it up.</summary>
    public string TokenOf(string what) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(what)));

    public string? IdOf(Redemption stored) => IdOf(stored.Detail.TrackingId ?? stored.Detail.CustomerSourceId);
}
