using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Exports;
using PromoConsole.Identity;
using PromoConsole.Layout;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>The campaign list as a file: what the screen shows with the same address, all pages of it, streamed.</summary>
public static class CampaignExport
{
    public const string FileName = "campaigns.csv";

    public static void MapCampaignExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/campaigns/export", Export).RequireAuthorization(Permissions.CampaignsRead).ExcludeFromDescription();

    /// <summary>The address of the file for a list's address.</summary>
    public static string Href(string listUri) => "/campaigns/export" + new Uri(listUri).Query;

    private static async Task<PushStreamHttpResult> Export(HttpRequest request, CampaignList list, IProjectSource project, TimeProvider time)
    {
        var ct = request.HttpContext.RequestAborted;
        var format = (await project.CurrentAsync(ct)).Format;
        var me = request.HttpContext.User.ToCaller().Name;
        var filter = CampaignListUrl.Read(request.GetEncodedUrl()).Filter(me, format, ListExport.Sort(request.HttpContext));
        // Which and in what order is settled first: the rows are read while it is written, and figures move meanwhile.
        var ids = await list.IdsAsync(filter, ct);
        return TypedResults.Stream(
            to => CsvExport.WriteAsync(to, CampaignCsv.Columns(format, time.GetUtcNow()), list.RowsAsync(ids, ct), ct), "text/csv; charset=utf-8", FileName);
    }
}
