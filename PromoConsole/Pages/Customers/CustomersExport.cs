using Microsoft.AspNetCore.Http.Extensions;
using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>The customers a list shows as a file. Contact data is masked for those who see it masked.</summary>
public static class CustomersExport
{
    public const string Path = "/customers/export";

    /// <summary>Headings without commas: the address names them.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. Columns(ProjectFormat.Default).Select(column => column.Header)];

    public static void MapCustomersExport(this IEndpointRouteBuilder app) => app.MapListExport(
        Path, "customers.csv", Permissions.CustomersRead,
        (http, format, ct) => http.RequestServices.GetRequiredService<CustomerService>().AllAsync(CustomerListUrl.Read(http.Request.GetEncodedUrl()).Query(format) with { Sort = CustomersPage.SortOf(ListExport.Sort(http)) }, ct),
        Columns);

    private static IReadOnlyList<CsvColumn<CustomerRow>> Columns(ProjectFormat format) =>
    [
        CsvColumn<CustomerRow>.Text("Name", row => format.Person(row.Name)),
        CsvColumn<CustomerRow>.Text("E-mail", row => Contacts.Email(row.Email, !format.MasksContacts)),
        CsvColumn<CustomerRow>.Text("Phone", row => Contacts.Phone(row.Phone, !format.MasksContacts)),
        CsvColumn<CustomerRow>.Text("Source id", row => format.Person(row.SourceId)),
        CsvColumn<CustomerRow>.Text("City", row => row.City),
        CsvColumn<CustomerRow>.Number("Orders", row => row.OrdersCount),
        CsvColumn<CustomerRow>.Amount("Spent", row => row.SpentAmount, format),
        CsvColumn<CustomerRow>.Instant("Last order", row => row.LastOrderAt, format.Zone),
        CsvColumn<CustomerRow>.Instant("Known since", row => row.CreatedAt, format.Zone),
        CsvColumn<CustomerRow>.Text("Id", row => row.Id),
    ];
}
