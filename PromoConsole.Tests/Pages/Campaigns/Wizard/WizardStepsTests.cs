using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Pages.Campaigns;
using PromoConsole.Pages.Campaigns.Wizard;

namespace PromoConsole.Tests.Pages.Campaigns.Wizard;

public class WizardStepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Says_what_is_missing_in_the_step_where_it_is_put_right()
    {
        var setup = new CampaignSetup();

        var steps = WizardSteps.Of("camp_1", setup, LaunchCheck.Problems(setup, 0, ignoresCase: true), "Everybody.", ProjectFormat.Default);

        Assert.Equal(WizardSteps.Keys, steps.Select(step => step.Key));
        var todo = Assert.Single(steps, step => step.ActionRequired);
        Assert.Equal((WizardSteps.Discount, "Choose what comes off"), (todo.Key, todo.Summary));
        Assert.Equal("1 step needs action", steps[^1].Summary);
        Assert.Equal("100 codes, ########", steps[1].Summary);
    }

    [Fact]
    public void Asks_for_a_longer_pattern_in_the_codes_step()
    {
        var setup = new CampaignSetup { Discount = new PercentOff(10), Codes = new CodeSetup { Count = 1000, Pattern = new() { Length = 3 } } };

        var steps = WizardSteps.Of("camp_1", setup, LaunchCheck.Problems(setup, 0, ignoresCase: true), "", ProjectFormat.Default);

        Assert.True(steps[1].ActionRequired);
    }

    [Theory]
    [InlineData(CodeMode.Unique, 20_000, null, "Launch and make 20,000 codes; works at once")]
    [InlineData(CodeMode.Unique, 1, 5, "Launch and make 1 code; works from 7 Mar, 12:00")]
    [InlineData(CodeMode.Shared, 0, null, "Launch with SUMMER20; works at once")]
    public void Names_the_launch_button_after_what_it_does(CodeMode mode, int count, int? startsInDays, string button)
    {
        var setup = new CampaignSetup
        {
            Codes = new CodeSetup { Mode = mode, Count = count, SharedCode = "SUMMER20" },
            Schedule = new Schedule { StartsAt = startsInDays is { } days ? Now.AddDays(days) : null },
        };

        Assert.Equal(button, AfterLaunch.Button(setup, launched: false, 1, Now, ProjectFormat.Default));
    }

    [Theory]
    [InlineData(0, "Launch with codes on demand; works at once", "No codes are made yet: each is made when it is given to a customer.")]
    [InlineData(250, "Launch and make 250 codes; works at once", "250 codes are made in the background, a second or two; more whenever they run out.")]
    public void Says_that_codes_are_made_on_demand(int count, string button, string after)
    {
        var setup = new CampaignSetup { Discount = new PercentOff(10), Codes = new CodeSetup { Count = count, OnDemand = true, OnePerCustomer = true } };

        Assert.Equal(button, AfterLaunch.Button(setup, launched: false, 1, Now, ProjectFormat.Default));
        Assert.Equal(after, AfterLaunch.Steps(setup, launched: false, active: true, Now, ProjectFormat.Default)[0].Sentence);
        Assert.StartsWith("Customers get 10% off with one code of their own, made when none is left.",
            CampaignSentence.Of(setup, new Dictionary<string, string>(), Now, ProjectFormat.Default), StringComparison.Ordinal);
        Assert.Equal(count == 0 ? "Codes made when they are given, ########, one per customer" : "250 codes and more when they run out, ########, one per customer",
            SetupText.Codes(setup.Codes, ProjectFormat.Default));
        Assert.Empty(LaunchCheck.Problems(setup, 0, ignoresCase: true));
    }

    [Fact]
    public void Finds_when_the_clocks_change()
    {
        var warsaw = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");

        var change = ClockChange.Next(warsaw, Now, Now.AddYears(1))!;

        Assert.Equal((true, new DateOnly(2026, 3, 29)), (change.Forward, DateOnly.FromDateTime(change.At.UtcDateTime)));
        Assert.Null(ClockChange.Next(warsaw, Now, Now.AddDays(20)));
        Assert.Null(ClockChange.Next(TimeZoneInfo.Utc, Now, Now.AddYears(1)));
    }
}
