using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Components;
using PromoConsole.Engine.Reporting;
using PromoConsole.Exports;
using PromoConsole.Identity;
using PromoConsole.Layout;

namespace PromoConsole.Pages.Reports;

/// <summary>The report's rows as a file: exactly what the screen shows with the same address, streamed, however many there are.</summary>
public static class ReportExport
{
    /// <summary>What the report's pages ask for.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportNames>();

    public static void MapReportExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/reports/export", Export).RequireAuthorization(Permissions.ReportsExport).ExcludeFromDescription();

    private static async Task<PushStreamHttpResult> Export(HttpRequest request, AttemptList attempts, IProjectSource project, TimeProvider time)
    {
        var ct = request.HttpContext.RequestAborted;
        var format = (await project.CurrentAsync(ct)).Format with { MasksContacts = !request.HttpContext.User.May(Permissions.CustomersContact) };
        var today = DateOnly.FromDateTime(format.Local(time.GetUtcNow()).DateTime);
        var address = ReportAddress.Parse(request.QueryString.Value ?? "", today);
        return TypedResults.Stream(
            to => CsvExport.WriteAsync(to, ReportColumns.Csv(format), attempts.AllAsync(address.Filter, ct: ct), ct),
            "text/csv; charset=utf-8", $"redemptions-{address.Filter.From:yyyy-MM-dd}-to-{address.Filter.To:yyyy-MM-dd}.csv");
    }
}
