using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Trial;

/// <summary>A shop with one product: a coat for 142.00, which is the sample cart.</summary>
public class TrialPanelTests : Rendered, IAsyncLifetime
{
    private readonly List<RuleTrialAnswer?> _answers = [];
    private PromoWorld _world = null!;
    private IReadOnlyList<RuleExample> _examples = [];

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddLiveTests(_world);
        Some.Of(await _world.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "coat", Name = "Coat", PriceAmount = 142_00 }, Launched.Agent));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Each_edit_is_answered_with_the_verdict_of_every_node()
    {
        var panel = Panel(From(150_00));
        Assert.Equal("RefusedCart is €8.00 short in rule 1. Nearest change: add €8.00 to the cart.", Verdict(panel));

        panel.Render(parameters => parameters.Add(p => p.Rule, From(140_00)));

        Assert.Equal("PassesPasses.", Verdict(panel));
        Assert.Equal([Outcome.Failed, Outcome.Passed], _answers.Select(answer => answer!.Outcome));
        Assert.Equal(142_00, _answers[^1]!.Verdict!.Seen);
    }

    [Fact]
    public async Task An_edit_asks_the_facts_that_were_loaded_and_a_change_of_the_cart_loads_them_again()
    {
        var club = Some.Of(await _world.Get<SegmentService>().CreateAsync("Winter club", Launched.Agent));
        var ola = await BuyerAsync();
        var panel = Panel(When.Segment(Operator.Is, club.Id) with { Number = 1 });
        Assert.StartsWith("Refused", Verdict(panel), StringComparison.Ordinal);
        Some.Of(await _world.Get<SegmentService>().AddMembersAsync(club.Id, [ola], Launched.Agent));

        panel.Render(parameters => parameters.Add(p => p.Rule, When.Segment(Operator.Is, club.Id) with { Number = 2 }));
        Assert.StartsWith("Refused", Verdict(panel), StringComparison.Ordinal);

        await panel.Find("button[aria-label='One more Coat']").ClickAsync();
        panel.WaitForAssertion(() => Assert.StartsWith("Passes", Verdict(panel), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_is_taken_by_its_number_with_its_buyer()
    {
        await BuyerAsync("#1001", 200_00);
        await BuyerAsync("#1002", 10_00);
        var panel = Panel(From(150_00));
        Assert.StartsWith("Refused", Verdict(panel), StringComparison.Ordinal);

        await Button(panel, "Order by number").ClickAsync();
        await Input(panel, "Order number").ChangeAsync("#9999");
        Assert.Contains("No order is called “#9999”.", panel.Markup, StringComparison.Ordinal);
        await Input(panel, "Order number").ChangeAsync("#1001");

        panel.WaitForAssertion(() => Assert.Equal("PassesPasses.", Verdict(panel)));
        Assert.Equal("Ola", panel.Find("a.name").TextContent);
    }

    [Fact]
    public async Task Pasted_json_stays_until_it_can_be_used()
    {
        var panel = Panel(From(150_00));

        await Button(panel, "Paste JSON").ClickAsync();
        await Input(panel, "Order as JSON").ChangeAsync("""{"amount": "much"}""");
        await Button(panel, "Use this cart").ClickAsync();
        Assert.Contains("Property .amount should be an integer", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("""{"amount": "much"}""", Input(panel, "Order as JSON").GetAttribute("value"));

        await Input(panel, "Order as JSON").ChangeAsync("""{"amount": 15000, "metadata": {"channel": "app"}}""");
        await Button(panel, "Use this cart").ClickAsync();

        panel.WaitForAssertion(() => Assert.Equal("PassesPasses.", Verdict(panel)));
        Assert.Equal("channel", panel.Find("input[aria-label='Order attribute 1, key']").GetAttribute("value"));
    }

    [Fact]
    public async Task A_cart_is_pinned_with_what_must_happen_and_compared_after_each_edit()
    {
        var panel = Panel(From(150_00));

        await Button(panel, "Pin as example").ClickAsync();
        Assert.Equal("Guest, 142.00", Input(panel, "Name of the example").GetAttribute("value"));
        Assert.Equal("true", Button(panel, "Must fail").GetAttribute("aria-pressed")); // as it does
        await Button(panel, "Pin").ClickAsync();

        var pinned = Assert.Single(_examples);
        Assert.Equal(("Guest, 142.00", false, "Coat"), (pinned.Name, pinned.MustPass, pinned.Order!.Lines[0].Name));
        panel.Render(parameters => parameters.Add(p => p.Examples, _examples));
        panel.WaitForAssertion(() => Assert.Equal("Must fail · fails in rule 1", panel.Find(".example small").TextContent));
        Assert.Empty(panel.FindAll(".differs"));

        panel.Render(parameters => parameters.Add(p => p.Rule, From(140_00)));
        Assert.Equal("Must fail · passes", panel.Find(".example small").TextContent);
        Assert.Equal("1 differs", panel.Find(".differs").TextContent);
    }

    [Fact]
    public async Task An_example_is_tried_again_turned_round_and_removed()
    {
        _examples = [new RuleExample { Name = "Big cart", MustPass = true, Order = new OrderContent { ExplicitAmount = 500_00 } }];
        var panel = Panel(From(150_00));

        await panel.Find(".example").ClickAsync();
        await Button(panel, "Try this cart").ClickAsync();
        panel.WaitForAssertion(() => Assert.Equal("PassesPasses.", Verdict(panel)));
        await Button(panel, "Must fail instead").ClickAsync();
        Assert.False(Assert.Single(_examples).MustPass);
        await Button(panel, "Remove").ClickAsync();
        Assert.Empty(_examples);
    }

    [Fact]
    public async Task Two_examples_do_not_get_one_name()
    {
        _examples = [new RuleExample { Name = "Guest, 142.00", MustPass = true }];
        var panel = Panel(From(150_00));

        await Button(panel, "Pin as example").ClickAsync();
        Assert.Equal("Guest, 142.00 (2)", Input(panel, "Name of the example").GetAttribute("value"));
        await Input(panel, "Name of the example").ChangeAsync("guest, 142.00");
        await Button(panel, "Pin").ClickAsync();

        Assert.Contains("Two examples are called “guest, 142.00”.", panel.Markup, StringComparison.Ordinal);
        Assert.Single(_examples);
    }

    [Fact]
    public async Task Another_time_is_asked_in_the_zone_that_was_chosen()
    {
        var panel = Panel(From(150_00));

        await Button(panel, "Change time").ClickAsync();
        await Input(panel, "As if it were").ChangeAsync("2026-11-27T09:00");

        panel.WaitForAssertion(() => Assert.Equal("as of 27 Nov 2026, 09:00", panel.Find(".trial-head .tag").TextContent));
        await Button(panel, "Now").ClickAsync();
        Assert.Equal("as of now", panel.Find(".trial-head .tag").TextContent);
    }

    [Fact]
    public void An_incomplete_rule_is_undecided_and_never_throws()
    {
        var panel = Panel(new AllOf([From(140_00), new NumberCondition(RuleKinds.Of("order.items.count"), []) { Number = 2 }]));

        Assert.Equal("UndecidedUndecided until rule 2 is complete.", Verdict(panel));
    }

    [Fact]
    public void Without_a_rule_everybody_qualifies() => Assert.Equal("PassesEverybody and everything qualifies.", Verdict(Panel(null)));

    private static NumberCondition From(long amount) => When.InitialAmount(Operator.AtLeast, amount) with { Number = 1 };

    private IRenderedComponent<TrialPanel> Panel(Rule? rule)
    {
        var panel = Render<TrialPanel>(parameters => parameters
            .Add(p => p.Rule, rule)
            .Add(p => p.Examples, _examples)
            .Add(p => p.ExamplesChanged, EventCallback.Factory.Create<IReadOnlyList<RuleExample>>(this, all => _examples = all))
            .Add(p => p.OnAnswer, EventCallback.Factory.Create<RuleTrialAnswer?>(this, answer => { if (answer is not null) _answers.Add(answer); })));
        panel.WaitForElement(".trial-verdict b");
        return panel;
    }

    private async Task<string> BuyerAsync(string number = "#1000", long amount = 142_00)
    {
        var ola = Some.Of(await _world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "ola", Name = "Ola" }, Launched.Agent));
        Some.Of(await _world.Get<OrderService>().SaveManyAsync([new SaveOrder { Order = new OrderInput { SourceId = number, Content = new OrderContent { ExplicitAmount = amount } }, CustomerId = ola.Id }], Launched.Agent));
        return ola.Id;
    }

    private static string Verdict(IRenderedComponent<TrialPanel> panel) => panel.Find(".trial-verdict div").TextContent;

    private static IElement Button(IRenderedComponent<TrialPanel> panel, string name) => panel.FindAll("button").First(button => button.TextContent.Trim() == name);

    private static IElement Input(IRenderedComponent<TrialPanel> panel, string label) =>
        panel.Find($"#{panel.FindAll("label").First(one => one.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for")}");
}
