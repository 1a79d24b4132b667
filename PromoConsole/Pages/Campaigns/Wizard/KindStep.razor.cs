using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>One code for everybody, or one for each customer.</summary>
public sealed partial class KindStep
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>Codes exist already, so the kind cannot change.</summary>
    [Parameter] public bool Launched { get; set; }

    // A shared code is used by many; a code of one's own once. Whoever set another limit keeps it.
    private Task ChooseAsync(CodeMode mode) => SetupChanged.InvokeAsync(Setup with
    {
        Codes = Setup.Codes with
        {
            Mode = mode,
            RedemptionLimit = (mode, Setup.Codes.RedemptionLimit) switch
            {
                (CodeMode.Shared, 1) => null,
                (CodeMode.Unique, null) => 1,
                (_, var limit) => limit,
            },
        },
    });
}
