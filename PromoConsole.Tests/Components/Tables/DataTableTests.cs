using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.Tables;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Tables;

public class DataTableTests : Rendered
{
    private readonly List<TableQuery> _asked = [];
    private readonly List<string> _opened = [];
    private string[] _names = ["Welcome", "Win back", "Bring a friend"];

    private NavigationManager Address => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<DataTable<string>> Table(object? query = null) => Render<DataTable<string>>(p => p
        .Add(table => table.Label, "Campaigns")
        .Add(table => table.Query, query)
        .Add(table => table.PageSize, 2)
        .Add(table => table.RowKey, name => name)
        .Add(table => table.OnOpen, name => _opened.Add(name))
        .Add(table => table.BulkActions, picked => $"<i>{string.Join('+', picked)}</i>")
        .Add(table => table.Load, LoadAsync)
        .Add<Column<string>>(table => table.Columns, column => column
            .Add(c => c.Title, "Campaign")
            .Add(c => c.Sort, "name")
            .Add(c => c.Total, "3 campaigns")
            .Add(c => c.Text, name => name)));

    [Fact]
    public void Shows_the_first_page_and_says_how_many_there_are()
    {
        var table = Table();

        Assert.Equal(["Welcome", "Win back"], table.FindAll("tbody tr").Select(row => row.TextContent.Trim()));
        Assert.Contains("1–2 of 3", table.Find(".table-note").TextContent);
        Assert.Equal("3 campaigns", table.Find("tfoot td:last-child").TextContent);
    }

    [Fact]
    public void Offers_to_select_all_that_match_once_the_page_is_selected()
    {
        var table = Table();
        table.Render(p => p.Add(t => t.SelectsAll, true));
        table.Find("thead .check").Change(true);

        table.FindAll(".bulk button").First(button => button.TextContent == "Select all 3 that match").Click();
        var all = (table.Instance.AllMatching, table.Find(".bulk .b").TextContent);
        table.FindAll("tbody .check")[0].Change(false);

        Assert.Equal((true, "All 3 that match selected"), all);
        Assert.Equal((false, "1 selected"), (table.Instance.AllMatching, table.Find(".bulk .b").TextContent));
    }

    [Fact]
    public void Asks_for_the_page_and_order_in_the_address()
    {
        Address.NavigateTo("/campaigns?page=2&sort=-name");

        Table();

        Assert.Equal([new TableQuery(2, 2, "name", true)], _asked);
    }

    [Fact]
    public void Links_its_headings_to_the_order_they_bring()
    {
        Address.NavigateTo("/campaigns?status=live&page=2&sort=name");

        var heading = Table().Find("th[aria-sort]");

        Assert.Equal("ascending", heading.GetAttribute("aria-sort"));
        Assert.Equal("http://localhost/campaigns?status=live&sort=-name", heading.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Opens_a_row_by_click_and_leaves_ctrl_click_to_the_browser()
    {
        var table = Table();

        table.FindAll("tbody tr")[1].Click(new MouseEventArgs { CtrlKey = true });
        table.FindAll("tbody tr")[0].Click();

        Assert.Equal(["Welcome"], _opened);
    }

    [Fact]
    public void Selects_and_opens_by_keyboard()
    {
        var table = Table();

        table.FindAll("tbody tr")[1].KeyDown("x");
        table.FindAll("tbody tr")[1].KeyDown("Enter");

        Assert.Equal("Win back", table.Find(".bulk i").TextContent);
        Assert.Equal(["Win back"], _opened);
    }

    [Fact]
    public void Forgets_the_selection_when_the_filter_changes()
    {
        var table = Table("live");
        table.Find("thead input").Change(true);
        Assert.Equal("Welcome+Win back", table.Find(".bulk i").TextContent);

        table.Render(p => p.Add(t => t.Query, "paused"));

        Assert.Empty(table.FindAll(".bulk"));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public void Keeps_what_it_has_while_nothing_changes()
    {
        var table = Table("live");

        table.Render(p => p.Add(t => t.Query, "live"));

        Assert.Single(_asked);
    }

    [Fact]
    public void Says_when_nothing_matches()
    {
        _names = [];

        Assert.Contains("Nothing matches", Table().Find(".empty").TextContent);
    }

    [Fact]
    public void Offers_to_try_again_when_loading_failed()
    {
        var names = _names;
        _names = null!;
        var table = Table();
        _names = names;

        table.Find("[role=alert] button").Click();

        Assert.Equal(2, table.FindAll("tbody tr").Count);
    }

    private Task<TablePage<string>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        _asked.Add(query);
        return Task.FromResult(new TablePage<string>([.. _names.Skip(query.Skip).Take(query.Take)], _names.Length));
    }
}
