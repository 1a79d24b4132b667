using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Demo;

/// <summary>Takes the demo store's rows away again, and nothing else.</summary>
internal sealed class DemoRemoval(IWrites writes, TimeProvider time)
{
    private const int VoucherIdLength = 28;

    /// <returns>How many rows went; or <c>demo_in_use</c> with what uses it.</returns>
    public Task<Result<long>> RemoveAsync(string actor, CancellationToken ct) => writes.ExclusiveAsync<long>(async (db, token) =>
    {
        if (await InUseBecauseAsync(db, token) is { } reason) return new ConflictError("demo_in_use", reason);
        var rows = await RemoveRowsAsync(db, token);
        db.Record(time.GetUtcNow(), actor, "demo.removed", "demo", after: new { Rows = rows });
        return rows;
    }, ct);

    /// <summary>What an interrupted load left behind; nobody can have used it yet in earnest.</summary>
    public Task RemoveRowsAsync(CancellationToken ct) =>
        writes.ExclusiveAsync<long>(async (db, token) => await RemoveRowsAsync(db, token), ct);

    /// <summary>What keeps the demo store from being removed, as a sentence; null when nothing does.</summary>
    public static async Task<string?> InUseBecauseAsync(PromoDbContext db, CancellationToken ct)
    {
        var campaigns = db.Campaigns.Where(c => c.Demo).Select(c => (string?)c.Id);
        var customers = db.Customers.Where(c => c.Demo).Select(c => (string?)c.Id);
        var redeemed = await db.Redemptions
            .Where(r => r.Kind == RedemptionKind.Redeemed && r.Channel != Caller.DemoStore && (campaigns.Contains(r.CampaignId) || customers.Contains(r.CustomerId)))
            .LongCountAsync(ct);
        if (redeemed > 0)
        {
            var words = redeemed == 1 ? "1 real redemption uses" : string.Create(CultureInfo.InvariantCulture, $"{redeemed:N0} real redemptions use");
            return $"{words} the demo store's campaigns or customers. Its rows stay, so that your history does.";
        }

        var published = await db.Publications
            .Where(p => p.Channel != Caller.DemoStore && ((customers.Contains(p.CustomerId) && !campaigns.Contains(p.CampaignId))
                || (!customers.Contains(p.CustomerId) && campaigns.Contains(p.CampaignId))))
            .AnyAsync(ct);
        if (published) return "A code was given across the demo store's border: a demo code to one of your customers, or one of yours to a demo customer.";

        return await UsedByRuleAsync(db, ct) is { } user ? $"{user} names segments or products of the demo store." : null;
    }

