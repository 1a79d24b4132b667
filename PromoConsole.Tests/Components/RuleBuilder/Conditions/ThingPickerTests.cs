using AngleSharp.Dom;
using Bunit;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

/// <summary>Choosing things by searching.</summary>
public sealed class ThingPickerTests : Rendered
{
    private IReadOnlyList<Choosable> _picked = [];

    [Fact]
    public void What_is_found_is_added_once_and_removed()
    {
        var picker = Show();
        Box(picker).Input("win");
        picker.Find(".found button").Click();
        Assert.Equal(["Winter club"], _picked.Select(thing => thing.Name));
        Assert.Equal("", Box(picker).GetAttribute("value"));

        Box(picker).Click();
        Assert.True(picker.FindAll(".found button")[0].IsDisabled());
        picker.Find("button[aria-label='Remove Winter club']").Click();
        Assert.Empty(_picked);
    }

    [Fact]
    public void Escape_closes_the_list_and_emptying_the_box_by_it_does_not_open_it_again()
    {
        var picker = Show();
        Box(picker).Input("win");
        Assert.Equal("true", Box(picker).GetAttribute("aria-expanded"));
        Box(picker).KeyDown("Escape");
        Assert.Equal("false", Box(picker).GetAttribute("aria-expanded"));
        Box(picker).KeyDown("Escape");
        Box(picker).Input("");
        Assert.Equal("false", Box(picker).GetAttribute("aria-expanded"));
        Box(picker).KeyDown("v");
        Box(picker).Input("v");
        Assert.Equal("true", Box(picker).GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Enter_takes_the_first_that_is_not_chosen_yet()
    {
        var picker = Show();
        Box(picker).Input("i");
        Box(picker).KeyDown("Enter");
        Box(picker).Input("i");
        Box(picker).KeyDown("Enter");
        Assert.Equal(["Winter club", "VIP"], _picked.Select(thing => thing.Name));
    }

    private static IElement Box(IRenderedComponent<ThingPicker> picker) => picker.Find("input");

    private IRenderedComponent<ThingPicker> Show()
    {
        Choosable[] all = [new("seg_1", "Winter club", "12 customers"), new("seg_2", "VIP", null), new("seg_3", "New here", null)];
        IRenderedComponent<ThingPicker>? shown = null;
        shown = Render<ThingPicker>(parameters => parameters
            .Add(picker => picker.Label, "Segments").Add(picker => picker.Picked, _picked)
            .Add(picker => picker.Find, (text, _) => Task.FromResult<IReadOnlyList<Choosable>>([.. all.Where(thing => thing.Name.Contains(text, StringComparison.OrdinalIgnoreCase))]))
            .Add(picker => picker.PickedChanged, picked =>
            {
                _picked = picked;
                shown!.Render(again => again.Add(picker => picker.Picked, picked));
            }));
        return shown;
    }
}
