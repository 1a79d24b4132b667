using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Discounts;
using PromoConsole.Pages.Campaigns.Wizard;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Wizard;

public class EditCampaignPageTests : Rendered, IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;
    private Campaign _campaign = null!;

    private CampaignService Campaigns => _world.Get<CampaignService>();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(Time);
        Services.AddConsoleUi();
        Services.AddSingleton(Campaigns);
        Services.AddSingleton(_world.Get<CampaignList>());
        Services.AddSingleton(_world.Get<CampaignHistory>());
        Services.AddLiveTests(_world);
        Services.AddSingleton(new ProjectService(_world.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PromoConsole.Engine.Storage.PromoDbContext>>(), _world.Writes, Time));
        Services.AddSingleton(new ItemChoices(_world.Get<ProductService>(), _world.Get<CollectionService>(), _world.Get<ItemReferences>()));
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Rules.Messages.MessageService>());
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Metadata.MetadataSchemaService>());
        Services.AddRuleChoices(_world);
        Services.AddSingleton(_world.Get<CategoryService>());
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized(Anna).SetRoles(Roles.Marketer);
        _campaign = (await Campaigns.CreateDraftAsync(new CreateDraft { Name = "Black Week", Actor = Anna })).Value!;
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Saves_what_is_typed_a_moment_later_and_says_when()
    {
        var page = Open(WizardSteps.Codes);
        page.Find("textarea").Change("For club members");
        Assert.Null((await StoredAsync()).Draft!.Description is { Length: > 0 } early ? early : null);

        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("Draft saved 12:00", page.Find(".save").TextContent, StringComparison.Ordinal));
        Assert.Equal("For club members", (await StoredAsync()).Draft!.Description);
    }

    [Fact]
    public async Task Keeps_what_was_typed_when_somebody_else_was_faster()
    {
        var page = Open(WizardSteps.Codes);
        await Campaigns.SaveDraftAsync(new SaveDraft { CampaignId = _campaign.Id, SeenRevision = 0, Name = "Theirs", Setup = new CampaignSetup(), Actor = "bob@example.com" });
        page.Find("textarea").Change("Mine");
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForElement("[role=alert]");
        Assert.Equal("Mine", page.Find("textarea").GetAttribute("value"));
        Assert.Equal("Theirs", (await StoredAsync()).Name);
        page.FindAll("button").Single(button => button.TextContent == "Save mine over it").Click();

        page.WaitForAssertion(() => Assert.Contains("Draft saved", page.Find(".save").TextContent, StringComparison.Ordinal));
        Assert.Equal(("Black Week", "Mine"), ((await StoredAsync()).Name, (await StoredAsync()).Draft!.Description));
    }

    [Fact]
    public async Task Keeps_a_name_that_is_taken_in_the_box_and_says_so()
    {
        await Campaigns.CreateDraftAsync(new CreateDraft { Name = "Taken", Actor = Anna });
        var page = Open(WizardSteps.Codes);

        page.Find("input").Change("Taken");
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForElement("[role=alert]");
        Assert.Equal("Taken", page.Find("input").GetAttribute("value"));
        Assert.Equal("Black Week", (await StoredAsync()).Name);
    }

    [Fact]
    public async Task Saves_what_is_typed_when_the_page_is_left()
    {
        var page = Open(WizardSteps.Codes);
        page.Find("textarea").Change("Last words");

        await page.InvokeAsync(async () => await page.Instance.DisposeAsync());

        Assert.Equal("Last words", (await StoredAsync()).Draft!.Description);
    }

    [Fact]
    public void Cannot_launch_while_a_step_needs_action() =>
        Assert.True(Open(WizardSteps.Review).Find(".sticky-foot .btn.primary").HasAttribute("disabled"));

    [Fact]
    public async Task Launches_from_the_review()
    {
        await Campaigns.SaveDraftAsync(new SaveDraft
        {
            CampaignId = _campaign.Id, SeenRevision = 0, Name = "Black Week", Actor = Anna,
            Setup = new CampaignSetup { Discount = new PercentOff(20), Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "BLACK20", RedemptionLimit = null } },
        });
        var page = Open(WizardSteps.Review);

        Assert.Equal("Launch with BLACK20; works at once", page.Find(".sticky-foot .btn.primary").TextContent);
        page.Find(".sticky-foot .btn.primary").Click();

        page.WaitForState(() => Services.GetRequiredService<NavigationManager>().Uri.EndsWith($"/campaigns/{_campaign.Id}", StringComparison.Ordinal));
        Assert.Equal(1, (await StoredAsync()).Version);
    }

    [Fact]
    public async Task Makes_a_category_on_the_spot_and_keeps_it_with_the_draft()
    {
        var page = Open(WizardSteps.Codes);

        page.Find(".category-pick button").Click();
        page.Find(".category-new .btn").Click();
        Assert.Contains("Give the category a name", page.Find(".category-new [role=alert]").TextContent);
        page.Find(".category-new input").Change("Seasonal");
        page.Find(".category-new .btn").Click();
        page.WaitForState(() => page.FindAll(".category-new").Count == 0);
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("Draft saved", page.Find(".save").TextContent));
        var made = Assert.Single(await _world.Get<CategoryService>().ListAsync());
        Assert.Equal(made.Id, (await StoredAsync()).CategoryId);
        Assert.Equal("Seasonal", page.Find(".category-pick select option[selected]").TextContent);
    }

    private IRenderedComponent<EditCampaignPage> Open(string step)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(WizardSteps.Href(_campaign.Id, step));
        var page = Render<EditCampaignPage>(parameters => parameters.Add(p => p.Id, _campaign.Id));
        page.WaitForElement(".wiz-form");
        return page;
    }

    private async Task<Campaign> StoredAsync() => (await _world.Get<CampaignList>().GetAsync(_campaign.Id)).Value!.Campaign;
}
