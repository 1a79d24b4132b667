using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Reporting;

/// <summary>What a redemption report is about. Days are attempt days in the project's zone, both inclusive.</summary>
public sealed record ReportFilter
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>Empty means any. Ids of campaigns; <see cref="ExcludeCampaigns"/> turns the list into what is left out.</summary>
    public IReadOnlyList<string> Campaigns { get; init; } = [];

    public bool ExcludeCampaigns { get; init; }

    /// <summary>Empty means any. Stable refusal keys; <see cref="ExcludeReasons"/> turns the list into what is left out.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public bool ExcludeReasons { get; init; }

    /// <summary>Null means every result.</summary>
    public ReportResult? Result { get; init; }

    /// <summary>Start of the code as typed; null means any.</summary>
    public string? CodePrefix { get; init; }

    /// <summary>Platform id; null means any.</summary>
    public string? CustomerId { get; init; }

    /// <summary><c>API</c>, <c>Dashboard</c>, <c>Demo</c>; null means any.</summary>
    public string? Channel { get; init; }

    /// <summary>Order value before discounts, inclusive, minor units; null is open.</summary>
    public long? MinAmount { get; init; }

    public long? MaxAmount { get; init; }

    /// <summary>As many days, directly before.</summary>
    public ReportFilter Previous()
    {
        var days = To.DayNumber - From.DayNumber + 1;
        return this with { From = From.AddDays(-days), To = To.AddDays(-days) };
    }

    /// <summary>Whether the hourly summaries can answer it, without reading single redemptions.</summary>
    internal bool FitsSummaries =>
        CodePrefix is null && CustomerId is null && Channel is null && MinAmount is null && MaxAmount is null;
}

/// <summary>How an attempt ended, as reports tell them apart.</summary>
public enum ReportResult { Redeemed, Refused, RolledBack }

/// <summary>Which rows a result means.</summary>
public static class ReportResults
{
    public static RedemptionKind[] Kinds(ReportResult? result) => result switch
    {
        null => [RedemptionKind.Redeemed, RedemptionKind.RefusedRedemption, RedemptionKind.RefusedValidation, RedemptionKind.Rollback],
        ReportResult.Redeemed => [RedemptionKind.Redeemed],
        ReportResult.Refused => [RedemptionKind.RefusedRedemption, RedemptionKind.RefusedValidation],
        _ => [RedemptionKind.Rollback],
    };

    public static bool IsRefused(this RedemptionKind kind) =>
        kind is RedemptionKind.RefusedRedemption or RedemptionKind.RefusedValidation;
}
