using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns;

/// <summary>How much of the discount budget is used, in a table's row.</summary>
public sealed partial class BudgetBar
{
    [Parameter, EditorRequired] public required CampaignRow Row { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
