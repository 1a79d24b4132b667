using Bunit;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

/// <summary>How dates are asked for, operator by operator.</summary>
public sealed class DateFormTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private RuleTest _test = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddRuleChoices(_world);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Operator.Before)]
    [InlineData(Operator.After)]
    public void A_date_takes_a_time_and_others_stay_to_the_letter(Operator op)
    {
        var form = Show(op, "2026-03-02T10:30:15.5Z", "2026-05-01");
        Assert.Equal(["2026-03-02", "2026-05-01"], form.FindAll("[type=date]").Select(box => box.GetAttribute("value")));
        Assert.Equal("11:30:15", form.FindAll("[type=time]")[0].GetAttribute("value"));

        form.FindAll("[type=time]")[1].Change("08:00"); // Warsaw, summer
        Assert.Equal(["2026-03-02T10:30:15.5Z", "2026-05-01T06:00:00Z"], Written);
        form.Find("button[aria-label='Remove value 1']").Click();
        Assert.Equal(["2026-05-01T06:00:00Z"], Written);
    }

    [Fact]
    public void A_window_has_two_dates_and_there_may_be_several_windows()
    {
        var form = Show(Operator.Within, "2026-03-01/2026-03-31T21:59:00Z");
        Assert.Equal(["2026-03-01", "2026-03-31"], form.FindAll("[type=date]").Select(box => box.GetAttribute("value")));
        Assert.Equal("23:59", form.FindAll("[type=time]")[1].GetAttribute("value"));

        form.FindAll("[type=date]")[0].Change("2026-02-01");
        Assert.Equal(["2026-02-01/2026-03-31T21:59:00Z"], Written);
        form.FindAll("button").Single(button => button.TextContent == "or another").Click();
        form.FindAll("[type=date]")[2].Change("2026-12-24");
        Assert.Equal(["2026-02-01/2026-03-31T21:59:00Z", "2026-12-24/2026-12-24"], Written);
        Assert.Equal(4, form.FindAll("[type=date]").Count);
        form.Find("button[aria-label='Remove value 1']").Click();
        Assert.Equal(["2026-12-24/2026-12-24"], Written);
    }

    [Fact]
    public void A_relative_date_says_which_days_it_means_today()
    {
        var form = Show(Operator.DaysAgo, "1", "2");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Warsaw.Zone).DateTime);

        Assert.Equal($"Today that is on {Day(today.AddDays(-1))}, or on {Day(today.AddDays(-2))}.", form.Find("[data-means]").TextContent);
        form.FindAll("button").Single(button => button.TextContent == "or another").Click();
        Assert.Equal(["1", "2", "0"], Written);
        Assert.Contains($"today, {Day(today)}", form.Find("[data-means]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_keeps_the_others_beside_it()
    {
        var form = Show(Operator.WithinPast, "P1DT2H", "P30D");

        Assert.Equal(2, form.FindAll(".duration").Count);
        form.FindAll(".duration input")[1].Change("14");
        Assert.Equal(["P1DT2H", "P14D"], Written);
        Assert.Contains("since ", form.Find("[data-means]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_of_the_week_and_words_stay_as_they_are_asked()
    {
        var days = Show(Operator.DayOfWeek, "0", "6");
        Assert.Equal(["Sat", "Sun"], days.FindAll("[aria-pressed=true]").Select(day => day.TextContent));
        days.FindAll("[aria-pressed]")[0].Click();
        Assert.Equal(["0", "1", "6"], Written);

        var words = Show(Operator.MoreThan, "2026-03-02T10:30:00Z");
        Assert.Equal("2026-03-02T10:30:00Z", words.Find("input").GetAttribute("value")); // a number or a word as well: asked as it is typed
    }

    private static ProjectFormat Warsaw => ProjectFormat.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") };

    private IEnumerable<string> Written => _test.Values.Select(value => value.Text);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", Warsaw.Culture);

    private IRenderedComponent<TestForm> Show(Operator op, params string[] values)
    {
        _test = new(op, [.. values.Select(value => (Operand)value)]);
        IRenderedComponent<TestForm>? form = null;
        void Set(ComponentParameterCollectionBuilder<TestForm> parameters) => parameters
            .Add(one => one.Kind, RuleKinds.Of("customer.metadata")).Add(one => one.Test, _test).Add(one => one.Names, new Dictionary<string, string>())
            .Add(one => one.TestChanged, changed =>
            {
                _test = changed;
                form!.Render(Set);
            });
        form = Render<TestForm>(parameters =>
        {
            Set(parameters);
            parameters.AddCascadingValue(Warsaw);
        });
        return form;
    }
}
