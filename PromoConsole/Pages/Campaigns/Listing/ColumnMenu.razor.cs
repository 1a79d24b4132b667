using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>Which columns show, and how dense the rows are; kept in the address with the rest of the view.</summary>
public sealed partial class ColumnMenu
{
    private bool _open;

    [Parameter, EditorRequired] public required CampaignListUrl Url { get; set; }

    [Parameter] public EventCallback<CampaignListUrl> OnChange { get; set; }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _open = false;
    }
}
