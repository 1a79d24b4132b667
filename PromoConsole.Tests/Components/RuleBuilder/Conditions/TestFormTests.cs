using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

/// <summary>The form of one comparison.</summary>
public sealed class TestFormTests : Rendered
{
    private static readonly RuleKind s_kind = RuleKinds.Of("redemption.date");
    private RuleTest _test = ((MomentCondition)s_kind.Empty()).Tests[0];

    public TestFormTests() => Services.AddSingleton(new RuleChoices(null!, null!, null!, null!)); // nothing of the shop is looked for

    [Fact]
    public void Hours_are_typed_as_times_and_may_be_several()
    {
        var form = Show();

        Type(form, "From", "17:00");
        Assert.Equal("17:00/18:00", Values); // an hour until the other is typed
        Type(form, "To", "19:30");
        form.FindAll("button").Single(button => button.TextContent.Contains("or other hours", StringComparison.Ordinal)).Click();
        Type(form, "To, 2", "02:00");
        Assert.Equal("17:00/19:30 20:30/02:00", Values);
        form.Find("button[aria-label='Remove hours 1']").Click();
        Type(form, "From", "");

        Assert.Equal("20:30/02:00", Values);
        Assert.Equal("20:30", form.Find("input[aria-label=From]").GetAttribute("value"));
        Assert.Null(RuleCheck.ProblemOf(new MomentCondition(s_kind, [_test])));
    }

    [Fact]
    public void Offers_hours_days_and_dates()
    {
        var form = Show();

        Assert.Equal(["is between the hours", "is on a", "is within", "is before", "is after"], form.FindAll("option").Select(option => option.TextContent.Trim()));
    }

    private string Values => string.Join(' ', _test.Values);

    private static void Type(IRenderedComponent<TestForm> form, string label, string time) => form.Find($"input[aria-label='{label}']").Change(time);

    private IRenderedComponent<TestForm> Show()
    {
        IRenderedComponent<TestForm>? shown = null;
        shown = Render<TestForm>(parameters => parameters
            .Add(form => form.Kind, s_kind).Add(form => form.Test, _test).Add(form => form.Names, new Dictionary<string, string>())
            .Add(form => form.TestChanged, test =>
            {
                _test = test;
                shown!.Render(again => again.Add(form => form.Test, test));
            }));
        return shown;
    }
}
