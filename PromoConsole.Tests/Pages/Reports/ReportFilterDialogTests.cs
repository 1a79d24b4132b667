using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components;
using PromoConsole.Engine.Reporting;
using PromoConsole.Pages.Reports;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Reports;

public class ReportFilterDialogTests : Rendered
{
    private static readonly ReportFilter Month = new() { From = new DateOnly(2026, 11, 1), To = new DateOnly(2026, 11, 22) };

    [Fact]
    public async Task Applies_all_that_was_chosen_at_once()
    {
        await using var world = await PromoWorld.StartAsync(Time);
        Services.AddSingleton(new ReportNames(world.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PromoConsole.Engine.Storage.PromoDbContext>>()));
        ReportFilter? chosen = null;
        var dialog = Render<ReportFilterDialog>(p => p.Add(d => d.Filter, Month).Add(d => d.OnChosen, filter => chosen = filter));

        dialog.Find("input[aria-label=From]").Change("2026-11-10");
        Choose(dialog, "Any reason", "Unknown code");
        Choose(dialog, "Any channel", "API");
        dialog.FindAll("button").Single(b => b.TextContent.Trim() == "Show report").Click();

        Assert.Equal((new DateOnly(2026, 11, 10), Month.To), (chosen!.From, chosen.To));
        Assert.Equal(["not_found"], chosen.Reasons);
        Assert.False(chosen.ExcludeReasons);
        Assert.Equal("API", chosen.Channel);
    }

    [Fact]
    public async Task Does_not_apply_a_period_that_ends_before_it_starts()
    {
        await using var world = await PromoWorld.StartAsync(Time);
        Services.AddSingleton(new ReportNames(world.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PromoConsole.Engine.Storage.PromoDbContext>>()));
        var dialog = Render<ReportFilterDialog>(p => p.Add(d => d.Filter, Month));

        dialog.Find("input[aria-label=To]").Change("2026-10-01");

        Assert.Contains("Choose a day on or after the first one.", dialog.Markup);
        Assert.True(dialog.FindAll("button").Single(b => b.TextContent.Trim() == "Show report").HasAttribute("disabled"));
    }

    [Fact]
    public void Every_filter_is_a_chip_that_goes_on_its_own()
    {
        var filter = Month with
        {
            Result = ReportResult.Refused,
            Campaigns = ["camp_1"],
            ExcludeCampaigns = true,
            Reasons = ["not_found"],
            CodePrefix = "BL",
            CustomerId = "cust_1",
            Channel = "API",
            MinAmount = 10_00,
            MaxAmount = 20_00,
        };
        var names = new Dictionary<string, string> { ["camp_1"] = "Black Week", ["cust_1"] = "Marta" };

        var chips = FilterChips.Of(filter, names, ProjectFormat.Default);

        Assert.Equal(
            ["is refused", "is not Black Week", "is Unknown code", "starts with BL", "is Marta", "is API", "from €10.00", "up to €20.00"], chips.Select(c => c.Says));
        foreach (var chip in chips) filter = FilterChips.Without(filter, chip.Key);
        Assert.Equal(new ReportAddress(Month, ReportStep.Day).On("/reports"), new ReportAddress(filter, ReportStep.Day).On("/reports"));
    }

    private static void Choose(IRenderedComponent<ReportFilterDialog> dialog, string placeholder, string choice)
    {
        var select = dialog.FindAll("select").Single(s => s.QuerySelectorAll("option").Any(o => o.TextContent.Trim() == choice));
        select.Change(select.QuerySelectorAll("option").Single(o => o.TextContent.Trim() == choice).GetAttribute("value")!);
        Assert.NotEqual(placeholder, choice);
    }
}
