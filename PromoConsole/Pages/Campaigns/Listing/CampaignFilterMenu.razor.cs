using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>Adds filters to the list; what is on shows as chips.</summary>
public sealed partial class CampaignFilterMenu(RuleChoices choices)
{
    private static readonly Choice<BudgetLeft?>[] s_budgets =
        [.. Enum.GetValues<BudgetLeft>().Select(budget => new Choice<BudgetLeft?>(budget, SetupText.Capital(CampaignChips.BudgetSays(budget))))];

    private bool _open;

    [Parameter, EditorRequired] public required CampaignListUrl Url { get; set; }

    [Parameter] public EventCallback<CampaignListUrl> OnChange { get; set; }

    /// <summary>What there is to choose from.</summary>
    [Parameter] public CampaignWords Words { get; set; } = CampaignWords.None;

    /// <summary>Name of what the rule is to name, where one is asked for.</summary>
    [Parameter] public string? UsesName { get; set; }

    private IReadOnlyList<Choosable> Used => Url.Uses is { } id ? [new(id, UsesName ?? id, null)] : [];

    private static string? Wire(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(ChangeEventArgs typed) =>
        DateOnly.TryParseExact(typed.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Task ToggleAsync(CampaignStatus status) => OnChange.InvokeAsync(Url with
    {
        Statuses = Url.Statuses.Contains(status) ? [.. Url.Statuses.Where(other => other != status)] : [.. Url.Statuses, status],
    });

    private Task UseAsync(IReadOnlyList<Choosable> picked) => OnChange.InvokeAsync(Url with { Uses = picked.LastOrDefault()?.Id });

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _open = false;
    }
}
