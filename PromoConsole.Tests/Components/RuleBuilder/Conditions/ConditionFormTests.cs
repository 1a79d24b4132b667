using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

/// <summary>A condition as a form, with its sub-rules in brackets of their own.</summary>
public sealed class ConditionFormTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private Condition _condition = RuleKinds.Of("order.items.any").Empty();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(Time);
        Services.AddRuleChoices(_world);
        Services.AddSingleton(_world.Get<MessageService>());
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Sub_rules_are_added_joined_negated_moved_and_removed()
    {
        var form = Show();
        Add(form, "Quantity of matched items");
        Add(form, "Unit price of matching order line");
        Assert.Equal("quantity and price", Where);

        Press(form, "OR, any of these");
        Assert.Equal("quantity or price", Where);
        form.FindAll("button[aria-pressed]").Last(button => button.TextContent.Trim() == "NOT").Click();
        Assert.Equal("quantity or not price", Where);
        Assert.Equal("must not hold", form.FindAll(".condition-head")[1].QuerySelector(".tag")!.TextContent.Trim());

        Labelled(form, "Move sub-rule 2 up").Click();
        Assert.Equal("not price or quantity", Where);
        Assert.True(Labelled(form, "Move sub-rule 1 up").IsDisabled());
        Press(form, "Add bracket");
        Assert.Equal("not price or quantity or (quantity)", Where);
        Assert.Equal("Bracket A, 1 condition", form.FindAll(".bracket")[1].GetAttribute("aria-label"));
        Labelled(form, "Move bracket up").Click();
        Assert.Equal("not price or (quantity) or quantity", Where);
        Labelled(form, "Remove bracket A").Click();
        Labelled(form, "Remove sub-rule 1").Click();
        Labelled(form, "Remove sub-rule 1").Click();
        Assert.Null(_condition.SubRules());
        Assert.Contains(form.FindAll("button"), button => button.TextContent.Trim() == "Add sub-rule");
    }

    [Fact]
    public void A_sub_rule_that_is_incomplete_says_so_where_it_stands()
    {
        var form = Show();
        Add(form, "Matching item metadata");

        var said = form.FindAll(".subs .field-error").Select(problem => problem.TextContent).ToList();
        Assert.Equal(RuleCheck.Problems(_condition).Where(problem => problem.Path.StartsWith("where", StringComparison.Ordinal)).Select(problem => problem.Sentence), said);
        Assert.NotEmpty(said);
        form.Find(".subs input[aria-label=Attribute]").Change("colour");
        form.Find(".subs input[aria-label='Values, separated by commas']").Change("red, blue");
        Assert.Empty(form.FindAll(".subs .field-error"));
        var asked = Assert.IsType<MetadataCondition>(_condition.SubRules()!.Conditions().Single());
        Assert.Equal(("colour", "red blue"), (asked.Property, string.Join(' ', asked.Tests[0].Values)));
    }

    [Fact]
    public void Several_comparisons_must_all_hold()
    {
        _condition = RuleKinds.Of("order.initial_amount").Empty();
        var form = Show();
        Press(form, "Another comparison");
        Assert.Equal(2, ((TestedCondition)_condition).Tests.Count);
        Assert.Equal("and", form.Find(".operands .and").TextContent);
        form.FindAll("button[aria-label='Remove this comparison']")[0].Click();
        Assert.Single(((TestedCondition)_condition).Tests);
    }

    [Fact]
    public void The_basis_of_an_amount_changes_the_kind_and_keeps_the_value()
    {
        _condition = When.InitialAmount(Operator.AtLeast, 50_00);
        var form = Show();
        Press(form, "after this discount");
        Assert.Equal(("order.total_amount", 50_00L), (_condition.Kind.Word, ((NumberCondition)_condition).Tests[0].Values[0].Whole!.Value));
    }

    private string Where => Written(_condition.SubRules()!);

    private static string Written(Rule rule) => rule switch
    {
        Not not => $"not {Inner(not.Rule)}",
        Condition { Kind.Word: "order.items.aggregated_quantity" } => "quantity",
        Condition { Kind.Word: "order.items.price" } => "price",
        AnyOf any => string.Join(" or ", any.Rules.Select(Inner)),
        _ => string.Join(" and ", rule.Parts().Select(Inner)),
    };

    private static string Inner(Rule rule) => rule is AllOf or AnyOf ? $"({Written(rule)})" : Written(rule);

    // The last menu is that of the outermost bracket.
    private static void Add(IRenderedComponent<ConditionForm> form, string label)
    {
        Press(form, "Add sub-rule");
        form.FindAll(".kinds .menu-item").Single(item => item.QuerySelector(".m")!.TextContent == label).Click();
    }

    private static void Press(IRenderedComponent<ConditionForm> form, string words) => form.FindAll("button").Last(button => button.TextContent.Trim() == words).Click();

    private static IElement Labelled(IRenderedComponent<ConditionForm> form, string label) => form.Find($"button[aria-label='{label}']");

    private IRenderedComponent<ConditionForm> Show()
    {
        IRenderedComponent<ConditionForm>? shown = null;
        shown = Render<ConditionForm>(parameters => parameters
            .Add(form => form.Condition, _condition).Add(form => form.Bare, true).Add(form => form.Names, new Dictionary<string, string>())
            .Add(form => form.Problems, RuleCheck.Problems(_condition))
            .Add(form => form.ConditionChanged, changed =>
            {
                _condition = changed;
                shown!.Render(again => again.Add(form => form.Condition, changed).Add(form => form.Problems, RuleCheck.Problems(changed)));
            }));
        return shown;
    }
}
