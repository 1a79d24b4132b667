using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Exports;

namespace PromoConsole.Pages.Reports;

/// <summary>The columns of the attempts table, the same on screen and in the export.</summary>
public static class ReportColumns
{
    public static IReadOnlyList<CsvColumn<AttemptRow>> Csv(ProjectFormat format) =>
    [
        CsvColumn<AttemptRow>.Instant("Attempted", r => r.At, format.Zone),
        CsvColumn<AttemptRow>.Text("Result", r => Result(r)),
        CsvColumn<AttemptRow>.Text("Reason", r => r.RefusalKey is { } key ? RefusalKeys.LabelOf(key) : null),
        CsvColumn<AttemptRow>.Text("Customer", r => format.Person(r.CustomerName)),
        CsvColumn<AttemptRow>.Text("Campaign", r => r.CampaignName),
        CsvColumn<AttemptRow>.Text("Code", r => r.Code),
        CsvColumn<AttemptRow>.Text("Channel", r => r.Channel),
        CsvColumn<AttemptRow>.Amount($"Cart, {format.Currency}", r => r.OrderAmount, format),
        CsvColumn<AttemptRow>.Amount($"Discount, {format.Currency}", r => r.DiscountAmount, format),
        CsvColumn<AttemptRow>.Text("Order", r => r.OrderSourceId ?? r.OrderId),
        CsvColumn<AttemptRow>.Text("Id", r => r.Id),
        CsvColumn<AttemptRow>.Text("Refusal key", r => r.RefusalKey),
        CsvColumn<AttemptRow>.Text("By", r => r.Actor),
    ];

    public static string Result(AttemptRow row) => row.Kind switch
    {
        RedemptionKind.Redeemed => row.RolledBack ? "Redeemed, rolled back" : "Redeemed",
        RedemptionKind.Rollback => "Rollback",
        RedemptionKind.RefusedValidation => "Refused when checked",
        _ => "Refused",
    };
}
