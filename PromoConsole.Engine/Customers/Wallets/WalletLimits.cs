using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>How much of the usual limits of a wallet's campaigns is used.</summary>
/// <remarks>Limits inside a rule depend on the cart and are left to a check of the code.</remarks>
internal sealed class WalletLimits
{
    private readonly Catalogue _catalogue;
    private readonly string _customerId;
    private readonly IReadOnlyDictionary<string, long> _counters;

    private WalletLimits(Catalogue catalogue, string customerId, IReadOnlyDictionary<string, long> counters)
    {
        _catalogue = catalogue;
        _customerId = customerId;
        _counters = counters;
    }

    public static async Task<WalletLimits> LoadAsync(
        PromoDbContext db, IReadOnlyCollection<VoucherFacts> vouchers, Catalogue catalogue, string customerId, CancellationToken ct)
    {
        var keys = vouchers.SelectMany(voucher => Keys(voucher, catalogue, customerId)).Distinct().ToList();
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(500))
            foreach (var counter in await db.Counters.AsNoTracking().Where(c => chunk.Contains(c.Key)).ToListAsync(ct))
                counters[counter.Key] = counters.GetValueOrDefault(counter.Key) + counter.Value;
        return new(catalogue, customerId, counters);
    }

    /// <summary>What the limits per customer leave; null without one.</summary>
    public long? UsesLeft(VoucherFacts voucher)
    {
        if (voucher.CampaignId is not { } campaign || _catalogue.Campaign(campaign)?.Newest?.Setup.Limits is not { } limits) return null;
        var ofCampaign = limits.RedemptionsPerCustomer - Count(CounterKeys.CampaignRedemptionsOf(campaign, _customerId));
        var ofCode = limits.RedemptionsPerCustomerPerCode - Count(CounterKeys.CodeRedemptionsOf(voucher.Id, _customerId));
        return ofCampaign is null ? ofCode : ofCode is null || ofCampaign < ofCode ? ofCampaign : ofCode;
    }

    /// <summary>What the campaign as a whole has run out of; null while there is some left.</summary>
    public string? Exhausted(VoucherFacts voucher)
    {
        if (voucher.CampaignId is not { } campaign || _catalogue.Campaign(campaign)?.Newest?.Setup.Limits is not { } limits) return null;
        if (limits.Redemptions <= Count(CounterKeys.CampaignRedemptions(campaign))) return "The campaign's redemptions are used up";
        return limits.DiscountedAmount <= Count(CounterKeys.CampaignDiscounted(campaign)) ? "The campaign's budget is used up" : null;
    }

    private long Count(string key) => _counters.GetValueOrDefault(key);

    private static IEnumerable<string> Keys(VoucherFacts voucher, Catalogue catalogue, string customerId) =>
        voucher.CampaignId is { } campaign && catalogue.Campaign(campaign)?.Newest is { } version
            ? version.Terms.Counters.Keys(campaign, voucher.Id, customerId)
            : [];
}
