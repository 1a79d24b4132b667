using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>How much of the usual limits of a wallet's campaigns is used.</summary>
/// <remarks>Limits inside a rule depend on the cart and are left to a check of the code.</remarks>
internal sealed class WalletLimits
{
    private readonly Catalogue _catalogue;
    private readonly string _customerId;
    private readonly IReadOnlyDictionary<string, long> _counters;

    private readonly PeriodKeys _periods;

    private WalletLimits(Catalogue catalogue, string customerId, IReadOnlyDictionary<string, long> counters, PeriodKeys periods)
    {
        _periods = periods;
        _catalogue = catalogue;
        _customerId = customerId;
        _counters = counters;
    }

    public static async Task<WalletLimits> LoadAsync(
        PromoDbContext db, IReadOnlyCollection<VoucherFacts> vouchers, Catalogue catalogue, string customerId, DateTimeOffset now, CancellationToken ct)
    {
        var periods = PeriodKeys.Of(now, catalogue.Project);
        var keys = vouchers.SelectMany(voucher => Keys(voucher, catalogue, customerId, periods)).Distinct().ToList();
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(500))
            foreach (var counter in await db.Counters.AsNoTracking().Where(c => chunk.Contains(c.Key)).ToListAsync(ct))
                counters[counter.Key] = counters.GetValueOrDefault(counter.Key) + counter.Value;
        return new(catalogue, customerId, counters, periods);
    }

    /// <summary>What the limits per customer leave; null without one.</summary>
    public long? UsesLeft(VoucherFacts voucher)
    {
        if (voucher.CampaignId is not { } campaign || _catalogue.Campaign(campaign)?.Newest?.Setup.Limits is not { } limits) return null;
        var left = limits.All.Where(limit => limit.Measure.Scope() is BudgetScope.CampaignCustomer or BudgetScope.IncentiveCustomer)
            .Select(limit => (long?)(limit.Limit - Count(limit.Measure, campaign, voucher.Id)));
        return left.Min();
    }

    /// <summary>What the campaign as a whole has run out of; null while there is some left.</summary>
    public string? Exhausted(VoucherFacts voucher)
    {
        if (voucher.CampaignId is not { } campaign || _catalogue.Campaign(campaign)?.Newest?.Setup.Limits is not { } limits) return null;
        foreach (var (measure, limit) in limits.All.Where(limit => limit.Measure.Scope() == BudgetScope.Campaign))
        {
            if (limit > Count(measure, campaign, voucher.Id)) continue;
            var period = measure.Period() switch { BudgetPeriod.Day => " for today", BudgetPeriod.Week => " of this week", BudgetPeriod.Month => " of this month", _ => "" };
            return measure.Sum() == BudgetSum.Redemptions ? $"The campaign's redemptions{period} are used up" : "The campaign's budget is used up";
        }

        return null;
    }

    private long Count(BudgetMeasure measure, string campaignId, string voucherId) =>
        CounterKeys.Of(measure, new CounterScope(campaignId, voucherId, _customerId, null, null, _periods)) is { } key ? _counters.GetValueOrDefault(key) : 0;

    private static IEnumerable<string> Keys(VoucherFacts voucher, Catalogue catalogue, string customerId, PeriodKeys periods) =>
        voucher.CampaignId is { } campaign && catalogue.Campaign(campaign)?.Newest is { } version
            ? version.Terms.Counters.Keys(new CounterScope(campaign, voucher.Id, customerId, null, null, periods))
            : [];
}
