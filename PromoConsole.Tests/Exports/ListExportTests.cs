using Microsoft.AspNetCore.Http;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Orders;
using PromoConsole.Exports;
using PromoConsole.Pages.Orders;

namespace PromoConsole.Tests.Exports;

public class ListExportTests
{
    [Fact]
    public void The_file_has_the_filters_and_the_order_of_the_list_on_all_its_pages() =>
        Assert.Equal(
            "/orders/export?status=Paid&sort=-amount&columns=Order,Value",
            Uri.UnescapeDataString(ListExport.Href("/orders/export", "https://shop.example/orders?status=Paid&page=3&sort=-amount&open=ord_1", ["Order", "Value"])));

    [Fact]
    public void The_file_of_one_campaign_stays_with_it() =>
        Assert.Equal(
            "/codes/export?campaign=camp_1&state=Active&columns=Code",
            Uri.UnescapeDataString(ListExport.Href("/codes/export?campaign=camp_1", "https://shop.example/campaigns/camp_1?state=Active&page=2", ["Code"])));

    [Fact]
    public void An_address_of_orders_says_what_is_asked_for_and_nonsense_in_it_says_nothing()
    {
        var address = new DefaultHttpContext();
        address.Request.QueryString = new QueryString("?q=10&status=Paid&from=2026-11-01&to=tomorrow&min=500&max=much&sort=-amount");

        var asked = OrderListUrl.Read(address.Request.Query).Query(ProjectFormat.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") }, ListExport.Sort(address));

        Assert.Equal(("10", OrderStatus.Paid, 500L, null, OrderSort.AmountDescending), (asked.Number, asked.Status, asked.MinAmount, asked.MaxAmount, asked.Sort));
        // The first instant of the day in Warsaw is 23:00 UTC of the day before; the bound itself is left out.
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero).AddMicroseconds(-1), asked.CreatedAfter);
        Assert.Null(asked.CreatedBefore);
    }
}
