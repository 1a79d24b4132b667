using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>One code for everybody, one for each customer, or no codes at all.</summary>
public sealed partial class KindStep
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    [Parameter] public EventCallback<CampaignKind> KindChanged { get; set; }

    /// <summary>Whether codes or no codes is still to be chosen: only before the draft is made.</summary>
    [Parameter] public bool ChoosesKind { get; set; }

    /// <summary>Codes exist already, so the kind cannot change.</summary>
    [Parameter] public bool Launched { get; set; }

    // A shared code is used by many; a code of one's own once. Whoever set another limit keeps it.
    private async Task ChooseAsync(CodeMode mode)
    {
        var codes = Kind == CampaignKind.Promotion ? new CodeSetup() : Setup.Codes;
        if (Kind != CampaignKind.Coupons) await KindChanged.InvokeAsync(CampaignKind.Coupons);
        await SetupChanged.InvokeAsync(Setup with
        {
            Codes = codes with
            {
                Mode = mode,
                OnDemand = codes.OnDemand && mode == CodeMode.Unique,
                OnePerCustomer = codes.OnePerCustomer && mode == CodeMode.Unique,
                RedemptionLimit = (mode, codes.RedemptionLimit) switch
                {
                    (CodeMode.Shared, 1) => null,
                    (CodeMode.Unique, null) => 1,
                    (_, var limit) => limit,
                },
            },
        });
    }

    private async Task ChoosePromotionAsync()
    {
        await KindChanged.InvokeAsync(CampaignKind.Promotion);
        await SetupChanged.InvokeAsync(Setup with { Codes = CodeSetup.None, MetadataOfCodes = false });
    }
}
