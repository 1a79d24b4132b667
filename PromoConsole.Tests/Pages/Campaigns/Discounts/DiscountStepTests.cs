using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Discounts;
using PromoConsole.Pages.Campaigns.Wizard;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Discounts;

/// <summary>Everything a discount can be, edited by a person.</summary>
public class DiscountStepTests : Rendered, IAsyncLifetime
{
    private readonly Dictionary<string, string> _names = [];
    private PromoWorld _world = null!;
    private CampaignSetup _setup = new();
    private Product _mug = null!;
    private Product _plate = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(new ItemChoices(_world.Get<ProductService>(), _world.Get<CollectionService>(), _world.Get<ItemReferences>()));
        Services.AddSingleton<TimeProvider>(_world.Time);
        _mug = Some.Of(await _world.Get<ProductService>().UpsertAsync(new() { SourceId = "mug", Name = "Mug", PriceAmount = 7_00 }, Some.Shop));
        _plate = Some.Of(await _world.Get<ProductService>().UpsertAsync(new() { SourceId = "plate", Name = "Plate", PriceAmount = 12_00 }, Some.Shop));
        _names[_mug.Id] = "Mug";
        _names[_plate.Id] = "Plate";
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Each_kind_offers_its_effects()
    {
        _setup = new() { Discount = new AmountOff(3_00) };
        Choose(Step(), "Off what", "Each piece");
        Assert.Equal(DiscountEffect.ApplyToItemsByQuantity, _setup.Discount!.Effect);

        _setup = new() { Discount = new PercentOff(10) };
        Choose(Step(), "Off what", "Items");
        Input(Step(), "At most together").Change("15");
        Assert.Equal(new PercentOff(10) { Effect = DiscountEffect.ApplyToItems, AggregatedAmountLimit = 15_00 }, _setup.Discount);

        Choose(Step(), "Off what", "The whole order"); // where nothing is left to aggregate
        Assert.Equal(new PercentOff(10), _setup.Discount);
    }

