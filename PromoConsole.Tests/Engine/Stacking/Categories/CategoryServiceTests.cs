using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Tests.Engine.Campaigns;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking.Categories;

public class CategoryServiceTests : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private PromoWorld _world = null!;

    private CategoryService Categories => _world.Get<CategoryService>();

    private CampaignService Campaigns => _world.Get<CampaignService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Lists_categories_in_the_order_in_which_they_are_processed()
    {
        await MadeAsync("Seasonal", 2);
        await MadeAsync("Staff", 0);
        await MadeAsync("Evergreen", 2);

        Assert.Equal(["Staff", "Evergreen", "Seasonal"], (await Categories.ListAsync()).Select(category => category.Name));
    }

    [Theory]
    [InlineData("", 1, "invalid_category", "name")]
    [InlineData("   ", 1, "invalid_category", "name")]
    [InlineData("a\nb", 1, "invalid_category", "name")]
    [InlineData("Seasonal", -1, "invalid_category", "hierarchy")]
    [InlineData(" Evergreen ", 1, "duplicate_found", "name")]
    public async Task Refuses_what_is_no_category(string name, int hierarchy, string key, string field)
    {
        await MadeAsync("Evergreen");

        var refused = await Categories.CreateAsync(new(name, hierarchy, s_anna));

        Assert.Equal((key, field), (refused.Error?.Key, refused.Error?.Field));
    }

    [Fact]
    public async Task Renames_and_reranks_and_knows_since_when()
    {
        var made = await MadeAsync("Seasonal");
        _world.Time.Advance(TimeSpan.FromHours(1));

        var ranked = Some.Of(await Categories.ChangeAsync(new(made.Id, null, 7, s_anna)));
        var renamed = Some.Of(await Categories.ChangeAsync(new(made.Id, "Season", null, s_anna)));

        Assert.Null(made.UpdatedAt);
        Assert.Equal(("Seasonal", 7), (ranked.Name, ranked.Hierarchy));
        Assert.Equal(("Season", 7, _world.Time.GetUtcNow()), (renamed.Name, renamed.Hierarchy, renamed.UpdatedAt));
    }

    [Fact]
    public async Task Refuses_the_name_of_another_one()
    {
        await MadeAsync("Evergreen");
        var made = await MadeAsync("Seasonal");

        Assert.Equal("duplicate_found", (await Categories.ChangeAsync(new(made.Id, "Evergreen", null, s_anna))).Error?.Key);
        Assert.True((await Categories.ChangeAsync(new(made.Id, "Seasonal", 3, s_anna))).IsOk); // its own is no other
    }

    [Fact]
    public async Task Stays_while_campaigns_belong_to_it_and_says_how_many()
    {
        var made = await MadeAsync("Seasonal");
        var kept = Some.Of(await Campaigns.CreateDraftAsync(new() { Name = "Black Week", CategoryId = made.Id, Actor = s_anna.Name }));
        var binned = Some.Of(await Campaigns.CreateDraftAsync(new() { Name = "Summer", CategoryId = made.Id, Actor = s_anna.Name }));
        await Campaigns.DeleteAsync(binned.Id, s_anna.Name);

        var refused = await Categories.DeleteAsync(made.Id, s_anna);
        await Campaigns.RestoreAsync(binned.Id, s_anna.Name);
        foreach (var id in (string[])[kept.Id, binned.Id]) Some.Of(await Campaigns.CategorizeAsync(new(id, null, s_anna.Name)));
        var deleted = await Categories.DeleteAsync(made.Id, s_anna);

        Assert.Equal("resource_in_use", refused.Error?.Key);
        Assert.Equal("“Seasonal” is the category of 2 campaigns (1 of them in the bin). Give them another one first.", refused.Error?.Message);
        Assert.True(deleted.IsOk);
        Assert.Empty(await Categories.ListAsync());
    }

    [Fact]
    public async Task Is_found_by_id_and_by_name()
    {
        var made = await MadeAsync("Seasonal");

        Assert.Equal(made.Id, (await Categories.GetAsync("Seasonal")).Value?.Id);
        Assert.Equal("Seasonal", (await Categories.GetAsync(made.Id)).Value?.Name);
        Assert.IsType<NotFoundError>((await Categories.GetAsync("cat_none")).Error);
    }

    [Fact]
    public async Task Leaves_each_change_in_the_audit_log()
    {
        var made = await MadeAsync("Seasonal");
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        await Categories.ChangeAsync(new(made.Id, "Season", 3, s_anna));
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        await Categories.DeleteAsync(made.Id, s_anna);

        await using var db = _world.Db();
        var log = await db.Audit.Where(entry => entry.Subject == made.Id).OrderBy(entry => entry.Id).ToListAsync();

        Assert.Equal(["category.created", "category.changed", "category.deleted"], log.Select(entry => entry.Action));
        Assert.Contains("\"Seasonal\"", log[1].Before);
        Assert.Contains("\"Season\"", log[1].After);
        Assert.All(log, entry => Assert.Equal(s_anna.Name, entry.Actor));
    }

    [Fact]
    public async Task Of_a_launched_campaign_changes_only_with_the_catalogue_as_decisions_will_rest_on_it()
    {
        var made = await MadeAsync("Seasonal");
        var campaign = Some.Of(await Campaigns.CreateDraftAsync(new() { Name = "Black Week", Setup = CampaignServiceTests.Shared("BLACK"), Actor = s_anna.Name }));
        campaign = Some.Of(await Campaigns.LaunchAsync(new(campaign.Id, null, null, s_anna.Name)));
        var before = await CatalogueVersionAsync();

        var draft = new SaveDraft { CampaignId = campaign.Id, SeenRevision = campaign.Revision, Name = "Black Week", Setup = new(), Actor = s_anna.Name };
        campaign = Some.Of(await Campaigns.SaveDraftAsync(draft));
        var typing = await CatalogueVersionAsync();
        campaign = Some.Of(await Campaigns.SaveDraftAsync(draft with { SeenRevision = campaign.Revision, CategoryId = made.Id }));
        var moved = await CatalogueVersionAsync();

        Assert.Equal((before, before + 1), (typing, moved));
        Assert.Equal(made.Id, campaign.CategoryId);
    }

    [Fact]
    public async Task Must_exist_to_take_a_campaign()
    {
        var campaign = Some.Of(await Campaigns.CreateDraftAsync(new() { Name = "Black Week", Actor = s_anna.Name }));

        Assert.Equal("not_found", (await Campaigns.CategorizeAsync(new(campaign.Id, "cat_none", s_anna.Name))).Error?.Key);
        Assert.Equal("not_found", (await Campaigns.CreateDraftAsync(new() { Name = "Other", CategoryId = "cat_none", Actor = s_anna.Name })).Error?.Key);
    }

    [Fact]
    public async Task Goes_over_to_a_copy_and_filters_the_list()
    {
        var made = await MadeAsync("Seasonal");
        var campaign = Some.Of(await Campaigns.CreateDraftAsync(new() { Name = "Black Week", CategoryId = made.Id, Actor = s_anna.Name }));
        await Campaigns.CreateDraftAsync(new() { Name = "Other", Actor = s_anna.Name });

        await Campaigns.DuplicateAsync(new(campaign.Id, null, 0, s_anna.Name));
        var page = await _world.Get<CampaignList>().ListAsync(new() { CategoryId = made.Id, Order = CampaignOrder.Name, Ascending = true });

        Assert.Equal(["Black Week", "Black Week copy"], page.Rows.Select(row => row.Campaign.Name));
        Assert.All(page.Rows, row => Assert.Equal("Seasonal", row.Category?.Name));
    }

    private async Task<Category> MadeAsync(string name, int hierarchy = 1) => Some.Of(await Categories.CreateAsync(new(name, hierarchy, s_anna)));

    private async Task<long> CatalogueVersionAsync()
    {
        await using var db = _world.Db();
        return await db.Project.Select(project => project.CatalogueVersion).SingleAsync();
    }
}
