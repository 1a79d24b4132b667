using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>How a bulk action went with each campaign, failures first.</summary>
public sealed partial class BulkResult
{
    private const int Most = 200;

    [Parameter, EditorRequired] public required BulkOutcome Outcome { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<BulkOutcome> OnUndo { get; set; }

    private IEnumerable<BulkItem> Shown => Outcome.Items.OrderBy(item => item.Error is null).Take(Most);

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
