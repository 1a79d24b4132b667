using PromoConsole.Components;
using PromoConsole.Engine.Orders;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Orders;

/// <summary>The orders a list shows as a file.</summary>
public static class OrdersExport
{
    public const string Path = "/orders/export";

    /// <summary>Headings without commas: the address names them.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. Columns(ProjectFormat.Default).Select(column => column.Header)];

    public static void MapOrdersExport(this IEndpointRouteBuilder app) => app.MapListExport(
        Path, "orders.csv", Permissions.OrdersRead,
        (http, format, ct) => http.RequestServices.GetRequiredService<OrderService>().AllAsync(OrderListUrl.Read(http.Request.Query).Query(format, ListExport.Sort(http)), ct),
        Columns);

    private static IReadOnlyList<CsvColumn<OrderRow>> Columns(ProjectFormat format) =>
    [
        CsvColumn<OrderRow>.Text("Order", row => row.SourceId),
        CsvColumn<OrderRow>.Text("Status", row => OrderLook.Word(row.Status)),
        CsvColumn<OrderRow>.Text("Customer", row => format.Person(row.CustomerName)),
        CsvColumn<OrderRow>.Amount("Value", row => row.Amount, format),
        CsvColumn<OrderRow>.Amount("Discounts", row => row.DiscountAmount, format),
        CsvColumn<OrderRow>.Amount("To pay", row => row.TotalAmount, format),
        CsvColumn<OrderRow>.Number("Lines", row => row.ItemsCount),
        CsvColumn<OrderRow>.Number("Redeemed", row => row.RedemptionsCount),
        CsvColumn<OrderRow>.Instant("Placed", row => row.CreatedAt, format.Zone),
        CsvColumn<OrderRow>.Text("Customer id", row => row.CustomerId),
        CsvColumn<OrderRow>.Text("Id", row => row.Id),
    ];
}
