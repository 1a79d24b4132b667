using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>What the examples of a campaign and its tiers come to, before it is launched. Nothing where there are none.</summary>
public sealed partial class ReviewExamples(RuleExamples examples)
{
    private IReadOnlyList<RuleExampleResult> _results = [];
    private CampaignSetup? _run;

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    /// <summary>Differences are meant.</summary>
    [Parameter] public bool Accepted { get; set; }

    [Parameter] public EventCallback<bool> AcceptedChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_run, Setup)) return;
        _run = Setup;
        var results = new List<RuleExampleResult>();
        foreach (var (rule, some) in Setup.Tiers.Select(tier => (tier.Rule, tier.RuleExamples)).Prepend((Setup.Rule, Setup.RuleExamples)))
            if (some is not null) results.AddRange(await examples.RunAsync(rule, some));
        _results = results;
    }
}
