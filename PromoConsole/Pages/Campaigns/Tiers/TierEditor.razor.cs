using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;

namespace PromoConsole.Pages.Campaigns.Tiers;

/// <summary>One tier: its name and banner, what comes off, for whom, and when; with the steps that a campaign of codes has.</summary>
public sealed partial class TierEditor
{
    [Parameter, EditorRequired] public required string CampaignId { get; set; }

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    [Parameter, EditorRequired] public required TierSetup Tier { get; set; }

    /// <summary>What keeps the campaign from being launched; only this tier's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<SetupProblem> Own => TierParts.Of(Problems, Setup, Tier.Id);

    // Its times are read in the campaign's zone, which is shown but belongs to the campaign.
    private CampaignSetup Alone
    {
        get
        {
            var alone = Tier.Alone();
            return alone with { Schedule = alone.Schedule with { TimeZone = alone.Schedule.TimeZone ?? Setup.Schedule.TimeZone } };
        }
    }

    private TierSetup? Next => Setup.Ordered().SkipWhile(tier => tier.Id != Tier.Id).Skip(1).FirstOrDefault();

    private string? Problem(string path) => Own.FirstOrDefault(problem => problem.Path == path)?.Sentence;

    private Task ChangeAsync(CampaignSetup alone) => ChangeAsync(Tier.With(alone with { Schedule = alone.Schedule with { TimeZone = Tier.Schedule.TimeZone } }));

    private Task ChangeAsync(TierSetup tier) => SetupChanged.InvokeAsync(Setup.With(tier));
}
