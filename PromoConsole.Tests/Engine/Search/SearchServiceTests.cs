using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Search;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Search;

public class SearchServiceTests
{
    [Fact]
    public async Task One_box_finds_each_kind_by_what_a_person_types()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Black Week 2026", Launched.Setup, "BLCK-FR0I", "BLCK-2", "OTHER-1");
        var ola = (await world.Get<CustomerService>().UpsertAsync(new() { SourceId = "crm-7", Name = "Ola Nowak", Email = "ola@poczta.example", Phone = "+48 600 100 200" }, Launched.Agent)).Value!;
        await world.Get<OrderService>().SaveManyAsync([new SaveOrder { Order = new() { SourceId = "10482", Content = new() { ExplicitAmount = 96_40 } }, CustomerId = ola.Id }], Launched.Agent);
        var search = world.Get<SearchService>();

        Assert.Equal(["BLCK-2", "BLCK-FR0I"], (await search.FindAsync("blck")).Codes.Select(c => c.Code));
        Assert.Equal(("BLCK-FR0I", "Black Week 2026"), Only((await search.FindAsync("blck fro1")).Codes.Select(c => (c.Code, c.CampaignName!))));
        Assert.Equal(ola.Id, Only((await search.FindAsync("NOWAK ol")).Customers.Select(c => c.Id)));
        Assert.Equal(ola.Id, Only((await search.FindAsync("600100200")).Customers.Select(c => c.Id)));
        Assert.Equal("10482", Only((await search.FindAsync("#104")).Orders.Select(o => o.SourceId)));
        Assert.Equal("Black Week 2026", Only((await search.FindAsync("week")).Campaigns.Select(c => c.Name)));
    }

    [Fact]
    public async Task What_may_not_be_opened_is_not_found()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Ola", Launched.Setup, "OLA-1");
        await world.Get<CustomerService>().UpsertAsync(new() { SourceId = "ola", Name = "Ola" }, Launched.Agent);

        var found = await world.Get<SearchService>().FindAsync("ola", SearchScope.Codes);

        Assert.Single(found.Codes);
        Assert.Empty(found.Customers);
        Assert.Empty(found.Campaigns);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("%")]
    [InlineData("_")]
    public async Task Nothing_and_wildcards_find_nothing(string typed)
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Black Week", Launched.Setup, "BLCK-1");

        var found = await world.Get<SearchService>().FindAsync(typed);

        Assert.Empty(found.Codes);
        Assert.Empty(found.Campaigns);
    }

    private static T Only<T>(IEnumerable<T> found) => Assert.Single(found);
}
