using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Things;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Things;

/// <summary>Making a segment, collection or product while a rule is built, and how what is named stands.</summary>
public sealed class ThingDeskTests : Rendered, IAsyncLifetime
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private PromoWorld _world = null!;
    private BunitAuthorizationContext _who = null!;
    private Condition _condition = RuleKinds.Of("customer.segment").Empty();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Rules.Messages.MessageService>());
        Services.AddRuleChoices(_world);
        Services.AddScoped<CurrentMember>();
        _who = this.AddAuthorization().SetAuthorized("anna@example.com").SetRoles(Roles.Marketer);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_segment_is_made_of_found_and_pasted_customers_and_picked()
    {
        var ola = await CustomerAsync("crm-1", "Ola Nowak", "Ola@Example.com");
        var jan = await CustomerAsync("crm-2", "Jan Kowal", "jan@example.com");
        var eve = await CustomerAsync("crm-3", "Eve Zima", null);
        var form = Show();
        Search(form, "Segments", "Winter club");
        form.WaitForElement(".make button").Click();

        Assert.Equal("Winter club", Field(form, "Name").GetAttribute("value"));
        Field(form, "Find customers").Input("eve");
        Time.Advance(TimeSpan.FromSeconds(1));
        form.WaitForElement(".pick-list button").Click();
        Field(form, "Or paste e-mails or ids").Change("ola@example.com, crm-2\nnobody@example.com");
        Press(form, "Create the segment");
        form.WaitForAssertion(() => Assert.Equal("No customer has the e-mail or id nobody@example.com. Correct it, or take it out.", form.Find(".field-error").TextContent.Trim()));
        Assert.Equal("nobody@example.com", Field(form, "Or paste e-mails or ids").GetAttribute("value"));
        Assert.Equal(["Eve Zima", "Ola Nowak", "Jan Kowal"], form.FindAll("dialog .cut").Select(chip => chip.TextContent));
        Field(form, "Or paste e-mails or ids").Change("");
        Press(form, "Create the segment");

        form.WaitForAssertion(() => Assert.Empty(form.FindAll("dialog")));
        var segment = Assert.Single(await _world.Get<SegmentService>().ListAsync());
        Assert.Equal(("Winter club", 3L), (segment.Name, segment.MembersCount));
        Assert.Equal([segment.Id], ((MembershipCondition)_condition).Tests[0].Values.Select(value => value.Text));
        form.WaitForAssertion(() => Assert.Equal("Winter club 3 customers", Chip(form)));
        foreach (var id in new[] { ola, jan, eve }) Assert.Single(await _world.Get<SegmentService>().OfCustomerAsync(id));
    }

    [Fact]
    public async Task A_name_that_is_taken_or_missing_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        Some.Of(await _world.Get<SegmentService>().CreateAsync("Winter club", Some.Shop));
        var form = Show();
        Open(form, "Segments");
        form.WaitForElement(".make button").Click();
        Press(form, "Create the segment");
        Assert.Equal("Give the segment a name.", form.Find(".field-error").TextContent.Trim());

        Field(form, "Name").Change("Winter club");
        Press(form, "Create the segment");
        form.WaitForAssertion(() => Assert.StartsWith("There is already a segment called “Winter club”", form.Find(".field-error").TextContent.Trim(), StringComparison.Ordinal));
        Assert.Equal("Winter club", Field(form, "Name").GetAttribute("value"));
        Press(form, "Cancel");
        Assert.Empty(form.FindAll("dialog"));
        Assert.Empty(((MembershipCondition)_condition).Tests[0].Values);
    }

    [Fact]
    public async Task A_collection_and_a_product_are_made_where_goods_are_picked()
    {
        Some.Of(await _world.Get<ProductService>().UpsertAsync(new() { SourceId = "coat", Name = "Coat" }, Some.Shop));
        _condition = RuleKinds.Of("order.items.any").Empty();
        var form = Show();
        Search(form, "Products and collections", "Outerwear");
        Assert.Equal(["Create collection “Outerwear”…", "Create product “Outerwear”…"], Offers(form));
        form.FindAll(".make button")[0].Click();
        Field(form, "Find products").Input("coat");
        Time.Advance(TimeSpan.FromSeconds(1));
        form.WaitForElement(".pick-list button").Click();
        Press(form, "Create the collection");
        form.WaitForAssertion(() => Assert.Equal("Outerwear 1 product", Chip(form)));

        Search(form, "Products and collections", "Scarf");
        form.FindAll(".make button")[1].Click();
        Field(form, "Own id").Change("coat");
        Press(form, "Create the product");
        form.WaitForAssertion(() => Assert.Equal("Another product already has this source id.", form.Find(".field-error").TextContent.Trim()));
        Field(form, "Own id").Change("scarf");
        Field(form, "Price").Change("19.90");
        Press(form, "Create the product");
        form.WaitForAssertion(() => Assert.Empty(form.FindAll("dialog")));

        Assert.Equal([ItemKind.Collection, ItemKind.Product], ((ItemsCondition)_condition).Items.Select(item => item.Kind));
        var scarf = Assert.Single(await _world.Get<ProductService>().GetManyAsync(["scarf"]));
        Assert.Equal(("Scarf", (long?)19_90), (scarf.Name, scarf.PriceAmount));
        Assert.Equal("Coat", Assert.Single(await _world.Get<ProductService>().GetManyAsync(["coat"])).Name);
    }

    [Fact]
    public void Who_may_not_make_them_is_not_asked_to()
    {
        _who.SetRoles(Roles.Analyst);
        var form = Show();
        Search(form, "Segments", "Winter club");
        form.WaitForAssertion(() => Assert.Equal("Nothing found", form.Find(".found .none").TextContent));
        Assert.Empty(form.FindAll(".make"));
    }

    [Fact]
    public async Task Chips_say_how_segments_stand_and_a_hint_says_what_follows()
    {
        var empty = Some.Of(await _world.Get<SegmentService>().CreateAsync("Winter club", Some.Shop));
        _names[empty.Id] = empty.Name;
        _condition = When.Segment(Operator.Is, empty.Id, "seg_gone");
        var form = Show();

        form.WaitForAssertion(() => Assert.Equal(["empty today", "gone"], form.FindAll(".stands").Select(pill => pill.TextContent)));
        var notes = Render<ThingDesk>(parameters => parameters.Add(d => d.Rule, _condition).AddChildContent<ThingNotes>(n => n.Add(one => one.Condition, _condition).Add(one => one.Names, _names)));
        notes.WaitForAssertion(() => Assert.Equal(
            ["The segment seg_gone was deleted.", "Nobody is in Winter club today, so this holds for nobody."], notes.FindAll("[data-hint]").Select(hint => hint.TextContent.Trim())));
    }

    private static void Open(IRenderedComponent<ThingDesk> form, string label) => form.Find($".picker input[aria-label='{label}']").Focus();

    private static void Search(IRenderedComponent<ThingDesk> form, string label, string text) => form.Find($".picker input[aria-label='{label}']").Input(text);

    private static IEnumerable<string> Offers(IRenderedComponent<ThingDesk> form) => form.FindAll(".make").Select(offer => offer.TextContent.Trim());

    private static string Chip(IRenderedComponent<ThingDesk> form) => string.Join(' ', form.FindAll(".chip.on").First().QuerySelectorAll(".cut, .stands").Select(part => part.TextContent));

    private static void Press(IRenderedComponent<ThingDesk> form, string label) => form.FindAll("dialog footer button").Single(button => button.TextContent.Trim() == label).Click();

    private static IElement Field(IRenderedComponent<ThingDesk> form, string label)
    {
        var named = form.FindAll("dialog label").Single(one => one.ChildNodes.OfType<IText>().First().TextContent.Trim() == label);
        return form.Find($"#{named.GetAttribute("for")}");
    }

    private async Task<string> CustomerAsync(string sourceId, string name, string? email) =>
        Some.Of(await _world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = sourceId, Name = name, Email = email }, Some.Shop)).Id;

    private IRenderedComponent<ThingDesk> Show()
    {
        IRenderedComponent<ThingDesk>? form = null;
        void Set(ComponentParameterCollectionBuilder<ThingDesk> parameters) => parameters.Add(d => d.Rule, _condition).AddChildContent<ConditionForm>(f => f
            .Add(one => one.Condition, _condition).Add(one => one.Bare, true).Add(one => one.Names, _names)
            .Add(one => one.OnNames, EventCallback.Factory.Create<IReadOnlyList<Choosable>>(this, things =>
            {
                foreach (var thing in things) _names[thing.Id] = thing.Name;
            }))
            .Add(one => one.ConditionChanged, EventCallback.Factory.Create<Condition>(this, changed =>
            {
                _condition = changed;
                form!.Render(Set);
            })));
        form = Render<ThingDesk>(Set);
        return form;
    }
}
