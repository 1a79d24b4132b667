using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Concurrency;

/// <summary>Many callers at once, and the books that must balance afterwards.</summary>
internal static class Storm
{
    public const int Callers = 64;

    /// <summary>Each caller redeems again and again until everybody together has asked that often.</summary>
    public static async Task<List<Redemption>> OfAsync(IReadOnlyList<PromoWorld> instances, int requests, Func<int, RedeemRedeemables> request)
    {
        var next = -1;
        var answers = new List<Redemption>(requests);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                var answer = Some.Of(await instances[caller % instances.Count].Redemptions.RedeemAsync(request(i)));
                lock (answers) answers.Add(answer.Stored);
            }
        })));
        return answers;
    }

    public static int Accepted(this IEnumerable<Redemption> answers) => answers.Count(answer => answer.Kind is RedemptionKind.Redeemed or RedemptionKind.Combined);

    /// <summary>Every answer is on disk as given; counters, summaries and orders say what the redemptions say.</summary>
    public static async Task AssertBooksBalanceAsync(PromoDbContext db, IEnumerable<(string Id, RedemptionKind Kind)> answers)
    {
        var stored = await db.Redemptions.AsNoTracking().ToDictionaryAsync(r => r.Id);
        foreach (var (id, kind) in answers) Assert.Equal(kind, stored[id].Kind);

        var used = stored.Values.Where(r => r is { Kind: RedemptionKind.Redeemed, RolledBackById: null }).ToList();
        foreach (var counter in await db.Counters.AsNoTracking().Where(c => c.Shard == 0).ToListAsync())
        {
            var parts = counter.Key.Split(':');
            var counted = parts[0] switch
            {
                "cn" => used.Count(r => r.CampaignId == parts[1]),
                "cd" => used.Where(r => r.CampaignId == parts[1]).Sum(r => r.DiscountAmount),
                "cc" => used.Count(r => r.CampaignId == parts[1] && r.CustomerId == parts[2]),
                "co" => used.Where(r => r.CampaignId == parts[1]).Sum(r => r.OrderAmount),
                "vd" or "vu" or "vk" => used.Count(r => r.VoucherId == parts[1]),
                "vc" => used.Count(r => r.VoucherId == parts[1] && r.CustomerId == parts[2]),
                _ => -1L,
            };
            if (counted >= 0) Assert.Equal((counter.Key, counted), (counter.Key, counter.Value));
        }

        foreach (var voucher in await db.Vouchers.AsNoTracking().ToListAsync())
        {
            var uses = voucher.RedemptionLimit is not null
                ? voucher.RedeemedQuantity
                : await db.Counters.Where(c => c.Key == CounterKeys.CodeRedemptions(voucher.Id)).SumAsync(c => c.Value);
            Assert.Equal((voucher.Code, used.Count(r => r.VoucherId == voucher.Id)), (voucher.Code, (int)uses));
        }

        foreach (var kind in stored.Values.Where(r => !r.Kind.IsCombined()).GroupBy(r => (r.Kind, r.CampaignId, r.RefusalKey)))
        {
            var hours = db.HourSummaries.Where(s => s.Kind == kind.Key.Kind && s.CampaignId == (kind.Key.CampaignId ?? "") && s.RefusalKey == (kind.Key.RefusalKey ?? ""));
            Assert.Equal(kind.LongCount(), await hours.SumAsync(s => s.Count));
            Assert.Equal(kind.Sum(r => r.DiscountAmount), await hours.SumAsync(s => s.DiscountAmount));
        }

        Assert.Equal(used.Sum(r => r.DiscountAmount), await db.Orders.SumAsync(o => o.DiscountAmount));
        var count = stored.Values.Count(r => r.Kind is not RedemptionKind.RefusedValidation);
        Assert.Equal(count, await db.Outbox.CountAsync(e => e.Type.StartsWith("redemption.")));
    }
}
