using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The usual limits and the budget, and what a refused customer is told.</summary>
public sealed partial class LimitsStep
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>What keeps the campaign from being launched; only this step's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private static readonly (LimitGroup Group, string Title)[] Groups =
        [(LimitGroup.Customer, "How often one customer may redeem"), (LimitGroup.Campaign, "How often the campaign may be redeemed"), (LimitGroup.Money, "What it may cost")];

    private CampaignLimits Limits => Setup.Limits;

    private string? Problem(string field) => Problems.FirstOrDefault(problem => problem.Path == $"limits.{field}")?.Sentence;

    private Task ChangeAsync(CampaignLimits limits) => SetupChanged.InvokeAsync(Setup with { Limits = limits });
}
