using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Components.RuleBuilder.Tree;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder;

/// <summary>The rules builder in memory: what is pressed in it, and what the browser reports.</summary>
public sealed class RuleTreeEditorTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private Rule? _rule;

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Rules.Messages.MessageService>());
        Services.AddRuleChoices(_world);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private string Logic => Trees.Written(BuilderTree.Of(_rule));

    [Fact]
    public void Shows_every_rule_as_a_sentence_with_its_number_and_brackets_with_their_letter()
    {
        var editor = Show("1 and (2 or not 3)");

        Assert.Equal(["1", "A", "2", "3"], editor.FindAll("[data-badge]").Select(row => row.GetAttribute("data-badge")));
        Assert.StartsWith("Initial cart total is €2.00 or more", Row(editor, "2").QuerySelector(".rb-says")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("as sent", Row(editor, "2").QuerySelector(".basis")!.TextContent);
        Assert.Equal("€2.00", Row(editor, "2").QuerySelector(".part")!.TextContent);
        Assert.Equal("NOT", Row(editor, "3").QuerySelector(".pill")!.TextContent);
        Assert.Equal(["AND", "OR"], editor.FindAll("[data-kind=junction] .pill").Select(pill => pill.TextContent));
        Assert.Equal("When all of these hold", editor.Find(".rb-bar h2").TextContent);
    }

    [Fact]
    public void A_junction_changes_its_whole_level_and_with_shift_only_these_two()
    {
        var editor = Show("1 and 2 and 3");
        editor.FindAll("[data-kind=junction] .pill")[1].Click(new MouseEventArgs { ShiftKey = true });
        Assert.Equal("1 and (2 or 3)", Logic);
        Button(editor, "Undo").Click();
        editor.FindAll("[data-kind=junction] .pill")[1].Click();
        Assert.Equal("1 or 2 or 3", Logic);
        Assert.Equal("When any of these holds", editor.Find(".rb-bar h2").TextContent);
    }

    [Theory]
    [InlineData("Duplicate", "1 and (2 or 3) and (2 or 3)")]
    [InlineData("Put NOT before", "1 and not (2 or 3)")]
    [InlineData("Mute", "1 and [(2 or 3)]")]
    [InlineData("Join by AND", "1 and (2 and 3)")]
    [InlineData("Surround with brackets", "1 and ((2 or 3))")]
    [InlineData("Remove brackets, keep the rules", "1 and 2 and 3")]
    [InlineData("Remove with 2 rules", "1")]
    [InlineData("Add next brackets", "1 and (2 or 3) and ()")]
    public void The_menu_does_what_it_says(string item, string becomes)
    {
        var editor = Show("1 and (2 or 3)");
        Menu(editor, "A", item);
        Assert.Equal(becomes, Logic);
        Assert.Empty(editor.FindAll("[role=menu]"));
        Button(editor, "Undo").Click();
        Assert.Equal("1 and (2 or 3)", Logic);
        Button(editor, "Redo").Click();
        Assert.Equal(becomes, Logic);
    }

    [Fact]
    public void A_locked_bracket_says_why_and_cannot_be_changed()
    {
        var editor = Show("1 and (2 or 3)");
        Menu(editor, "A", "Lock…");
        editor.Find("dialog input").Change("Agreed with finance");
        editor.FindAll("dialog button").Single(button => button.TextContent == "Lock it").Click();

        Assert.Contains("Locked: Agreed with finance", Row(editor, "A").TextContent, StringComparison.Ordinal);
        Assert.Empty(Row(editor, "2").QuerySelectorAll("[data-handle]"));
        Assert.True(Row(editor, "2").QuerySelector(".part")!.IsDisabled());
        Assert.Equal("Agreed with finance", ((AllOf)_rule!).Rules[1].Lock);
        Menu(editor, "A", "Unlock");
        Assert.Null(((AllOf)_rule!).Rules[1].Lock);
    }

    [Fact]
    public void An_empty_bracket_asks_for_a_rule_and_a_single_one_offers_to_go()
    {
        var editor = Show("1");
        editor.FindAll(".rb-add button").Single(button => button.TextContent == "Add brackets").Click();

        Assert.Contains("Drop a rule here", editor.Find(".rb-hint").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 rule incomplete", editor.Find(".tag.attn").TextContent);
        editor.Find(".rb-hint button").Click();
        editor.FindAll("dialog .rb-kind").Single(kind => kind.GetAttribute("data-says") == "Items quantity").Click();
        Assert.Empty(editor.FindAll(".tag.attn"));
        Row(editor, "A").QuerySelectorAll("button").Single(button => button.TextContent == "Remove bracket").Click();
        Assert.Equal(2, ((AllOf)_rule!).Rules.Count);
        Assert.All(((AllOf)_rule).Rules, part => Assert.IsAssignableFrom<Condition>(part));
    }

    [Fact]
    public void The_palette_finds_by_any_word_and_says_why_something_is_not_for_this()
    {
        var editor = Show("1", RuleContexts.Promotions);
        editor.Find(".rb-left [data-find]").Input("holder");
        var holder = editor.Find(".rb-left .rb-kind");
        Assert.Equal("true", holder.GetAttribute("aria-disabled"));
        Assert.Contains("Only for coupons, gift cards", holder.TextContent, StringComparison.Ordinal);
        holder.Click();
        Assert.Equal("1", Logic);

        editor.Find(".rb-left [data-find]").Input("quantity");
        editor.FindAll(".rb-left .rb-kind").First(kind => kind.GetAttribute("data-says") == "Items quantity").Click();
        editor.Find(".rb-left [data-find]").Input("");
        Assert.Equal("Recently used", editor.Find(".rb-left section").GetAttribute("aria-label"));
        editor.FindAll(".rb-left .fav")[0].Click();
        Assert.Equal("Favourites", editor.Find(".rb-left section").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_text_line_is_edited_and_says_where_it_cannot_be_read()
    {
        var editor = Show("1 and 2 and 3");
        editor.FindAll(".rb-logic button").Single(button => button.TextContent == "Edit as text").Click();
        editor.Find(".rb-logic input").Input("1 and (2 or");
        Assert.Contains("position 12", editor.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.True(editor.FindAll(".rb-logic button").Single(button => button.TextContent == "Apply").IsDisabled());
        editor.Find(".rb-logic input").Input("1 and (2 or not 3)");
        editor.FindAll(".rb-logic button").Single(button => button.TextContent == "Apply").Click();
        Assert.Equal("1 and (2 or not 3)", Logic);
    }

    [Fact]
    public void A_text_without_the_bracket_there_was_takes_it_away()
    {
        var editor = Show("1 and (2 or 3)");
        editor.FindAll(".rb-logic button").Single(button => button.TextContent == "Edit as text").Click();
        editor.Find(".rb-logic input").Input("1 or 2 or 3");
        editor.FindAll(".rb-logic button").Single(button => button.TextContent == "Apply").Click();
        Assert.Equal("1 or 2 or 3", Logic);
        Assert.Equal("1 or 2 or 3", editor.Find(".rb-logic code").TextContent.Trim());
    }

    [Fact]
    public async Task Custom_attributes_and_their_values_are_offered_as_the_shop_has_them()
    {
        foreach (var (id, plan) in new[] { ("ola", "gold"), ("jan", "silver"), ("ewa", "gold") })
            Some.Of(await _world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = id, Metadata = Decisions.Bag($$$"""{"plan":"{{{plan}}}","address":{"city":"Gdańsk"}}""") }, Launched.Agent));
        var editor = Show(new AllOf([When.CustomerMetadata("plan", Operator.Is, "bronze") with { Number = 1 }]));
        Row(editor, "1").QuerySelector(".part")!.Click();
        editor.WaitForElement("datalist");

        Assert.Equal(["address.city", "plan"], editor.FindAll("datalist option").Select(option => option.GetAttribute("value")));
        Assert.Equal(["gold", "silver"], editor.FindAll("[aria-label='Values it has had'] button").Select(button => button.TextContent));
        editor.FindAll("[aria-label='Values it has had'] button")[0].Click();
        Assert.Equal("bronze, gold", editor.Find("[aria-label='Values, separated by commas']").GetAttribute("value"));
        editor.FindAll("[aria-label='Values it has had'] button")[0].Click();
        Assert.Equal("bronze", Assert.Single(((MetadataCondition)Assert.Single(_rule!.Conditions())).Tests[0].Values).Text);
    }

    [Fact]
    public void Escape_closes_every_dialog_and_nothing_is_changed()
    {
        var editor = Show("1 and (2 or 3)");
        foreach (var open in (Action[])[() => editor.Find("[data-add]").Click(), () => Menu(editor, "2", "Move to…"), () => Menu(editor, "A", "Lock…"), () => Button(editor, "Keys").Click()])
        {
            open();
            editor.Find("dialog").KeyDown("Escape");
            Assert.Empty(editor.FindAll("dialog"));
        }

        Assert.Equal("1 and (2 or 3)", Logic);
    }

    [Fact]
    public void An_edit_draws_only_that_bracket_of_the_text_line_anew()
    {
        var editor = Show("(1 or 2) and (3 or 4)");
        var drawn = editor.FindComponents<LogicPart>().Select(part => part.RenderCount).ToList();
        Menu(editor, "1", "Put NOT before");
        Assert.Equal("(not 1 or 2) and (3 or 4)", editor.Find(".rb-logic code").TextContent.Trim());
        Assert.Equal([1, 0], editor.FindComponents<LogicPart>().Select((part, i) => part.RenderCount - drawn[i]).Skip(1)); // of the outermost one its inner ones count too
        Button(editor, "Undo").Click();
        Menu(editor, "1", "Remove");
        Assert.Equal("(1) and (2 or 3)", editor.Find(".rb-logic code").TextContent.Trim()); // numbers go on from those before
    }

    [Fact]
    public void The_sentence_of_a_long_rule_is_cut_and_says_how_many_there_are()
    {
        var editor = Show(string.Join(" and ", Enumerable.Range(1, 60)));
        var said = editor.Find(".rb-summary").TextContent;
        Assert.StartsWith("Initial cart total is €1.00 or more, and initial cart total is €2.00 or more, and ", said, StringComparison.Ordinal);
        Assert.EndsWith(" … (60 rules in all)", said, StringComparison.Ordinal);
        Assert.InRange(said.Length, 900, 1030);
    }

    [Fact]
    public void Several_are_selected_and_treated_together()
    {
        var editor = Show("1 and 2 and 3 and 4");
        Row(editor, "2").QuerySelector(".n")!.Click();
        Row(editor, "3").QuerySelector(".n")!.Click();
        Assert.Equal("2 selected", editor.Find(".rb-selected b").TextContent);
        editor.FindAll(".rb-selected button").Single(button => button.TextContent == "Surround with brackets").Click();
        Assert.Equal("1 and (2 and 3) and 4", Logic);
        Row(editor, "4").QuerySelector(".n")!.Click(new MouseEventArgs { ShiftKey = true });
        editor.FindAll(".rb-selected button").Single(button => button.TextContent == "Clear").Click();
        Assert.Empty(editor.FindAll(".rb-selected"));
    }

    [Fact]
    public void Move_to_lists_the_places_that_are_allowed()
    {
        var editor = Show("1 and (2 or 3)");
        Menu(editor, "1", "Move to…");
        Assert.Equal(["Before rule 2, in bracket A", "After rule 2, in bracket A", "After rule 3, in bracket A", "After bracket A"], editor.FindAll(".rb-places button").Select(place => place.TextContent));
        editor.Find("dialog input").Input("after rule 2");
        editor.Find(".rb-places button").Click();
        Assert.Equal("(2 or 1 or 3)", Logic);
    }

    [Fact]
    public async Task The_browser_reports_drops_keys_and_pastes()
    {
        var editor = Show("1 and (2 or 3) and 4");
        var tree = editor.Instance.State.Tree;

        var answer = await editor.InvokeAsync(() => editor.Instance.Drop(tree.Id(1), tree.Bracket("A"), 0, 1));
        Assert.Equal("(2 or 1 or 3) and 4", Logic);
        Assert.Equal(tree.Id(1), answer.Focus);
        Assert.Equal("Rule 1 moved into bracket A, position 2 of 3. It is rule 2 now.", editor.Find("[role=status]").TextContent);
        await editor.InvokeAsync(() => editor.Instance.Drop(tree.Id(4), 0, tree.Id(3), 0));
        Assert.Equal("(2 or 1 or (3 and 4))", Logic);
        await editor.InvokeAsync(() => editor.Instance.DropNew("order.items_count", BuilderTree.RootId, 0, 0)); // unknown words do nothing
        Assert.Equal("(2 or 1 or (3 and 4))", Logic);

        foreach (var (key, becomes) in new[]
                 {
                     ("Up", "(1 or 2 or (3 and 4))"), ("Out", "(2 or (3 and 4)) and 1"), ("Not", "(2 or (3 and 4)) and not 1"), ("Mute", "(2 or (3 and 4)) and [not 1]"), ("Mute", "(2 or (3 and 4)) and not 1"),
                     ("In", "(2 or (3 and 4) or not 1)"), ("Group", "(2 or (3 and 4) or (not 1))"), ("Unwrap", "(2 or (3 and 4) or not 1)"), ("Duplicate", "(2 or (3 and 4) or not 1 or not 1)"),
                     ("Undo", "(2 or (3 and 4) or not 1)"), ("Remove", "(2 or (3 and 4))"), ("Redo", "(2 or (3 and 4))"),
                 })
        {
            await editor.InvokeAsync(() => editor.Instance.Key(key, editor.Instance.State.Tree.Has(tree.Id(1)) ? tree.Id(1) : tree.Id(2)));
            Assert.Equal((key, becomes), (key, Logic));
        }

        var copied = (await editor.InvokeAsync(() => editor.Instance.Key("Copy", editor.Instance.State.Tree.Id(2)))).Copied!;
        Assert.Equal("[2]", $"[{Trees.Asks(new RuleNode((Condition)CopiedRules.Read(copied)![0]))}]");
        Assert.Null(CopiedRules.Read("{\"copiedRules\":[{\"type\":\"nothing.known\"}]}"));
        Assert.Null(CopiedRules.Read("plain text"));
    }

    [Fact]
    public async Task With_one_that_is_dropped_go_the_others_that_are_selected()
    {
        var editor = Show("1 and 2 and 3 and (4 or 5)");
        var tree = editor.Instance.State.Tree;
        Row(editor, "1").QuerySelector(".n")!.Click();
        Row(editor, "3").QuerySelector(".n")!.Click();
        await editor.InvokeAsync(() => editor.Instance.Drop(tree.Id(2), tree.Bracket("A"), 0, 2)); // not one of them
        Assert.Equal("1 and 3 and (4 or 5 or 2)", Logic);
        await editor.InvokeAsync(() => editor.Instance.Drop(tree.Id(3), tree.Bracket("A"), 0, 0));
        Assert.Equal("(1 or 3 or 4 or 5 or 2)", Logic);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_changes_nothing()
    {
        var editor = Show("1 and (2 or (3 and 4))");
        var tree = editor.Instance.State.Tree;
        await editor.InvokeAsync(() => editor.Instance.Drop(tree.Bracket("A"), tree.Bracket("B"), 0, 0));
        Assert.Equal("Bracket A cannot be put inside itself.", editor.Find("[role=status]").TextContent);
        Assert.Equal(["Bracket A cannot be put inside itself."], Services.GetRequiredService<Toasts>().Shown.Select(toast => toast.Text));
        Assert.Equal("1 and (2 or (3 and 4))", Logic);
    }

    [Fact]
    public void To_read_only_nothing_can_be_changed()
    {
        _rule = Trees.Of("1 and (2 or 3)").ToRule();
        var editor = Render<RuleTreeEditor>(parameters => parameters.Add(e => e.Rule, _rule).Add(e => e.Names, new Dictionary<string, string>()).Add(e => e.MayEdit, false));
        Assert.Empty(editor.FindAll("[data-add], .rb-left, [data-handle], [data-movable]"));
        Row(editor, "2").QuerySelector(".part")!.Click();
        Assert.Empty(editor.FindAll("[data-editor]"));
    }

    private static IElement Row(IRenderedComponent<RuleTreeEditor> editor, string badge) => editor.Find($"[data-row][data-badge='{badge}']");

    private static IElement Button(IRenderedComponent<RuleTreeEditor> editor, string label) => editor.Find($"button[aria-label='{label}']");

    private static void Menu(IRenderedComponent<RuleTreeEditor> editor, string badge, string item)
    {
        Row(editor, badge).QuerySelector("[aria-haspopup=menu]")!.Click();
        editor.FindAll("[role=menuitem]").Single(one => one.QuerySelector(".grow")!.TextContent == item).Click();
    }

    private IRenderedComponent<RuleTreeEditor> Show(string logic, RuleContexts context = RuleContexts.Coupons) => Show(Trees.Of(logic).ToRule(), context);

    private IRenderedComponent<RuleTreeEditor> Show(Rule? rule, RuleContexts context = RuleContexts.Coupons)
    {
        _rule = rule;
        return Render<RuleTreeEditor>(parameters => parameters
            .Add(e => e.Rule, _rule).Add(e => e.Context, context).Add(e => e.Names, new Dictionary<string, string>())
            .Add(e => e.RuleChanged, EventCallback.Factory.Create<Rule?>(this, rule => _rule = rule)));
    }
}
