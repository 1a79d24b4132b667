using System.Runtime.InteropServices;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What a transaction adds to the hourly summaries, added up first so that each of their rows is moved once.</summary>
internal sealed class SummaryTally
{
    private readonly Dictionary<Cell, Sums> _cells = [];

    public IReadOnlyDictionary<Cell, Sums> Cells => _cells;

    /// <summary>Combined ones count nowhere: what they stand for is counted.</summary>
    public void Add(Redemption row)
    {
        if (row.Kind.IsCombined()) return;
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _cells, new(row.Day, row.Hour, row.CampaignId ?? "", row.Kind, row.RefusalKey ?? ""), out _);
        sums = new(sums.Count + 1, sums.OrderAmount + row.OrderAmount, sums.DiscountAmount + row.DiscountAmount);
    }

    public void Clear() => _cells.Clear();

    /// <summary>One row of the summaries, whichever shard it lands in.</summary>
    public readonly record struct Cell(int Day, int Hour, string CampaignId, RedemptionKind Kind, string RefusalKey);

    public readonly record struct Sums(long Count, long OrderAmount, long DiscountAmount);
}
