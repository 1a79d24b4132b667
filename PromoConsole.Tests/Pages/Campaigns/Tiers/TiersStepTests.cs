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
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns;
using PromoConsole.Pages.Campaigns.Discounts;
using PromoConsole.Pages.Campaigns.Tiers;
using PromoConsole.Pages.Campaigns.Wizard;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Tiers;

public class TiersStepTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private CampaignSetup _setup = Some.Promotion("One", "Two", "Three");

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(Time);
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Rules.Messages.MessageService>());
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Metadata.MetadataSchemaService>());
        Services.AddConsoleUi();
        Services.AddSingleton(_world.Get<RuleRecords>());
        Services.AddSingleton(_world.Get<RuleService>());
        Services.AddLiveTests(_world);
        Services.AddRuleChoices(_world);
        Services.AddSingleton(new ItemChoices(_world.Get<ProductService>(), _world.Get<CollectionService>(), _world.Get<ItemReferences>()));
        Services.AddSingleton(_world.Get<CategoryService>());
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized("anna@example.com");
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Shows_each_tier_in_its_place_with_what_it_gives_and_what_is_missing()
    {
        _setup = _setup.With(_setup.Tiers[1] with { Discount = null, Active = false });

        var tiers = Step().FindAll(".tier");

        Assert.Equal(["One", "Two", "Three"], tiers.Select(tier => tier.QuerySelector(".name")!.TextContent));
        Assert.Contains("€10.00 off", tiers[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 thing to put right", tiers[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Off", tiers[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "ArrowUp", "Two", "One", "Three")]
    [InlineData(0, "ArrowDown", "Two", "One", "Three")]
    [InlineData(0, "End", "Two", "Three", "One")]
    [InlineData(2, "Home", "Three", "One", "Two")]
    [InlineData(0, "ArrowUp", "One", "Two", "Three")]
    [InlineData(1, "Tab", "One", "Two", "Three")]
    public void A_handle_moves_its_tier_by_the_keys(int at, string key, params string[] expected)
    {
        Step().FindAll("[data-handle]")[at].KeyDown(key);

        Assert.Equal(expected, _setup.Tiers.Select(tier => tier.Name));
        Assert.Equal([1, 2, 3], _setup.Tiers.Select(tier => tier.Hierarchy));
    }

    [Fact]
    public async Task A_dragged_tier_lands_where_it_is_dropped_and_says_so()
    {
        var step = Step();
        var list = step.FindComponent<Sortable<TierSetup>>();

        await list.InvokeAsync(() => list.Instance.MoveAsync(2, 0));

        Assert.Equal(["Three", "One", "Two"], _setup.Tiers.Select(tier => tier.Name));
        Assert.Equal("Three is now 1 of 3.", list.Find("[role=status]").TextContent);
    }

    [Fact]
    public void A_new_tier_comes_last_and_is_opened()
    {
        Button(Step(), "Add tier").Click();

        var added = _setup.Tiers[^1];
        Assert.Equal(("Tier 4", 4), (added.Name, added.Hierarchy));
        Assert.EndsWith($"/campaigns/camp_1/edit?step=tiers&tier={added.Id}", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void A_removed_tier_can_be_put_back_where_it_was()
    {
        var step = Step();

        step.Find("[aria-label='Remove Two']").Click();
        Assert.Equal(["One", "Three"], _setup.Tiers.Select(tier => tier.Name));
        step.Render(parameters => parameters.Add(s => s.Setup, _setup));
        Button(step, "Undo").Click();

        Assert.Equal(["One 1", "Two 2", "Three 3"], _setup.Tiers.Select(tier => $"{tier.Name} {tier.Hierarchy}"));
    }

    [Fact]
    public void A_tier_in_a_stack_is_not_removed_and_the_stack_is_named()
    {
        _setup = _setup with { Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_One", "promo_Two"] }] };
        var step = Step();

        step.Find("[aria-label='Remove One']").Click();

        Assert.Contains("part of the stack “Both”", step.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, _setup.Tiers.Count);
    }

    [Fact]
    public void A_stack_takes_tiers_in_an_order_of_its_own()
    {
        var step = Step();
        Button(step, "Add stack").Click();
        foreach (var choice in new[] { "1", "0" }) // of those that are left
        {
            step.Render(parameters => parameters.Add(s => s.Setup, _setup));
            step.Find(".stack select").Change(choice);
        }

        Assert.Equal(["promo_Two", "promo_One"], Assert.Single(_setup.Stacks).TierIds);
    }

    [Fact]
    public async Task A_stack_has_a_category_of_its_own_or_its_campaigns()
    {
        var seasonal = Some.Of(await _world.Get<CategoryService>().CreateAsync(new("Seasonal", 1, Some.Shop)));
        _setup = _setup with { Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_One", "promo_Two"] }] };
        var known = new List<string>();
        IRenderedComponent<StackForm> Form() => Render<StackForm>(parameters => parameters
            .Add(form => form.Setup, _setup).Add(form => form.Stack, _setup.Stacks[0]).Add(form => form.StackChanged, stack => _setup = _setup with { Stacks = [stack] })
            .Add(form => form.OnNames, things => known.AddRange(things.Select(thing => $"{thing.Id} {thing.Name}"))));
        var form = Form();
        form.WaitForAssertion(() => Assert.Equal(["The campaign’s", "Seasonal"], form.FindAll(".category-pick option").Select(option => option.TextContent.Trim())));

        form.Find(".category-pick select").Change("1");
        Assert.Equal(seasonal.Id, _setup.Stacks[0].CategoryId);
        Assert.Equal([$"{seasonal.Id} Seasonal"], known);
        Form().Find(".category-pick select").Change("0");

        Assert.Null(_setup.Stacks[0].CategoryId);
    }

    [Fact]
    public void A_tier_is_edited_with_the_steps_of_a_campaign()
    {
        var editor = Editor("promo_Two");
        editor.Find("textarea").Change("Ten off for all");
        editor = Editor("promo_Two");
        Button(editor, "Percent").Click();

        Assert.Equal(("Ten off for all", new PercentOff(0)), (_setup.Tiers[1].Banner, _setup.Tiers[1].Discount));
        Assert.Equal(Some.Tier("One").Discount, _setup.Tiers[0].Discount);
        Assert.DoesNotContain("Time zone", Editor("promo_Two").FindAll("label").Select(label => label.TextContent.Trim()));
        Assert.Contains("must be above 0", Editor("promo_Two").Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_example_says_what_each_tier_and_each_stack_leaves_to_pay()
    {
        _setup = _setup.With(_setup.Tiers[1] with { Discount = new PercentOff(50) }) with { Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_One", "promo_Two"] }] };

        var example = Render<TiersExample>(parameters => parameters.Add(e => e.Setup, _setup));

        example.WaitForAssertion(() => Assert.Contains("An example cart", example.Markup, StringComparison.Ordinal));
        var rows = example.FindAll(".receipt > div").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Equal(
            [
                "First item €119.00", "Second item €29.00", "Cart €148.00",
                "One −€10.00", "left to pay €138.00", "Two −€74.00", "left to pay €74.00", "Three −€10.00", "left to pay €138.00",
                "Together: Both −€79.00", "left to pay €69.00", // 148.00 - 10.00, half of 138.00
            ],
            rows);
    }

    [Fact]
    public void Two_versions_differ_by_their_tiers_and_stacks()
    {
        var after = _setup.With(_setup.Tiers[0] with { Discount = new AmountOff(5_00), Active = false }) with { Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_Two", "promo_One"], CategoryId = "cat_1" }] };

        var changes = SetupDiff.Of(_setup, after, new Dictionary<string, string> { ["cat_1"] = "Seasonal" }, ProjectFormat.Default, CampaignKind.Promotion);

        Assert.Equal(
            [("Tier “One”, switch", "On", "Off"), ("Tier “One”, discount", "€10.00 off", "€5.00 off"), ("Stack “Both”", "None", "“Both”: Two, then One; category Seasonal")],
            changes.Select(change => (change.Field, change.Before, change.After)));
        Assert.All(changes, change => Assert.Equal(ChangeReach.Carts, change.Reach));
    }

    private IRenderedComponent<TiersStep> Step() => Render<TiersStep>(parameters => parameters
        .Add(s => s.CampaignId, "camp_1").Add(s => s.Setup, _setup).Add(s => s.SetupChanged, setup => _setup = setup)
        .Add(s => s.Problems, SetupCheck.Problems(_setup, CampaignKind.Promotion)));

    private IRenderedComponent<TierEditor> Editor(string tierId) => Render<TierEditor>(parameters => parameters
        .Add(s => s.CampaignId, "camp_1").Add(s => s.Setup, _setup).Add(s => s.SetupChanged, setup => _setup = setup)
        .Add(s => s.Tier, _setup.Tiers.First(tier => tier.Id == tierId)).Add(s => s.Names, new Dictionary<string, string>())
        .Add(s => s.Problems, SetupCheck.Problems(_setup, CampaignKind.Promotion)));

    private static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> of, string text) where T : IComponent =>
        of.FindAll("button").First(button => button.TextContent.Trim() == text);
}
