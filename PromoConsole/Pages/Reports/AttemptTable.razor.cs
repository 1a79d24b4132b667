using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>The single attempts behind a report; each opens its proof.</summary>
public sealed partial class AttemptTable(AttemptList attempts)
{
    /// <summary>Which attempts.</summary>
    [Parameter, EditorRequired] public required ReportFilter Filter { get; set; }

    /// <summary>Totals of the whole filtered list.</summary>
    [Parameter, EditorRequired] public required ReportFigures Figures { get; set; }

    /// <summary>How many there are.</summary>
    [Parameter] public EventCallback<long> OnCounted { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task<TablePage<AttemptRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await attempts.PageAsync(Filter, (query.Skip / query.Take) + 1, query.Take, oldestFirst: query is { SortBy: "at", Descending: false }, ct);
        return new TablePage<AttemptRow>(page.Items, page.Total);
    }

    private static string Href(AttemptRow row) => $"/redemptions/{row.Id}";

    private static VerdictLight Light(AttemptRow row) => row.Kind switch
    {
        RedemptionKind.Redeemed => VerdictLight.Pass,
        RedemptionKind.Rollback => VerdictLight.None,
        _ => VerdictLight.Fail,
    };

    private static string Tone(AttemptRow row) => Light(row) switch { VerdictLight.Pass => "v-pass", VerdictLight.Fail => "v-fail", _ => "v-un" };

    private static string Says(AttemptRow row) =>
        row.Kind.IsRefused() && row.RefusalKey is { } key ? RefusalKeys.LabelOf(key) : ReportColumns.Result(row);
}
