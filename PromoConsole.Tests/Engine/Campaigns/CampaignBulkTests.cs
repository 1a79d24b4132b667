using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

public class CampaignBulkTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Does_what_it_can_and_says_what_it_could_not()
    {
        var (live, draft) = await TwoAsync();

        var outcome = await _world.Get<CampaignBulk>().RunAsync(new(BulkAction.Pause, [live, draft, "camp_gone"], Anna, "Stock is gone"));

        Assert.Equal(1, outcome.Succeeded);
        Assert.Equal([null, "invalid_campaign", "not_found"], outcome.Items.Select(item => item.Error?.Key));
    }

    [Fact]
    public async Task Undoes_only_what_it_did()
    {
        var (live, draft) = await TwoAsync();
        var bulk = _world.Get<CampaignBulk>();
        var deleted = await bulk.RunAsync(new(BulkAction.Delete, [live, draft], Anna));

        var undone = await bulk.RunAsync(Assert.Single(deleted.Undo));

        Assert.Equal(2, undone.Succeeded);
        Assert.Null((await _world.Get<CampaignList>().GetAsync(live)).Value!.Campaign.DeletedAt);
    }

    [Fact]
    public async Task Undoing_a_duplicate_puts_the_copy_into_the_bin()
    {
        var (live, _) = await TwoAsync();
        var bulk = _world.Get<CampaignBulk>();
        var copied = await bulk.RunAsync(new(BulkAction.Duplicate, [live], Anna, Days: 7));

        await bulk.RunAsync(Assert.Single(copied.Undo));

        Assert.NotNull((await _world.Get<CampaignList>().GetAsync("Live copy")).Value!.Campaign.DeletedAt);
        Assert.Null((await _world.Get<CampaignList>().GetAsync("Live")).Value!.Campaign.DeletedAt);
    }

    [Fact]
    public async Task Undoing_a_change_of_category_gives_each_campaign_its_own_back()
    {
        var (live, draft) = await TwoAsync();
        var (bulk, list) = (_world.Get<CampaignBulk>(), _world.Get<CampaignList>());
        var (from, to) = (await CategoryAsync("Evergreen"), await CategoryAsync("Seasonal"));
        await bulk.RunAsync(new(BulkAction.Categorize, [live], Anna, CategoryId: from));

        var moved = await bulk.RunAsync(new(BulkAction.Categorize, [live, draft], Anna, CategoryId: to));
        var both = (await list.ListAsync(new() { CategoryId = to })).Total;
        foreach (var back in moved.Undo) await bulk.RunAsync(back);

        Assert.Equal(2, both);
        Assert.Equal(from, (await list.GetAsync(live)).Value!.Campaign.CategoryId);
        Assert.Null((await list.GetAsync(draft)).Value!.Campaign.CategoryId);
    }

    [Fact]
    public async Task Archives_what_does_not_run_and_takes_it_out_again()
    {
        var (live, draft) = await TwoAsync();
        var (bulk, list) = (_world.Get<CampaignBulk>(), _world.Get<CampaignList>());

        var archived = await bulk.RunAsync(new(BulkAction.Archive, [live, draft], Anna));
        var shelf = await list.ListAsync(new() { Shelf = CampaignShelf.Archive });
        foreach (var back in archived.Undo) await bulk.RunAsync(back);

        Assert.Equal(["“Live” is running or about to. Pause it or wait for its end before you archive it.", null], archived.Items.Select(item => item.Error?.Message));
        Assert.Equal(("Draft", CampaignStatus.Archived), (Assert.Single(shelf.Rows).Campaign.Name, shelf.Rows[0].Status));
        Assert.Equal(0, (await list.ListAsync(new() { Shelf = CampaignShelf.Archive })).Total);
    }

    [Fact]
    public async Task Undoing_a_change_of_owner_gives_each_campaign_back_to_its_own()
    {
        var (live, draft) = await TwoAsync();
        var (bulk, list) = (_world.Get<CampaignBulk>(), _world.Get<CampaignList>());
        await bulk.RunAsync(new(BulkAction.Assign, [live], Anna, Owner: "bob@example.com"));

        var given = await bulk.RunAsync(new(BulkAction.Assign, [live, draft], Anna, Owner: "cleo@example.com"));
        var cleos = (await list.ListAsync(new() { Owner = "cleo@example.com" })).Total;
        foreach (var back in given.Undo) await bulk.RunAsync(back);

        Assert.Equal(2, cleos);
        Assert.Equal("Live", Assert.Single((await list.ListAsync(new() { Owner = "bob@example.com" })).Rows).Campaign.Name);
        Assert.Equal("Draft", Assert.Single((await list.ListAsync(new() { Owner = Anna })).Rows).Campaign.Name);
    }

    [Fact]
    public async Task Stops_between_two_campaigns_and_says_how_far_it_came()
    {
        var (live, draft) = await TwoAsync();
        using var stop = new CancellationTokenSource();

        var outcome = await _world.Get<CampaignBulk>().RunAsync(new(BulkAction.Tag, [live, draft], Anna, AddTags: ["x"]), new Said(_ => stop.Cancel()), stop.Token);

        Assert.Equal([live], outcome.Items.Select(item => item.CampaignId));
        Assert.Empty((await _world.Get<CampaignList>().GetAsync(draft)).Value!.Campaign.Tags);
    }

    private sealed class Said(Action<int> then) : IProgress<int>
    {
        public void Report(int value) => then(value);
    }

    private async Task<string> CategoryAsync(string name) =>
        Some.Of(await _world.Get<CategoryService>().CreateAsync(new(name, 1, Launched.Agent))).Id;

    private async Task<(string Live, string Draft)> TwoAsync()
    {
        var campaigns = _world.Get<CampaignService>();
        var live = (await campaigns.CreateDraftAsync(new CreateDraft { Name = "Live", Setup = CampaignServiceTests.Shared("LIVE10"), Actor = Anna })).Value!;
        await campaigns.LaunchAsync(new(live.Id, null, null, Anna));
        var draft = (await campaigns.CreateDraftAsync(new CreateDraft { Name = "Draft", Actor = Anna })).Value!;
        return (live.Id, draft.Id);
    }
}
