using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Reporting;

/// <summary>The single attempts behind a report: page by page for the screen, as a stream for the export.</summary>
public sealed class AttemptList(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>One page, newest first (or oldest first).</summary>
    /// <param name="page">From 1.</param>
    /// <param name="size">1 to 200.</param>
    public async Task<Page<AttemptRow>> PageAsync(ReportFilter filter, int page, int size, bool oldestFirst = false, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = AttemptQuery.Of(db, filter);
        var total = await rows.LongCountAsync(ct);
        var items = await Rows(rows, oldestFirst).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return new Page<AttemptRow>([.. items.Select(i => i.Row)], total);
    }

    /// <summary>Every row of the report in the same order, read as it is consumed.</summary>
    public async IAsyncEnumerable<AttemptRow> AllAsync(
        ReportFilter filter, bool oldestFirst = false, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await foreach (var item in Rows(AttemptQuery.Of(db, filter), oldestFirst).AsAsyncEnumerable().WithCancellation(ct)) yield return item.Row;
    }

    private static IQueryable<Projected> Rows(IQueryable<Redemption> rows, bool oldestFirst) =>
        (oldestFirst ? rows.OrderBy(r => r.At).ThenBy(r => r.Id) : rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id))
        .Select(r => new Projected
        {
            Id = r.Id,
            Kind = r.Kind,
            At = r.At,
            Code = r.Code,
            CampaignId = r.CampaignId,
            CustomerId = r.CustomerId,
            OrderId = r.OrderId,
            OrderAmount = r.OrderAmount,
            DiscountAmount = r.DiscountAmount,
            RefusalKey = r.RefusalKey,
            RolledBack = r.RolledBackById != null,
            Channel = r.Channel,
            Actor = r.Actor,
            Detail = r.Detail,
        });

    private sealed class Projected
    {
        public required string Id { get; init; }

        public RedemptionKind Kind { get; init; }

        public DateTimeOffset At { get; init; }

        public required string Code { get; init; }

        public string? CampaignId { get; init; }

        public string? CustomerId { get; init; }

        public string? OrderId { get; init; }

        public long OrderAmount { get; init; }

        public long DiscountAmount { get; init; }

        public string? RefusalKey { get; init; }

        public bool RolledBack { get; init; }

        public required string Channel { get; init; }

        public required string Actor { get; init; }

        public required RedemptionDetail Detail { get; init; }

        public AttemptRow Row => new(
            Id, Kind, At, Code, CampaignId, Detail.CampaignName, CustomerId, Detail.CustomerName, OrderId, Detail.OrderSourceId,
            OrderAmount, DiscountAmount, RefusalKey, RolledBack, Channel, Actor, Detail.Proof);
    }
}

/// <summary>One line of the attempts table. Amounts are minor units.</summary>
/// <param name="Proof">For the reason in words; null on a rollback.</param>
public sealed record AttemptRow(
    string Id, RedemptionKind Kind, DateTimeOffset At, string Code, string? CampaignId, string? CampaignName, string? CustomerId, string? CustomerName,
    string? OrderId, string? OrderSourceId, long OrderAmount, long DiscountAmount, string? RefusalKey, bool RolledBack, string Channel, string Actor, Proof? Proof);
