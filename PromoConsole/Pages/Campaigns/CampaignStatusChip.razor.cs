using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns;

/// <summary>A campaign's computed status as icon, word and time hint; hover explains it.</summary>
public sealed partial class CampaignStatusChip(TimeProvider time)
{
    [Parameter, EditorRequired] public required Campaign Campaign { get; set; }

    /// <summary>Uses its codes still allow; null when unlimited or not known.</summary>
    [Parameter] public long? UsesLeft { get; set; }

    /// <summary>On a filled ground, for page heads and drawers.</summary>
    [Parameter] public bool Pill { get; set; }

    /// <summary>The hint stands under the word, for dense tables.</summary>
    [Parameter] public bool TwoLines { get; set; }

    private StatusHint Hint => CampaignStatusPolicy.Describe(Campaign, time.GetUtcNow(), UsesLeft);

    private string StatusIcon => Hint.Status switch
    {
        CampaignStatus.Draft => "edit",
        CampaignStatus.Scheduled => "calendar",
        CampaignStatus.Live => "play",
        CampaignStatus.Paused => "pause",
        _ => "stop",
    };
}
