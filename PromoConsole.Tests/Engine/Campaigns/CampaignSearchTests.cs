using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

public class CampaignSearchTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    private CampaignService Campaigns => _world.Get<CampaignService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("midnight")] // its name
    [InlineData("15%")] // its discount in words
    [InlineData("€40.00")] // the cap of it
    [InlineData("poster")] // its description
    [InlineData("ZAŻÓŁĆ")] // a tag, in any case
    [InlineData("zazolc")] // and without its accents
    [InlineData("initial cart total")] // the rule in words
    [InlineData("spend more")] // the message of a condition
    [InlineData("sorry")] // the message of the whole
    [InlineData("loom club")] // a segment the rule names
    [InlineData("bedding")] // a collection it names
    [InlineData("MOON20")] // its code
    [InlineData("sorry bedding")] // every word, wherever it stands
    public async Task Finds_a_campaign_by_the_words_of_its_parts(string typed)
    {
        await MadeAsync();

        Assert.Equal(["Midnight sale"], await FoundAsync(typed));
    }

    [Theory]
    [InlineData("sorry nothing")]
    [InlineData("16%")]
    [InlineData("seg_")]
    [InlineData("kitchen")]
    public async Task Does_not_find_what_is_not_there(string typed)
    {
        await MadeAsync();

        Assert.DoesNotContain("Midnight sale", await FoundAsync(typed == "seg_" ? "segment_" : typed));
    }

    [Fact]
    public async Task Follows_a_segment_to_its_new_name_without_touching_the_campaign()
    {
        var made = await MadeAsync();
        Some.Of(await _world.Get<SegmentService>().RenameAsync(made.SegmentId, "Night owls", Launched.Agent));

        Assert.Equal(["Midnight sale"], await FoundAsync("owls"));
        Assert.Empty(await FoundAsync("loom"));
    }

    [Fact]
    public async Task Finds_the_campaigns_of_a_category_by_its_name()
    {
        var made = await MadeAsync();
        var category = Some.Of(await _world.Get<CategoryService>().CreateAsync(new("Clearance", 1, Launched.Agent)));
        Some.Of(await Campaigns.CategorizeAsync(new(made.Campaign.Id, category.Id, Anna)));

        Assert.Equal(["Midnight sale"], await FoundAsync("clearance"));
    }

    [Fact]
    public async Task Knows_what_is_in_force_and_what_is_being_edited()
    {
        var made = await MadeAsync();
        var launched = Some.Of(await Campaigns.LaunchAsync(new(made.Campaign.Id, null, null, Anna)));
        var draft = new SaveDraft
        {
            CampaignId = launched.Id, SeenRevision = launched.Revision, Name = "Midnight sale", Actor = Anna,
            Setup = CampaignServiceTests.Shared("MOON20") with { Description = "now on the radio" },
        };

        Some.Of(await Campaigns.SaveDraftAsync(draft));
        var both = (await FoundAsync("poster"), await FoundAsync("radio"));
        Some.Of(await Campaigns.DiscardDraftAsync(launched.Id, Anna));

        Assert.Equal(["Midnight sale"], both.Item1);
        Assert.Equal(["Midnight sale"], both.Item2);
        Assert.Equal(["Midnight sale"], await FoundAsync("poster"));
        Assert.Empty(await FoundAsync("radio"));
    }

    private async Task<(Campaign Campaign, string SegmentId)> MadeAsync()
    {
        var club = Some.Of(await _world.Get<SegmentService>().CreateAsync("Loom Club", Launched.Agent));
        var bedding = Some.Of(await _world.Get<CollectionService>().CreateAsync("Bedding", [], Launched.Agent));
        await Campaigns.CreateDraftAsync(new() { Name = "Other", Actor = Anna });
        var campaign = Some.Of(await Campaigns.CreateDraftAsync(new()
        {
            Name = "Midnight sale",
            Tags = ["Zażółć"],
            Actor = Anna,
            Setup = CampaignServiceTests.Shared("MOON20") with
            {
                Description = "As on the poster.",
                Discount = new PercentOff(15, 40_00),
                RefusalMessage = "Sorry, only at night",
                Rule = new AllOf([
                    When.Segment(Operator.Is, club.Id) with { Number = 1 },
                    When.InitialAmount(Operator.AtLeast, 30_00) with { Number = 2, Message = "Spend more" },
                    When.AnyItem([new(ItemKind.Collection, bedding.Id)]) with { Number = 3 }]),
            },
        }));
        return (campaign, club.Id);
    }

    private async Task<IEnumerable<string>> FoundAsync(string typed) =>
        (await _world.Get<CampaignList>().ListAsync(new() { Text = typed })).Rows.Select(row => row.Campaign.Name);
}
