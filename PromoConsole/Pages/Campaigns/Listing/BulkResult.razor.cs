using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>How a bulk action went with each campaign, failures first.</summary>
public sealed partial class BulkResult
{
    [Parameter, EditorRequired] public required BulkOutcome Outcome { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<BulkOutcome> OnUndo { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
