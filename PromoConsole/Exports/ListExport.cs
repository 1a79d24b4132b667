using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Identity;
using PromoConsole.Layout;

namespace PromoConsole.Exports;

/// <summary>Lists as files: exactly what the screen shows with the same address, in its order, streamed, with the columns that were chosen.</summary>
public static class ListExport
{
    private const string Chosen = "columns";

    /// <summary>The address of the file for a list's address.</summary>
    public static string Href(string path, string listUri, IReadOnlyList<string> columns)
    {
        var query = QueryHelpers.ParseQuery(new Uri(listUri).Query).Where(pair => pair.Key is not ("page" or "open")).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return QueryHelpers.AddQueryString(path, query.Append(KeyValuePair.Create<string, string?>(Chosen, string.Join(',', columns))));
    }

    /// <summary>How the rows of an address are sorted.</summary>
    public static TableQuery Sort(HttpContext http) => TableQuery.Sorted(http.Request.Query["sort"]);

    /// <param name="permission">To see the list; exporting needs its own beside it.</param>
    /// <param name="rows">The rows the query of the address asks for.</param>
    /// <param name="columns">All there are.</param>
    public static void MapListExport<T>(
        this IEndpointRouteBuilder app, string path, string fileName, string permission,
        Func<HttpContext, ProjectFormat, CancellationToken, IAsyncEnumerable<T>> rows, Func<ProjectFormat, IReadOnlyList<CsvColumn<T>>> columns) =>
        app.MapGet(path, (HttpContext http, IProjectSource project) => ExportAsync(http, project, fileName, rows, columns))
            .RequireAuthorization(permission).RequireAuthorization(Permissions.ReportsExport).ExcludeFromDescription();

    private static async Task<PushStreamHttpResult> ExportAsync<T>(
        HttpContext http, IProjectSource project, string fileName, Func<HttpContext, ProjectFormat, CancellationToken, IAsyncEnumerable<T>> rows, Func<ProjectFormat, IReadOnlyList<CsvColumn<T>>> columns)
    {
        var ct = http.RequestAborted;
        var format = (await project.CurrentAsync(ct)).Format with { MasksContacts = !http.User.May(Permissions.CustomersContact) };
        var all = columns(format);
        var chosen = http.Request.Query[Chosen].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        CsvColumn<T>[] taken = chosen.Length == 0 ? [.. all] : [.. all.Where(column => chosen.Contains(column.Header))];
        return TypedResults.Stream(to => CsvExport.WriteAsync(to, taken.Length == 0 ? all : taken, rows(http, format, ct), ct), "text/csv; charset=utf-8", fileName);
    }
}
