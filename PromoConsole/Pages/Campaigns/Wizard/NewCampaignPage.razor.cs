using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>Starts a campaign: its kind and a name make the draft, which the wizard then fills.</summary>
public sealed partial class NewCampaignPage(CampaignService campaigns, CurrentMember member, NavigationManager navigation)
{
    private CampaignSetup _setup = new();
    private CampaignKind _kind;
    private string? _name;
    private string? _problem;
    private bool _busy;

    private async Task StartAsync()
    {
        _busy = true;
        var caller = await member.CallerAsync();
        var draft = await campaigns.CreateDraftAsync(new CreateDraft { Name = _name ?? "", Kind = _kind, Setup = _setup, Actor = caller.Name });
        _busy = false;
        if (draft.IsOk) navigation.NavigateTo(WizardSteps.Href(draft.Value.Id, WizardSteps.Codes));
        else _problem = draft.Error.Key == "duplicate_found" ? "A campaign with this name exists, perhaps in the bin. Choose another name." : draft.Error.Message;
    }
}
