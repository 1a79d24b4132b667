using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns;

/// <summary>A campaign's computed status with its time hint; hovering explains it.</summary>
public sealed partial class StatusOf(TimeProvider time)
{
    [Parameter, EditorRequired] public required CampaignRow Row { get; set; }

    [Parameter] public bool Pill { get; set; }

    [Parameter] public bool TwoLines { get; set; }

    private CampaignLook Look => CampaignLook.Of(Row, time.GetUtcNow());
}