    [Fact]
    public void Items_are_covered_by_searching_and_an_entry_has_its_limits()
    {
        _setup = new() { Discount = new PercentOff(10) { Effect = DiscountEffect.ApplyToItems } };
        var step = Step();
        step.FindAll("input[role=combobox]")[0].Input("mug");
        step.WaitForElement(".found button").Click();
        Assert.Equal(_mug.Id, Assert.Single(_setup.Coverage!.Included).Item.Id);

        step = Step();
        step.FindAll("button").Single(button => button.TextContent == "Limits and order").Click();
        Choose(step, "Which of them", "From the cheapest up");
        Assert.Equal(Candidates.FromCheapest, _setup.Coverage.Included[0].Candidates);
        Assert.Contains("Cheapest first.", Step().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_over_all_orders_are_limited_where_pieces_are_counted()
    {
        _setup = new() { Discount = new PercentOff(10) { Effect = DiscountEffect.ApplyToItems }, Coverage = new() { Included = [new(Item(_mug))] } };
        void Open(Bunit.IRenderedComponent<DiscountStep> step) => step.FindAll("button").Single(button => button.TextContent == "Limits and order").Click();
        var step = Step();
        Open(step);
        Assert.DoesNotContain("Of each product", step.Markup, StringComparison.Ordinal);
        Input(step, "In the campaign").Change("100");
        step = Step();
        Open(step);
        Input(step, "For each customer in the campaign").Change("2");
        Assert.Equal([new(UnitScope.Campaign, 100), new UnitLimit(UnitScope.CampaignCustomer, 2)], _setup.Coverage!.Included[0].UnitLimits!);
        Assert.Contains("At most 100 pieces in the campaign; at most 2 pieces for each customer in the campaign.", Step().Markup, StringComparison.Ordinal);

        step = Step();
        Open(step);
        Input(step, "In the campaign").Change("");
        Assert.Equal([new UnitLimit(UnitScope.CampaignCustomer, 2)], _setup.Coverage.Included[0].UnitLimits!);

        _setup = _setup with { Discount = new AmountOff(1_00) { Effect = DiscountEffect.ApplyToItems } };
        step = Step();
        Open(step);
        Assert.DoesNotContain("Pieces over all orders", step.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_of_an_entry_opens_it_and_stands_at_its_field()
    {
        _setup = new() { Discount = new PercentOff(10) { Effect = DiscountEffect.ApplyToItems }, Coverage = new() { Included = [new(Item(_mug)) { Repeat = 0 }] } };

        Assert.Contains("1 or more", Step().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_is_checked_while_it_is_typed_and_kept_when_it_is_left()
    {
        _setup = new() { Discount = new AmountOff(10_00) };
        var step = Step();

        step.Find("textarea").Input("IF(ORDER_AMOUNT > 150; 25; 10");
        Assert.Contains("position 30: expected )", step.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Null(_setup.Discount.Formula);

        step.Find("textarea").Change("IF(ORDER_AMOUNT > 150; 25; 10)");
        Assert.Equal(Formula.Of("IF(ORDER_AMOUNT > 150; 25; 10)"), _setup.Discount!.Formula);
        Assert.Contains("can be read", Step().Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_lines_are_offered_only_where_lines_are_counted()
    {
        _setup = new() { Discount = new AmountOff(10_00) };
        Assert.DoesNotContain(Step().FindAll(".names button"), button => button.TextContent == "ORDER_ITEM_PRICE");

        _setup = new() { Discount = new AmountOff(10_00) { Effect = DiscountEffect.ApplyToItems } };
        Step().FindAll(".names button").Single(button => button.TextContent == "ORDER_ITEM_PRICE").Click();
        Assert.Equal("ORDER_ITEM_PRICE", _setup.Discount!.Formula!.Text);
    }

    [Fact]
    public void Free_items_are_chosen_with_their_number()
    {
        _setup = new() { Discount = new PercentOff(10) };
        Step().FindAll("[aria-pressed]").Single(button => button.TextContent.Contains("Free items", StringComparison.Ordinal)).Click();
        var step = Step();
        step.FindAll("input[role=combobox]")[0].Input("mug");
        step.WaitForElement(".found button").Click();
        Input(Step(), "Pieces").Change("2");

        var free = Assert.IsType<FreeItems>(_setup.Discount);
        Assert.Equal((DiscountEffect.AddMissingItems, new FreeItem(Item(_mug), 2)), (free.Effect, Assert.Single(free.Items)));
    }

    [Fact]
    public void Several_free_items_stand_below_each_other()
    {
        _setup = new() { Discount = new FreeItems([new(Item(_mug), 1)]) { Effect = DiscountEffect.AddManyItems } };

        Step().FindAll("button").Single(button => button.TextContent.Contains("Another product", StringComparison.Ordinal)).Click();

        Assert.Equal(2, Assert.IsType<FreeItems>(_setup.Discount).Items.Count);
        Assert.Contains("Choose the product that is free.", Step().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_is_asked_for_and_taken_away()
    {
        _setup = new() { Discount = new AmountOff(5_00) };
        Step().FindAll("button").Single(button => button.TextContent.Contains("Ask for a bundle", StringComparison.Ordinal)).Click();
        var step = Step();
        step.FindAll("input[role=combobox]")[0].Input("plate");
        step.WaitForElement(".found button").Click();
        Step().Find("input[aria-label='Pieces of Plate']").Change("2");
        Assert.Equal(new BundleItem(Item(_plate), 2), Assert.Single(_setup.Bundle!.Items));

        Step().FindAll("button").Single(button => button.TextContent.Contains("No bundle", StringComparison.Ordinal)).Click();
        Assert.Null(_setup.Bundle);
    }

    [Fact]
    public void The_example_shows_what_comes_off_every_line()
    {
        _setup = new() { Discount = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems }, Coverage = new() { Included = [new(Item(_mug))] } };

        var text = Example();

        // Two mugs at 7.00 and a plate at 12.00 = 26.00; half of the mugs is 7.00.
        Assert.Contains("Mug × 2", text, StringComparison.Ordinal);
        Assert.Contains("−€7.00", text, StringComparison.Ordinal);
        Assert.Contains("€19.00", text, StringComparison.Ordinal);
        Assert.Contains("50% off items", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_shows_free_items_that_are_added()
    {
        _setup = new() { Discount = new FreeItems([new(Item(_mug), 3)]) { Effect = DiscountEffect.AddNewItems } };

        Assert.Contains("3 added", Example(), StringComparison.Ordinal);
        Assert.Contains("Put into the cart€21.00", Example(), StringComparison.Ordinal);
        Assert.Contains("3 pieces free, worth 21.00.", Example(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ORDER_UNITS_QUANTITY * 2", "The formula gives €4.00.")]
    [InlineData("CUSTOMER_METADATA(\"years\")", "The formula needs what this cart lacks")]
    [InlineData("1 +", "The formula is not finished")]
    public void The_example_says_what_the_formula_gives(string formula, string says)
    {
        _setup = new() { Discount = new AmountOff(1_00) { Formula = Formula.Of(formula) } };

        Assert.Contains(says, Example(), StringComparison.Ordinal); // one mug, one plate
    }

    [Fact]
    public void The_example_puts_a_bundle_into_the_cart()
    {
        _setup = new() { Discount = new AmountOff(5_00), Bundle = new BundleRule([new(Item(_plate), 2)], 3) };

        Assert.Contains("Plate × 2", Example(), StringComparison.Ordinal);
        Assert.Contains("−€5.00", Example(), StringComparison.Ordinal);
    }

    private static ItemReference Item(Product product) => new(ItemKind.Product, product.Id);

    private string Example()
    {
        var example = Render<LiveExample>(step => step.Add(s => s.Setup, _setup).Add(s => s.Names, _names));
        example.WaitForState(() => example.Markup.Contains("Products of your shop", StringComparison.Ordinal));
        return string.Join(' ', example.Find(".card").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static AngleSharp.Dom.IElement Input(IRenderedComponent<DiscountStep> step, string label) =>
        step.Find($"#{step.FindAll("label").First(found => found.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).GetAttribute("for")}");

    private static void Choose(IRenderedComponent<DiscountStep> step, string label, string title)
    {
        var select = Input(step, label);
        select.Change(select.Children.Single(option => option.TextContent == title).GetAttribute("value"));
    }

    private IRenderedComponent<DiscountStep> Step() => Render<DiscountStep>(step => step
        .Add(s => s.Setup, _setup).Add(s => s.Names, _names)
        .Add(s => s.SetupChanged, EventCallback.Factory.Create<CampaignSetup>(this, setup => _setup = setup))
        .Add(s => s.OnNames, EventCallback.Factory.Create<IReadOnlyList<Choosable>>(this, things =>
        {
            foreach (var thing in things) _names[thing.Id] = thing.Name;
        }))
        .Add(s => s.Problems, SetupCheck.Problems(_setup)));
}
