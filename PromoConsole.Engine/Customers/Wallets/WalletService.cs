using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>What a customer holds and what happened with it: the pages support works on.</summary>
public sealed class WalletService
{
    private readonly IDbContextFactory<PromoDbContext> _contexts;
    private readonly CatalogueStore _catalogues;
    private readonly TimeProvider _time;

    internal WalletService(IDbContextFactory<PromoDbContext> contexts, CatalogueStore catalogues, TimeProvider time) =>
        (_contexts, _catalogues, _time) = (contexts, catalogues, time);

    /// <summary>The newest codes given that are judged; nobody holds more at a time.</summary>
    public const int CodesLookedAt = 500;

    /// <summary>The newest uses that are looked at.</summary>
    public const int UsesLookedAt = 300;

    /// <summary>The codes given to a customer and the shared codes they used, judged now.</summary>
    /// <param name="customerId">Platform id; an unknown one has an empty wallet.</param>
    public async Task<Wallet> GetAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var given = await GivenAsync(db, customerId, ct);
        var uses = await UsesAsync(db, customerId, ct);
        var shortened = given.Count > CodesLookedAt || uses.Count > UsesLookedAt;

        var byVoucher = uses.Take(UsesLookedAt).ToLookup(use => use.VoucherId, use => use.Use);
        var held = given.Take(CodesLookedAt).ToDictionary(g => g.Voucher.Id, StringComparer.Ordinal);
        var others = byVoucher.Select(group => group.Key).Where(id => !held.ContainsKey(id)).ToList();
        foreach (var voucher in await Vouchers(db.Vouchers.Where(v => others.Contains(v.Id))).ToListAsync(ct))
            held[voucher.Id] = new Given(voucher, null);

        var catalogue = await _catalogues.AtLeastAsync(await db.Project.Select(p => p.CatalogueVersion).SingleAsync(ct), ct);
        var now = _time.GetUtcNow();
        var limits = await WalletLimits.LoadAsync(db, [.. held.Values.Select(g => g.Voucher)], catalogue, customerId, now, ct);
        var holds = await HoldsAsync(db, [.. held.Keys], now, ct);
        var cards = held.Values.Select(g => WalletCards.Of(
            new WalletFacts(
                g.Voucher, g.At is not null, g.At, [.. byVoucher[g.Voucher.Id]], limits.UsesLeft(g.Voucher), limits.Exhausted(g.Voucher))
            { Holds = [.. holds[g.Voucher.Id]] },
            catalogue, now));
        return new Wallet(
            [.. cards.OrderBy(card => card.State).ThenByDescending(card => card.LastUse?.At ?? card.PublishedAt ?? DateTimeOffset.MinValue)],
            catalogue.Names,
            shortened);
    }

    private static async Task<List<Given>> GivenAsync(PromoDbContext db, string customerId, CancellationToken ct)
    {
        var newest = await db.Publications.AsNoTracking()
            .Where(p => p.CustomerId == customerId).OrderByDescending(p => p.Id).Take(CodesLookedAt + 1)
            .Select(p => new { p.VoucherId, p.CreatedAt }).ToListAsync(ct);
        var ids = newest.ConvertAll(p => p.VoucherId);
        var vouchers = await Vouchers(db.Vouchers.Where(v => ids.Contains(v.Id))).ToDictionaryAsync(v => v.Id, ct);
        return [.. newest.Where(p => vouchers.ContainsKey(p.VoucherId)).Select(p => new Given(vouchers[p.VoucherId], p.CreatedAt))];
    }

    private static async Task<List<(string VoucherId, WalletUse Use)>> UsesAsync(PromoDbContext db, string customerId, CancellationToken ct)
    {
        var uses = await db.Redemptions.AsNoTracking()
            .Where(r => r.CustomerId == customerId && r.Kind == RedemptionKind.Redeemed && r.RolledBackById == null && r.VoucherId != null)
            .OrderByDescending(r => r.At).Take(UsesLookedAt + 1)
            .Select(r => new
            {
                VoucherId = r.VoucherId!, r.Id, r.At, r.DiscountAmount, r.OrderId,
                OrderSourceId = db.Orders.Where(o => o.Id == r.OrderId).Select(o => o.SourceId).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return uses.ConvertAll(u => (u.VoucherId, new WalletUse(u.Id, u.At, u.DiscountAmount, u.OrderId, u.OrderSourceId)));
    }

    private static async Task<ILookup<string, WalletHold>> HoldsAsync(PromoDbContext db, IReadOnlyList<string> voucherIds, DateTimeOffset now, CancellationToken ct) =>
        (await db.SessionLocks.AsNoTracking().Where(l => voucherIds.Contains(l.VoucherId) && l.ExpiresAt > now).OrderBy(l => l.CreatedAt).ToListAsync(ct))
        .ToLookup(l => l.VoucherId, l => new WalletHold(l.SessionKey, l.CreatedAt, l.ExpiresAt), StringComparer.Ordinal);

    private static IQueryable<VoucherFacts> Vouchers(IQueryable<Vouchers.Voucher> vouchers) =>
        vouchers.AsNoTracking().Select(v => new VoucherFacts(
            v.Id, v.Code, v.CampaignId, v.CampaignVersion, v.Terms, v.Active, v.StartsAt, v.EndsAt,
            v.RedemptionLimit, v.RedeemedQuantity, v.HolderId, v.PublishedAt));

    private sealed record Given(VoucherFacts Voucher, DateTimeOffset? At);
}
