using PromoConsole.Components;
using PromoConsole.Pages.Customers;

namespace PromoConsole.Tests.Pages.Customers;

public class CustomerListUrlTests
{
    [Fact]
    public void An_address_says_all_filters_and_comes_back_as_it_was()
    {
        const string query = "q=ola&segment=seg_1&city=Krak%C3%B3w&known-from=2026-01-05&known-to=2026-02-05&spent-from=1000&spent-to=2000&ordered-from=2026-03-01&ordered-to=2026-03-09&hide=phone,city&sort=name";

        var url = CustomerListUrl.Read("http://shop.example/customers?" + query);

        Assert.Equal(Uri.UnescapeDataString(query), Uri.UnescapeDataString(url.ViewQuery("http://shop.example/customers?" + query)));
        Assert.True(url.Filtered);
        Assert.False(url.Shows("phone"));
        Assert.Equal("phone,city,orders", url.Toggled("orders").Hidden);
        Assert.Null(url.Toggled("city").Toggled("phone").Hidden);
    }

    [Theory]
    [InlineData("known-from=yesterday")]
    [InlineData("spent-from=-5")]
    [InlineData("hide=nothing")]
    [InlineData("page=3")]
    public void What_makes_no_sense_is_ignored(string query) =>
        Assert.Equal(new CustomerListUrl(), CustomerListUrl.Read("http://shop.example/customers?" + query));

    [Fact]
    public void Days_are_whole_days_of_the_project()
    {
        var format = ProjectFormat.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") };
        var asked = new CustomerListUrl { OrderedFrom = new(2026, 3, 28), OrderedTo = new(2026, 3, 29), KnownFrom = new(2026, 1, 1) }.Query(format);

        Assert.Equal(new DateTimeOffset(2026, 3, 27, 23, 0, 0, TimeSpan.Zero), asked.OrderedFrom);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), asked.OrderedBefore); // summer time begins on the 29th
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero).AddMicroseconds(-1), asked.CreatedAfter);
    }
}
