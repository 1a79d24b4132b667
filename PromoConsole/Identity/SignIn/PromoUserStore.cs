using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Identity.SignIn;

/// <summary>Identity's own store, but recovery codes are kept as hashes: each is as good as a password.</summary>
internal sealed class PromoUserStore(PromoIdentityDbContext db, IdentityErrorDescriber? describer = null)
    : UserStore<PromoUser, IdentityRole, PromoIdentityDbContext>(db, describer)
{
    public override Task ReplaceCodesAsync(PromoUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    public override Task<bool> RedeemCodeAsync(PromoUser user, string code, CancellationToken cancellationToken) =>
        RedeemHashedAsync(user, Hash(code), cancellationToken);

    // The base method removes the code by replacing the list through the method above, which would hash the hashes again.
    private async Task<bool> RedeemHashedAsync(PromoUser user, string hash, CancellationToken ct)
    {
        const string provider = "[AspNetUserStore]";
        const string name = "RecoveryCodes";
        var kept = (await GetTokenAsync(user, provider, name, ct) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!kept.Contains(hash)) return false;
        await base.ReplaceCodesAsync(user, kept.Where(other => other != hash), ct);
        return true;
    }

    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
