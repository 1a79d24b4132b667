using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Reporting;

/// <summary>What happened in one hour of the project's wall clock, per campaign and reason: reports add these up instead of reading history.</summary>
/// <remarks>Moved in the transaction of each redemption, so it is exact. On SQL Server spread over shards, so that callers do not meet.</remarks>
public sealed class HourSummary
{
    /// <summary>Project-zone day as yyyymmdd.</summary>
    public int Day { get; init; }

    /// <summary>A day as <see cref="Day"/> spells it.</summary>
    internal static int DayNumber(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>0–23, project zone.</summary>
    public int Hour { get; init; }

    /// <summary>Empty when the code was unknown or belongs to no campaign.</summary>
    public string CampaignId { get; init; } = "";

    public RedemptionKind Kind { get; init; }

    /// <summary>Empty unless refused.</summary>
    public string RefusalKey { get; init; } = "";

    public int Shard { get; init; }

    public long Count { get; set; }

    /// <summary>Minor units.</summary>
    public long OrderAmount { get; set; }

    /// <summary>Minor units; negative for rollbacks.</summary>
    public long DiscountAmount { get; set; }
}
