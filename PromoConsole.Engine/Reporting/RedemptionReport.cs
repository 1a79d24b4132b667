namespace PromoConsole.Engine.Reporting;

/// <summary>A report's figures, all from one reading. Amounts are minor units.</summary>
/// <param name="AsOf">When they were read: everything answered before is in them.</param>
public sealed record RedemptionReport(
    ReportFilter Filter, DateTimeOffset AsOf, ReportFigures Now, ReportFigures Before,
    IReadOnlyList<ReportPoint> Days, IReadOnlyList<ReportHour> Hours,
    IReadOnlyList<ReasonFigures> Reasons, IReadOnlyList<CampaignFigures> Campaigns);

/// <param name="Redeemed">Uses, also those taken back later.</param>
/// <param name="Refused">Refused redemptions and refused validations.</param>
/// <param name="RolledBack">Uses taken back in the period.</param>
/// <param name="DiscountAmount">Given by the uses of the period, minor units; rollbacks are not subtracted.</param>
/// <param name="OrderAmount">Of the orders redeemed on, before discounts.</param>
/// <param name="RefusedAmount">Of the carts that were refused.</param>
/// <param name="ReturnedAmount">Discounts taken back by rollbacks.</param>
public sealed record ReportFigures(
    long Redeemed, long Refused, long RolledBack, long DiscountAmount, long OrderAmount, long RefusedAmount, long ReturnedAmount)
{
    public long Attempts => Redeemed + Refused;

    /// <summary>0–100; null without attempts.</summary>
    public decimal? SuccessPercent => Attempts == 0 ? null : 100m * Redeemed / Attempts;

    /// <summary>0–100; null without uses.</summary>
    public decimal? RollbackPercent => Redeemed == 0 ? null : 100m * RolledBack / Redeemed;

    /// <summary>Order value per use, before discounts, minor units; null without uses.</summary>
    public long? AverageOrderAmount => Redeemed == 0 ? null : Money.Round((decimal)OrderAmount / Redeemed);
}

public sealed record ReportPoint(DateOnly Day, long Redeemed, long Refused, long DiscountAmount);

/// <summary>One hour of one day, project zone.</summary>
public sealed record ReportHour(DateOnly Day, int Hour, long Redeemed, long Refused);

/// <param name="Key">Stable refusal key.</param>
/// <param name="Amount">Value of the carts refused for it, minor units.</param>
public sealed record ReasonFigures(string Key, long Count, long Amount);

/// <param name="CampaignId">Empty for attempts that belong to none.</param>
public sealed record CampaignFigures(string CampaignId, string Name, ReportFigures Figures);
