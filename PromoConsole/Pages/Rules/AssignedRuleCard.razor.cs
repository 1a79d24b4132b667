using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Rules;

/// <summary>The rule of the library that stands before a campaign or tier, and the choice of one.</summary>
public sealed partial class AssignedRuleCard(RuleRecords records, RuleService rules, RuleChoices choices, ItemChoices items, CurrentMember member, Toasts toasts)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private AssignedRule? _assigned;
    private string? _problem;
    private string? _shown;
    private bool _choosing;
    private bool _loaded;
    private bool _busy;

    [Parameter, EditorRequired] public required RuleOwner Type { get; set; }

    /// <summary>Platform id of the campaign or tier.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    /// <summary>What it stands before is launched, so that an assigned rule holds at once. Default true.</summary>
    [Parameter] public bool Live { get; set; } = true;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        _shown = Id;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var assigned = (await records.OfAsync([Id])).GetValueOrDefault(Id);
        if (assigned?.Rule.Content is { } content)
        {
            foreach (var (id, name) in await choices.NamesAsync(content.Rule)) _names[id] = name;
            foreach (var (id, name) in await items.NamesAsync(new CampaignSetup { Coverage = content.Coverage, Bundle = content.Bundle })) _names[id] = name;
        }

        (_assigned, _loaded) = (assigned, true);
    }

    private async Task AssignAsync(ValidationRule rule)
    {
        (_choosing, _problem) = (false, null);
        var assigned = await rules.AssignAsync(rule.Id, Type, Id, force: true, await member.CallerAsync());
        if (assigned.IsOk) toasts.Show($"“{rule.Name}” {(Live ? "holds here at once" : "is assigned")}");
        else _problem = assigned.Error.Details ?? assigned.Error.Message;
        await LoadAsync();
    }

    private async Task TakeAwayAsync()
    {
        (_busy, _problem) = (true, null);
        var (assignment, rule) = (_assigned!.Assignment, _assigned.Rule);
        var caller = await member.CallerAsync();
        var taken = await rules.UnassignAsync(rule.Id, assignment.Id, caller);
        _busy = false;
        await LoadAsync();
        if (taken.IsOk)
            toasts.Show($"“{rule.Name}” is taken away", () => InvokeAsync(async () =>
            {
                await rules.AssignAsync(rule.Id, Type, Id, force: false, caller);
                await LoadAsync();
                StateHasChanged();
            }));
        else _problem = "It was taken away already.";
    }
}