    private static async Task<string?> UsedByRuleAsync(PromoDbContext db, CancellationToken ct)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        ids.UnionWith(await db.Segments.Where(s => s.Demo).Select(s => s.Id).ToListAsync(ct));
        ids.UnionWith(await db.Collections.Where(c => c.Demo).Select(c => c.Id).ToListAsync(ct));
        ids.UnionWith(await db.Products.Where(p => p.Demo).Select(p => p.Id).ToListAsync(ct));
        var drafts = db.Campaigns.AsNoTracking().Where(c => !c.Demo && c.Draft != null).Select(c => new { c.Name, Setup = c.Draft! }).AsAsyncEnumerable();
        await foreach (var draft in drafts.WithCancellation(ct))
            if (Names(draft.Setup, ids)) return $"The rule of the campaign “{draft.Name}”";
        var versions = db.CampaignVersions.AsNoTracking()
            .Join(db.Campaigns.Where(c => !c.Demo), v => v.CampaignId, c => c.Id, (v, c) => new { c.Name, v.Setup }).AsAsyncEnumerable();
        await foreach (var version in versions.WithCancellation(ct))
            if (Names(version.Setup, ids)) return $"The rule of the campaign “{version.Name}”";
        return await CampaignUses.RulesAsync(db, ids, ct) is [var rule, ..] ? $"The rule “{rule.Name}”" : null;
    }

    private static bool Names(CampaignSetup setup, HashSet<string> ids) => setup.Rule?.NamedIds().Any(ids.Contains) == true;

    private static async Task<long> RemoveRowsAsync(PromoDbContext db, CancellationToken ct)
    {
        var campaignIds = await db.Campaigns.Where(c => c.Demo).Select(c => c.Id).ToListAsync(ct);
        var campaigns = db.Campaigns.Where(c => c.Demo).Select(c => c.Id);
        var customers = db.Customers.Where(c => c.Demo).Select(c => c.Id);
        var gone = db.Redemptions.Where(r => r.Channel == Caller.DemoStore || campaigns.Contains(r.CampaignId!));

        await WithoutSummariesAsync(db, campaigns, ct);
        long rows = await db.Orders.Where(o => o.Demo || gone.Select(r => r.OrderId).Contains(o.Id)).ExecuteDeleteAsync(ct);
        rows += await db.Outbox.Where(e => gone.Select(r => r.Id).Contains(e.Subject) || campaigns.Contains(e.Subject)).ExecuteDeleteAsync(ct);
        rows += await gone.ExecuteDeleteAsync(ct);
        foreach (var id in campaignIds) rows += await RemoveCountersAsync(db, id, ct);
        rows += await db.Publications.Where(p => campaigns.Contains(p.CampaignId!) || customers.Contains(p.CustomerId)).ExecuteDeleteAsync(ct);
        rows += await db.CustomEvents.Where(e => customers.Contains(e.CustomerId)).ExecuteDeleteAsync(ct);
        rows += await db.RuleAssignments.Where(a => campaigns.Contains(a.CampaignId!)).ExecuteDeleteAsync(ct);
        rows += await db.Vouchers.Where(v => campaigns.Contains(v.CampaignId!)).ExecuteDeleteAsync(ct);
        rows += await db.BinEntries.Where(e => campaigns.Contains(e.ResourceId) || campaigns.Contains(e.ParentId!)).ExecuteDeleteAsync(ct);
        rows += await db.Jobs.Where(j => campaigns.Contains(j.Subject!)).ExecuteDeleteAsync(ct);
        rows += await db.CampaignVersions.Where(v => campaigns.Contains(v.CampaignId)).ExecuteDeleteAsync(ct);
        rows += await db.Campaigns.Where(c => c.Demo).ExecuteDeleteAsync(ct);
        // One that a campaign of somebody's own belongs to stays.
        rows += await db.Categories.Where(c => c.Demo && !db.Campaigns.Any(campaign => campaign.CategoryId == c.Id)).ExecuteDeleteAsync(ct);
        rows += await db.SegmentMembers.Where(m => customers.Contains(m.CustomerId) || db.Segments.Any(s => s.Demo && s.Id == m.SegmentId)).ExecuteDeleteAsync(ct);
        rows += await db.Segments.Where(s => s.Demo).ExecuteDeleteAsync(ct);
        rows += await db.SegmentMoves.Where(m => customers.Contains(m.CustomerId)).ExecuteDeleteAsync(ct);
        rows += await db.Customers.Where(c => c.Demo).ExecuteDeleteAsync(ct);
        await Customers.Segments.KeptMembership.RecountAsync(db, ct);
        rows += await db.CollectionMembers.Where(m => db.Products.Any(p => p.Demo && p.Id == m.ProductId) || db.Collections.Any(c => c.Demo && c.Id == m.CollectionId)).ExecuteDeleteAsync(ct);
        rows += await db.Collections.Where(c => c.Demo).ExecuteDeleteAsync(ct);
        rows += await db.Products.Where(p => p.Demo).ExecuteDeleteAsync(ct);
        return rows;
    }

    // Keys name a campaign or a code, all ids of one length, so the campaign and its codes are looked up instead of compared one by one.
    private static async Task<long> RemoveCountersAsync(PromoDbContext db, string campaignId, CancellationToken ct)
    {
        var own = Budgets.All.Where(measure => measure.Scope() is BudgetScope.Campaign or BudgetScope.CampaignCustomer)
            .Select(CounterKeys.Prefix).Append(UnitCounters.OfCampaign).Append(UnitCounters.OfCampaignCustomer).Distinct().Select(prefix => prefix + campaignId).ToList();
        long rows = 0;
        foreach (var start in own) rows += await db.Counters.Where(c => c.Key == start || c.Key.StartsWith(start + ":")).ExecuteDeleteAsync(ct);
        var vouchers = db.Vouchers.Where(v => v.CampaignId == campaignId).Select(v => v.Id);
        rows += await db.Counters.Where(c => c.Key.StartsWith("v") && vouchers.Contains(c.Key.Substring(3, VoucherIdLength))).ExecuteDeleteAsync(ct);
        return rows;
    }

    // Attempts with unknown codes share their summaries with everybody's: only the demo store's part is taken off.
    private static async Task WithoutSummariesAsync(PromoDbContext db, IQueryable<string> campaigns, CancellationToken ct)
    {
        await db.HourSummaries.Where(s => campaigns.Contains(s.CampaignId)).ExecuteDeleteAsync(ct);
        var shared = await db.Redemptions
            .Where(r => r.Channel == Caller.DemoStore && r.CampaignId == null)
            .GroupBy(r => new { r.Day, r.Hour, r.Kind, r.RefusalKey })
            .Select(g => new { g.Key, Count = g.LongCount(), Orders = g.Sum(r => r.OrderAmount), Discounts = g.Sum(r => r.DiscountAmount) })
            .ToListAsync(ct);
        if (shared.Count == 0) return;
        var days = shared.Select(s => s.Key.Day).Distinct().ToList();
        var summaries = await db.HourSummaries.AsTracking().Where(s => s.CampaignId == "" && days.Contains(s.Day)).ToListAsync(ct);
        foreach (var part in shared)
        {
            var left = (part.Count, part.Orders, part.Discounts);
            foreach (var summary in summaries.Where(s =>
                s.Day == part.Key.Day && s.Hour == part.Key.Hour && s.Kind == part.Key.Kind && s.RefusalKey == (part.Key.RefusalKey ?? "")))
            {
                var count = Math.Min(left.Count, summary.Count);
                var orders = count == left.Count ? left.Orders : Math.Min(left.Orders, summary.OrderAmount);
                summary.Count -= count;
                summary.OrderAmount -= orders;
                summary.DiscountAmount -= left.Discounts;
                left = (left.Count - count, left.Orders - orders, 0);
                if (summary.Count == 0) db.Remove(summary);
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
