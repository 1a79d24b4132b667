using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Distribution;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Publications;

/// <summary>The publications a list shows as a file.</summary>
public static class PublicationsExport
{
    public const string Path = "/publications/export";

    /// <summary>Headings without commas: the address names them.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. Columns(ProjectFormat.Default).Select(column => column.Header)];

    /// <summary>Where the publications of one campaign are.</summary>
    public static string PathOf(string? campaignId) => campaignId is null ? Path : $"{Path}?campaign={campaignId}";

    public static void MapPublicationsExport(this IEndpointRouteBuilder app) => app.MapListExport(
        Path, "publications.csv", Permissions.CustomersRead,
        (http, _, ct) => http.RequestServices.GetRequiredService<PublicationList>().AllAsync(
            PublicationsTable.Query(One(http, "code"), One(http, "campaign"), One(http, "customer"), One(http, "result"), ListExport.Sort(http)), ct),
        Columns);

    private static string? One(HttpContext http, string key) => http.Request.Query[key].ToString() is { Length: > 0 } text ? text : null;

    private static IReadOnlyList<CsvColumn<PublicationRow>> Columns(ProjectFormat format) =>
    [
        CsvColumn<PublicationRow>.Text("Customer", row => row.Customer is { } customer ? format.Person(CustomerNames.Of(customer)) : null),
        CsvColumn<PublicationRow>.Text("Codes", row => string.Join("; ", row.Vouchers.Select(voucher => voucher.Code))),
        CsvColumn<PublicationRow>.Text("Campaign", row => row.CampaignName),
        CsvColumn<PublicationRow>.Text("Result", row => row.FailureKey is null ? "Given" : "Not given"),
        CsvColumn<PublicationRow>.Text("Why not", row => row.FailureMessage),
        CsvColumn<PublicationRow>.Text("By", row => row.CreatedBy),
        CsvColumn<PublicationRow>.Text("Channel", row => row.Channel),
        CsvColumn<PublicationRow>.Text("Reason", row => row.Reason),
        CsvColumn<PublicationRow>.Instant("When", row => row.CreatedAt, format.Zone),
        CsvColumn<PublicationRow>.Text("Customer id", row => row.CustomerId),
        CsvColumn<PublicationRow>.Text("Id", row => row.Id),
    ];
}
