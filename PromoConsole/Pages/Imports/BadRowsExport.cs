using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Imports;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Imports;

/// <summary>The bad rows of an import as a file: as they stand in the one that was uploaded, each with its line and reason.</summary>
public static class BadRowsExport
{
    public static void MapBadRowsExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/imports/{importId}/bad-rows.csv", ExportAsync).RequireAuthorization(Permissions.ProductsRead).ExcludeFromDescription();

    private static async Task<Results<PushStreamHttpResult, NotFound>> ExportAsync(string importId, HttpContext http, ImportService imports)
    {
        var ct = http.RequestAborted;
        var found = await imports.GetAsync(importId, ct);
        if (!found.IsOk || found.Value.Emptied || !http.User.May(ImportPermissions.Of(found.Value.Kind))) return TypedResults.NotFound();
        var import = found.Value;
        CsvColumn<BadRow>[] columns =
        [
            .. import.Setup.Columns.Select((column, i) => CsvColumn<BadRow>.Text(column.Header, row => i < row.Values.Count ? row.Values[i] : null)),
            CsvColumn<BadRow>.Number("Line", row => row.Line),
            CsvColumn<BadRow>.Text("Reason", row => row.Reason),
        ];
        return TypedResults.Stream(to => CsvExport.WriteAsync(to, columns, imports.BadRowsAsync(import, ct), ct), "text/csv; charset=utf-8", $"bad-rows-of-{Path.GetFileNameWithoutExtension(import.FileName)}.csv");
    }
}
