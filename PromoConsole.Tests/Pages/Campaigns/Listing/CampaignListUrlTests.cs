using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Pages.Campaigns.Listing;

namespace PromoConsole.Tests.Pages.Campaigns.Listing;

public class CampaignListUrlTests
{
    private const string Address = "http://localhost/campaigns";
    private static readonly ProjectFormat Warsaw = ProjectFormat.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") };

    [Fact]
    public void Says_all_of_a_view_in_the_address_and_reads_it_back()
    {
        var url = new CampaignListUrl
        {
            View = CampaignListUrl.All, Text = "black & white", Statuses = [CampaignStatus.Live, CampaignStatus.Paused], Tag = "season", Category = "cat_1", Owner = "anna@example.com",
            From = new(2026, 3, 1), To = new(2026, 3, 31), Budget = BudgetLeft.NearlyGone, Hidden = ["days"], Dense = true, Open = "camp_1",
        };

        var query = string.Join('&', url.Write().Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!.ToString()!)}"));

        Assert.Equal(url, CampaignListUrl.Read($"{Address}?{query}"));
    }

    [Theory]
    [InlineData("?view=nothing&status=wild,7&budget=9&from=31.12.2026&page=x")]
    [InlineData("")]
    public void Takes_nonsense_for_the_first_view(string query) => Assert.Equal(new CampaignListUrl(), CampaignListUrl.Read(Address + query));

    [Fact]
    public void Keeps_filters_columns_and_order_as_a_view_but_neither_page_nor_drawer()
    {
        const string uri = Address + "?page=3&open=camp_1&sort=-redeemed&tag=black%20week&hide=days&view=all";

        var query = CampaignListUrl.Read(uri).ViewQuery(uri);

        Assert.Equal("view=all&tag=black%20week&hide=days&sort=-redeemed", query);
        Assert.Equal(CampaignListUrl.Read(uri) with { Open = null }, CampaignListUrl.Read($"{Address}?{query}"));
    }

    [Fact]
    public void Reads_days_as_whole_days_of_the_project()
    {
        var filter = CampaignListUrl.Read(Address + "?from=2026-03-29&to=2026-03-29").Filter("me", Warsaw, new TableQuery(0, 50, null, false));

        Assert.Equal(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero), filter.From);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), filter.To); // 23 hours long: the clocks go forward
    }

    [Fact]
    public void Asks_for_my_own_drafts_only()
    {
        var filter = CampaignListUrl.Read(Address + "?view=drafts").Filter("anna@example.com", Warsaw, new TableQuery(50, 50, "name", false));

        Assert.Equal("anna@example.com", filter.Owner);
        Assert.Equal([CampaignStatus.Draft], filter.Statuses);
        Assert.Equal((CampaignOrder.Name, true, 1), (filter.Order, filter.Ascending, filter.Page));
    }

    [Fact]
    public void Takes_each_chip_away_on_its_own()
    {
        var url = CampaignListUrl.Read(Address + "?q=black&tag=season&category=cat_1&status=live&budget=gone&from=2026-01-01&owner=anna&uses=seg_1");

        foreach (var chip in CampaignChips.Of(url, Warsaw)) url = CampaignChips.Without(url, chip.Key);

        Assert.Equal(new CampaignListUrl(), url);
    }
}
