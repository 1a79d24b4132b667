using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Distribution;

/// <summary>Tells which codes a customer was given.</summary>
public sealed class GivenCodes(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>Those of the codes, as typed, that were published to the customer; asked in the same way whether or not they exist.</summary>
    /// <param name="customer">Null, or one who names no id, was given nothing.</param>
    public async Task<IReadOnlySet<string>> AmongAsync(CustomerInput? customer, IReadOnlyList<string> codes, CancellationToken ct = default)
    {
        if (customer is null || codes.Count == 0) return new HashSet<string>();
        var (id, source) = (CustomerMerge.PlatformId(customer), CustomerMerge.SourceId(customer));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ignoresCase = await VoucherService.IgnoresCaseAsync(db, ct);
        var holder = (id ?? source) is { } named ? await CustomerIds.PlatformIdAsync(db, named, ct) : null;
        string KeyOf(string code) => CodeKeys.Key(code.Trim(), ignoresCase);
        string[] keys = [.. codes.Select(KeyOf).Distinct()];
        var given = await db.Vouchers.AsNoTracking()
            .Where(v => keys.Contains(v.CodeKey) && holder != null && (v.HolderId == holder || db.Publications.Any(p => p.VoucherId == v.Id && p.CustomerId == holder)))
            .Select(v => v.CodeKey).ToListAsync(ct);
        return codes.Where(code => given.Contains(KeyOf(code))).ToHashSet(StringComparer.Ordinal);
    }
}
