using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns;
using PromoConsole.Pages.Campaigns.Discounts;
using PromoConsole.Pages.Campaigns.Wizard;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Wizard;

public class StepTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private CampaignSetup _setup = new();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Rules.Messages.MessageService>());
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Metadata.MetadataSchemaService>());
        Services.AddRuleChoices(_world);
        Services.AddSingleton(new ItemChoices(_world.Get<ProductService>(), _world.Get<CollectionService>(), _world.Get<ItemReferences>()));
        Services.AddLiveTests(_world);
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
    public void Kind_sets_the_limit_that_fits_unless_another_was_chosen()
    {
        var step = Step<KindStep>();

        step.FindAll("input")[1].Change("on");
        Assert.Equal((CodeMode.Shared, (int?)null), (_setup.Codes.Mode, _setup.Codes.RedemptionLimit));

        _setup = _setup with { Codes = _setup.Codes with { RedemptionLimit = 5 } };
        Step<KindStep>().FindAll("input")[0].Change("on");
        Assert.Equal((CodeMode.Unique, 5), (_setup.Codes.Mode, _setup.Codes.RedemptionLimit));
    }

    [Fact]
    public void Codes_show_ten_examples_and_how_hard_they_are_to_guess()
    {
        _setup = _setup with { Codes = new CodeSetup { Count = 20_000, Pattern = new() { Pattern = "BW26-####-####" } } };

        var step = Codes();

        Assert.Equal(10, step.FindAll(".ten li").Count);
        Assert.Contains("Hard to guess: strong.", step.Markup, StringComparison.Ordinal);
        Assert.Contains("20,000 of 852,891,037,441 possible codes: one guess in 42,644,551 hits a code.", step.Markup, StringComparison.Ordinal);
        Assert.Equal("4", step.Find("[role=meter]").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public void Codes_refuse_a_guessable_pattern_and_say_what_would_do()
    {
        var step = Codes();

        step.Find("input[placeholder='BW26-####-####']").Change("AB##");

        Assert.Equal("AB##", _setup.Codes.Pattern.Pattern);
        Assert.Contains("Add 3 more random characters.", Codes().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_a_fixed_number_or_made_whenever_they_run_out()
    {
        var step = Codes();
        Assert.Equal("true", Supply(step, "A fixed number").GetAttribute("aria-pressed"));
        Assert.Contains("nobody gets one until you add more", step.Markup, StringComparison.Ordinal);

        Supply(step, "Make more whenever they run out").Click();
        Assert.True(_setup.Codes.OnDemand);
        var onDemand = Codes();
        Assert.Contains(onDemand.FindAll(".field label"), label => label.TextContent.Trim() == "Codes to begin with");
        onDemand.FindAll("input[inputmode=numeric]")[0].Change("0");

        Assert.Equal(0, _setup.Codes.Count);
        Assert.Contains("with 0 every code is made when it is given", Codes().Markup, StringComparison.Ordinal);
        Assert.Contains("Up to 85,289,103 can be made before they are too easy to guess.", Codes().Markup, StringComparison.Ordinal); // 31^8 by 10,000
        Assert.True(Codes(launched: true).FindAll("input[inputmode=numeric]")[0].HasAttribute("disabled"));
        Supply(Codes(launched: true), "A fixed number").Click();
        Assert.False(_setup.Codes.OnDemand); // that may change at any time
    }

    [Fact]
    public void Codes_on_demand_need_a_pattern_with_room_for_one_more()
    {
        _setup = _setup with { Codes = new CodeSetup { Count = 10, Pattern = new() { Length = 5, Charset = "0123456789" } } };
        Assert.Empty(Codes().FindAll("[role=alert]"));

        _setup = _setup with { Codes = _setup.Codes with { OnDemand = true } };

        Assert.Contains("These codes are too easy to guess", Codes().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_one_per_customer_when_that_is_ticked()
    {
        var once = Codes().FindAll(".check-row").Single(row => row.TextContent.Contains("One code per customer", StringComparison.Ordinal));

        once.QuerySelector("input")!.Change(true);

        Assert.True(_setup.Codes.OnePerCustomer);
    }

    [Fact]
    public void One_code_for_everybody_drops_what_only_unique_codes_have()
    {
        _setup = _setup with { Codes = _setup.Codes with { OnDemand = true, OnePerCustomer = true } };

        Step<KindStep>().FindAll("input")[1].Change("on");

        Assert.Equal((CodeMode.Shared, false, false), (_setup.Codes.Mode, _setup.Codes.OnDemand, _setup.Codes.OnePerCustomer));
    }

    [Theory]
    [InlineData(0, true, "Made when given", "Each once, one per customer")]
    [InlineData(900, true, "900 and more", "Each once, made when they run out, one per customer")]
    [InlineData(900, false, "900", "Each once, one per customer")]
    public void Review_says_how_codes_come_about(int count, bool onDemand, string codes, string note)
    {
        _setup = _setup with { Discount = new AmountOff(5_00), Codes = _setup.Codes with { Count = count, OnDemand = onDemand, OnePerCustomer = true } };

        var tiles = Render<ReviewStep>(step => step.Add(s => s.CampaignId, "camp_1").Add(s => s.Setup, _setup)).FindAll(".tiles > div");

        Assert.Equal((codes, note), (tiles[0].QuerySelector("b")!.TextContent, tiles[0].QuerySelectorAll("span")[1].TextContent));
        Assert.Equal(onDemand ? "No bound" : "€4,500.00", tiles[1].QuerySelector("b")!.TextContent); // 900 codes, once each, 5.00
    }

    [Fact]
    public void Codes_of_a_launched_campaign_keep_their_text()
    {
        _setup = _setup with { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "SUMMER20" } };

        var step = Codes(launched: true);

        Assert.True(step.Find("input[placeholder=SUMMER20]").HasAttribute("disabled"));
    }

    [Fact]
    public void Discount_offers_its_kinds_and_their_caps()
    {
        Step<DiscountStep>().FindAll("[aria-pressed]").Single(button => button.TextContent.Contains("Percent", StringComparison.Ordinal)).Click();
        var step = Step<DiscountStep>();
        step.FindAll("input")[0].Change("12.5");
        Step<DiscountStep>().FindAll("input")[1].Change("40");
        Assert.Equal(new PercentOff(12.5m, 40_00), _setup.Discount);

        Step<DiscountStep>().FindAll("[aria-pressed]").Single(button => button.TextContent.Contains("Amount", StringComparison.Ordinal)).Click();
        Step<DiscountStep>().Find("input").Change("7.50");
        Assert.Equal(new AmountOff(7_50), _setup.Discount);
    }

    [Fact]
    public void Discount_keeps_text_that_is_no_amount_and_says_so()
    {
        _setup = _setup with { Discount = new AmountOff(5_00) };
        var step = Step<DiscountStep>();

        step.Find("input").Change("a lot");

        Assert.Equal(new AmountOff(5_00), _setup.Discount);
        Assert.Equal("a lot", step.Find("input").GetAttribute("value"));
        Assert.NotNull(step.Find("[role=alert]"));
    }

    [Fact]
    public void Limits_are_typed_and_taken_away()
    {
        foreach (var field in LimitFields.All) Input(field.Label).Change(field.IsAmount ? "1,000" : "3");

        Assert.Equal(new CampaignLimits(3, 3, 3, 1_000_00, 1_000_00, 3, 3, 3, 3, 3, 3), _setup.Limits);
        Assert.Equal(11, _setup.Limits.All.Count()); // there is a field for every limit
        Input("Redemptions per customer").Change("");
        Assert.Null(_setup.Limits.RedemptionsPerCustomer);

        AngleSharp.Dom.IElement Input(string label)
        {
            var step = Step<LimitsStep>();
            var id = step.FindAll("label").Single(one => one.ChildNodes[0].TextContent.Trim() == label).GetAttribute("for");
            return step.Find($"#{id}");
        }
    }

    [Fact]
    public void Limits_say_in_which_zone_their_days_begin() =>
        Assert.Contains("calendar ones in UTC time, the project’s zone", Step<LimitsStep>().Markup, StringComparison.Ordinal);

    [Fact]
    public void A_limit_of_nothing_is_refused_where_it_was_typed()
    {
        _setup = _setup with { Limits = new CampaignLimits(Weekly: 0) };

        var step = Render<LimitsStep>(limits => Bind(limits).Add(s => s.Problems, SetupCheck.Problems(_setup)));

        Assert.Equal("A limit must allow at least 1. Leave it empty for no limit.", step.Find("[role=alert]").TextContent.Trim());
    }

    [Fact]
    public void Rules_offer_what_a_coupon_campaign_may_ask_and_number_what_is_added()
    {
        var rules = Rules();
        rules.Find("[data-add]").Click();
        var offered = rules.FindAll("dialog .rb-kind").Where(kind => !kind.HasAttribute("aria-disabled")).ToList();
        Assert.Equal(RuleKinds.All.Count(kind => RuleKinds.IsOffered(kind, RuleContexts.Coupons)), offered.Count);
        offered.Single(kind => kind.GetAttribute("data-says") == "Items quantity").Click();

        Assert.Equal(PromoJson.Write<Rule>(When.ItemsQuantity(Operator.AtLeast, 1) with { Number = 1 }), PromoJson.Write(Assert.Single(Assert.IsType<AllOf>(_setup.Rule).Rules)));
    }

    [Fact]
    public void Rules_say_at_the_condition_what_is_missing()
    {
        _setup = _setup with { Rule = new AllOf([When.ItemsQuantity(Operator.AtLeast, 2) with { Number = 1 }, When.Segment(Operator.Is) with { Number = 2 }]) };

        var rules = Rules();

        Assert.Contains("Choose at least one segment.", rules.Find("[data-badge='2']").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 rule incomplete", rules.Find(".tag.attn").TextContent);
    }

    [Fact]
    public async Task Rules_pick_segments_by_searching()
    {
        var club = (await _world.Get<SegmentService>().CreateAsync("Loom Club", new Caller(Caller.Dashboard, "anna@example.com"))).Value!;
        _setup = _setup with { Rule = new AllOf([When.Segment(Operator.Is) with { Number = 1 }]) };
        var rules = Rules();

        rules.Find(".part").Click();
        rules.Find("input[role=combobox]").Input("loom");
        rules.WaitForElement(".found button").Click();

        Assert.Equal([club.Id], _setup.Rule!.NamedIds());
    }

    [Fact]
    public void Rules_keep_metadata_values_apart()
    {
        _setup = _setup with { Rule = new AllOf([When.OrderMetadata("", Operator.Is) with { Number = 1 }]) };
        var rules = Rules();
        rules.Find(".part.need").Click();
        rules.Find("input[placeholder^=Attribute]").Change("channel");
        rules.Find("input[placeholder^=Value]").Change("app, web shop ,");

        var condition = Assert.IsType<MetadataCondition>(Assert.Single(Assert.IsType<AllOf>(_setup.Rule).Rules));
        Assert.Equal("channel", condition.Property);
        Assert.Equal(["app", "web shop"], condition.Tests[0].Values.Select(value => value.Text));
    }

    [Fact]
    public void Schedule_shows_the_next_five_openings()
    {
        // Monday 2 March 2026, 12:00 UTC.
        _setup = _setup with { Schedule = new Schedule { TimeZone = "Europe/Warsaw", Days = [DayOfWeek.Saturday, DayOfWeek.Sunday] } };

        var openings = Step<ScheduleStep>().FindAll(".openings li");

        Assert.Equal(5, openings.Count);
        Assert.StartsWith("Sat 7 Mar 2026, 00:00", openings[0].TextContent.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("until 8 Mar 2026, end of day", openings[0].TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_drops_what_the_other_choices_held()
    {
        _setup = _setup with { Schedule = new Schedule { Days = [DayOfWeek.Saturday] } };

        Step<ScheduleStep>().FindAll("[aria-pressed]").Single(button => button.TextContent.Trim() == "Hours").Click();

        Assert.Empty(_setup.Schedule.Days);
        Assert.Equal(new TimeOnly(9, 0), Assert.Single(_setup.Schedule.Hours).From);
    }

    [Fact]
    public void Review_says_the_most_it_can_cost_and_what_to_put_right()
    {
        _setup = _setup with { Discount = new AmountOff(5_00), Codes = _setup.Codes with { Count = 900 } };

        var review = Render<ReviewStep>(step => step.Add(s => s.CampaignId, "camp_1").Add(s => s.Setup, _setup)
            .Add(s => s.Problems, [new SetupProblem(SetupStep.Schedule, "schedule.endsAt", "The campaign ends before it starts.")]));

        Assert.Contains("€4,500.00", review.Find(".tiles").TextContent, StringComparison.Ordinal); // 900 codes, once each, 5.00
        Assert.Equal("/campaigns/camp_1/edit?step=schedule", review.Find("a.btn").GetAttribute("href"));
    }

    [Fact]
    public void Review_warns_of_conditions_that_are_muted()
    {
        var muted = new AnyOf([When.ItemsQuantity(Operator.AtLeast, 2), When.InitialAmount(Operator.AtLeast, 50_00)]) { Muted = true };
        _setup = _setup with { Rule = new AllOf([When.ItemsQuantity(Operator.AtLeast, 1), muted]) };

        var review = Render<ReviewStep>(step => step.Add(s => s.CampaignId, "camp_1").Add(s => s.Setup, _setup));

        Assert.Equal("2 conditions muted: kept, but without effect until somebody unmutes them.", review.Find(".form-note").TextContent);
    }

    [Fact]
    public void Live_example_says_shares_cap_and_rounding()
    {
        _setup = _setup with { Discount = new PercentOff(20, 20_00) };

        var example = Render<LiveExample>(step => step.Add(s => s.Setup, _setup));

        // 119.00 + 29.00 = 148.00; 20% is 29.60; the cap keeps 9.60 back; 20.00 is split 16.08 and 3.92.
        var text = example.Find(".card").TextContent;
        Assert.Contains("€128.00", text, StringComparison.Ordinal);
        Assert.Contains("−€16.08", text, StringComparison.Ordinal);
        Assert.Contains("−€3.92", text, StringComparison.Ordinal);
        Assert.Contains("The cap keeps €9.60 back.", text, StringComparison.Ordinal);
    }

    private IRenderedComponent<T> Step<T>() where T : IComponent => Render<T>(step => Bind(step));

    private IRenderedComponent<CodesStep> Codes(bool launched = false) => Render<CodesStep>(step => Bind(step)
        .Add(s => s.Name, "Black Week").Add(s => s.Launched, launched).Add(s => s.Problems, LaunchCheck.Problems(_setup, 0, ignoresCase: true)));

    private static AngleSharp.Dom.IElement Supply(IRenderedComponent<CodesStep> step, string title) => step.FindAll("[aria-pressed]").Single(button => button.TextContent.Trim() == title);

    private IRenderedComponent<RulesStep> Rules() => Render<RulesStep>(step => Bind(step).Add(s => s.Names, new Dictionary<string, string>()));

    private ComponentParameterCollectionBuilder<T> Bind<T>(ComponentParameterCollectionBuilder<T> step) where T : IComponent
    {
        step.TryAdd("Setup", _setup);
        step.TryAdd("SetupChanged", EventCallback.Factory.Create<CampaignSetup>(this, setup => _setup = setup));
        return step;
    }
}
