using PromoConsole.Components;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>A key figure in words, against the period before. Home and report say them the same way.</summary>
/// <param name="Attention">It moved the wrong way.</param>
public sealed record FigureView(string Name, string Value, string Definition, string? Unit, string? Change, string? Before, bool Attention);

/// <summary>Turns figures into what people read.</summary>
public static class Figures
{
    public static FigureView Attempts(ReportFigures now, ReportFigures before, ProjectFormat format) => Count(
        "Attempts", now.Attempts, before.Attempts, format,
        "Codes that were redeemed, or refused when validating or redeeming. Successful validations are not counted.");

    public static FigureView Redeemed(ReportFigures now, ReportFigures before, ProjectFormat format) => Count(
        "Redeemed", now.Redeemed, before.Redeemed, format, "Codes used on orders, also those rolled back later.");

    public static FigureView Success(ReportFigures now, ReportFigures before, ProjectFormat format)
    {
        var points = now.SuccessPercent - before.SuccessPercent;
        return new FigureView(
            "Success rate", now.SuccessPercent is { } percent ? format.Percent(decimal.Round(percent, 1)) : "–",
            "Redeemed out of all attempts.", null,
            points is { } moved ? $"{Arrow(moved)} {format.Percent(decimal.Round(Math.Abs(moved), 1)).TrimEnd('%')} points" : null,
            before.SuccessPercent is { } was ? $"{format.Percent(decimal.Round(was, 1))} before" : null,
            points <= -1);
    }

    public static FigureView Discount(ReportFigures now, ReportFigures before, ProjectFormat format) => Money(
        "Discount given", now.DiscountAmount, before.DiscountAmount, format,
        "What redeemed codes took off orders. Discounts taken back by rollbacks are not subtracted; see Rolled back.");

    public static FigureView OrderValue(ReportFigures now, ReportFigures before, ProjectFormat format) => Money(
        "Order value", now.OrderAmount, before.OrderAmount, format, "Value before discounts of the orders on which codes were redeemed. Not incremental: some would have bought anyway.");

    public static FigureView AverageOrder(ReportFigures now, ReportFigures before, ProjectFormat format) => new(
        "Average order", now.AverageOrderAmount is { } average ? format.Money(average) : "–",
        "Value before discounts of an order on which a code was redeemed.", null,
        (now.AverageOrderAmount, before.AverageOrderAmount) is ({ } current, { } was) ? Change(current, was, format) : null,
        before.AverageOrderAmount is { } earlier ? $"{format.Money(earlier)} before" : null, false);

    public static FigureView RolledBack(ReportFigures now, ReportFigures before, ProjectFormat format) =>
        Count("Rolled back", now.RolledBack, before.RolledBack, format, "Redemptions taken back in this period, as a share of the redeemed.") with
        {
            Unit = now.RollbackPercent is { } percent ? format.Percent(decimal.Round(percent, 1)) : null,
        };

    private static FigureView Count(string name, long now, long before, ProjectFormat format, string definition) =>
        new(name, format.Number(now), definition, null, Change(now, before, format), $"{format.Number(before)} before", false);

    private static FigureView Money(string name, long now, long before, ProjectFormat format, string definition) =>
        new(name, format.Money(now), definition, null, Change(now, before, format), $"{format.Money(before)} before", false);

    private static string? Change(long now, long before, ProjectFormat format)
    {
        if (before == 0) return null;
        var percent = decimal.Round(100m * (now - before) / before, 1);
        return $"{Arrow(percent)} {format.Percent(Math.Abs(percent))}";
    }

    private static string Arrow(decimal moved) => moved switch { > 0 => "▲", < 0 => "▼", _ => "±" };
}
