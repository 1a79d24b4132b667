using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Everything a rollback writes, worked out before anything is written; the same for both databases.</summary>
internal sealed record RollbackOutcome
{
    /// <summary>The rollback, or the one that stands for several.</summary>
    public required Redemption Answer { get; init; }

    /// <summary>All rows, the answer first; each names the redemption it takes back.</summary>
    public required IReadOnlyList<Redemption> Rows { get; init; }

    /// <summary>The order as it will be stored; null when there is none.</summary>
    public Order? Order { get; init; }

    /// <summary>In their fixed order, by voucher id.</summary>
    public IReadOnlyList<VoucherChange> Vouchers { get; init; } = [];

    /// <summary>In their fixed order; those that nobody limits have no row and are not made by a rollback.</summary>
    public IReadOnlyList<CounterChange> Counters { get; init; } = [];

    /// <param name="used">What was asked to be taken back.</param>
    /// <param name="parts">The redemptions it stands for; empty for a single one.</param>
    /// <param name="hasLimit">Whether a voucher has a limit now: that decides where its uses are counted.</param>
    /// <param name="order">The stored order; changed in place.</param>
    /// <param name="catalogue">Says what campaigns count.</param>
    /// <param name="id">Of the answer, when it was written down before; else a new one.</param>
    public static RollbackOutcome Of(
        RollBackRedemption request, Redemption used, IReadOnlyList<Redemption> parts, Func<string, bool> hasLimit, Order? order, Catalogue catalogue,
        DateTimeOffset now, string? id = null)
    {
        var project = catalogue.Project;
        var before = order?.State();
        var answerId = id ?? Ids.New("rr_", now);
        if (order is not null) TakeBack(order, used.Id, answerId, project.Stacking.RollbackOrderMode, now);
        var after = order?.State();

        Redemption Row(Redemption of, string rollbackId, string? parentId)
        {
            var row = RollbackOf(request, of, project, now);
            return row with { Id = rollbackId, ParentId = parentId, Detail = row.Detail with { Order = before, OrderAfter = after } };
        }

        IReadOnlyList<Redemption> rows = parts.Count == 0
            ? [Row(used, answerId, null)]
            : [Row(used, answerId, null), .. parts.Select(part => Row(part, Ids.New("rr_", now), answerId))];
        var single = parts.Count == 0 ? [used] : parts;
        return new RollbackOutcome
        {
            Answer = rows[0],
            Rows = rows,
            Order = order,
            Vouchers = [.. single.Select(one => one.VoucherId).OfType<string>().Where(hasLimit).Order(StringComparer.Ordinal).Select(v => new VoucherChange(v, -1, null))],
            Counters = [.. single.SelectMany(one => CountersOf(one, one.VoucherId is { } v && hasLimit(v), catalogue))
                .GroupBy(change => change.Key, change => change.Delta, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new CounterChange(group.Key, group.Sum()))],
        };
    }

    /// <summary>All that may count this redemption, those of days, weeks and months at the time it was made.</summary>
    internal static IReadOnlyList<CounterChange> CountersOf(Redemption used, bool voucherHasLimit, Catalogue catalogue)
    {
        var project = catalogue.Project;
        if ((used.VoucherId ?? used.TierId) is not { } incentiveId) return [];
        var scope = CounterScope.Of(
            used.CampaignId ?? incentiveId, incentiveId, used.CustomerId, new Caller(used.Channel, used.Actor, used.Detail.ApiKeyId), PeriodKeys.Of(used.At, project));
        var amounts = new CountedAmounts(-used.OrderAmount, -used.DiscountAmount);
        var changes = new List<CounterChange>();
        foreach (var measure in Budgets.All)
        {
            var delta = measure.Sum() == BudgetSum.Redemptions ? -1 : amounts.Of(measure.Sum()) ?? 0;
            if (delta != 0 && CounterKeys.Of(measure, scope) is { } key) changes.Add(new(key, delta));
        }

        if (used.VoucherId is not null && !voucherHasLimit) changes.Add(new(CounterKeys.CodeRedemptions(incentiveId), -1));
        changes.AddRange(UnitsOf(used, scope, catalogue).Select(unit => new CounterChange(unit.Key, -unit.Value)));
        return changes;
    }

    // A code without campaign has its limits in its own terms, which the discount shows.
    private static Dictionary<string, long> UnitsOf(Redemption used, CounterScope scope, Catalogue catalogue)
    {
        if (used.Detail is not { Proof.Discount: { } applied, Order: { } order }) return [];
        var counters = catalogue.Campaign(used.CampaignId)?.Units
            ?? UnitCounters.Of(new Discounts.Coverage { Included = [.. applied.Applicable.Select(outcome => outcome.Entry).OfType<Discounts.CoverageEntry>()] });
        return UnitCounters.Added(counters, scope, applied, order.Lines);
    }

    private static void TakeBack(Order order, string redemptionId, string rollbackId, RollbackOrderMode mode, DateTimeOffset now)
    {
        var kept = mode == RollbackOrderMode.WithoutOrder;
        order.Redemptions = [.. (order.Redemptions ?? []).Select(one => one.Id == redemptionId ? one with { RollbackId = rollbackId, RollbackAt = now, Kept = kept } : one)];
        order.UpdatedAt = now;
        if (kept) return;
        order.DiscountAmount = order.State().TotalDiscountAmount;
        order.Status = OrderStatus.Canceled;
    }

    private static Redemption RollbackOf(RollBackRedemption request, Redemption used, CatalogueProject project, DateTimeOffset at)
    {
        var (day, hour) = ReportDays.Of(at, project.Zone);
        return new Redemption
        {
            Id = "",
            Kind = used.Kind == RedemptionKind.Combined ? RedemptionKind.CombinedRollback : RedemptionKind.Rollback,
            At = at,
            Day = day,
            Hour = hour,
            Code = used.Code,
            VoucherId = used.VoucherId,
            TierId = used.TierId,
            CampaignId = used.CampaignId,
            CampaignVersion = used.CampaignVersion,
            CustomerId = used.CustomerId,
            OrderId = used.OrderId,
            OrderAmount = used.OrderAmount,
            DiscountAmount = -used.DiscountAmount,
            RollbackOfId = used.Id,
            Reason = request.Reason is { } reason ? Cut(reason, 1000) : null,
            Channel = request.Caller.Channel,
            Actor = Cut(request.Caller.Name, 256),
            Detail = new RedemptionDetail
            {
                CampaignName = used.Detail.CampaignName,
                CustomerName = used.Detail.CustomerName,
                CustomerSourceId = used.Detail.CustomerSourceId,
                OrderSourceId = used.Detail.OrderSourceId,
                OrderReferrerId = used.Detail.OrderReferrerId,
                Metadata = request.Metadata,
                TrackingId = request.TrackingId,
                Source = request.Caller.Source,
            },
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
