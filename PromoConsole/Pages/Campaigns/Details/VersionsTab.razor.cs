using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>What was launched, newest first, each with what it changed; an older one comes back in one click, as a new version.</summary>
public sealed partial class VersionsTab(CampaignHistory history, CampaignService campaigns, RuleChoices choices, ItemChoices items, CategoryService categories, CurrentMember member, Toasts toasts)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private IReadOnlyList<CampaignVersion>? _versions;
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired] public required Campaign Campaign { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_versions?.FirstOrDefault()?.Number == Campaign.Version) return;
        var versions = await history.VersionsAsync(Campaign.Id);
        foreach (var version in versions)
            foreach (var (id, name) in await choices.NamesAsync(version.Setup)) _names[id] = name;
        foreach (var (id, name) in await items.NamesAsync([.. versions.Select(version => version.Setup)])) _names[id] = name;
        if (Campaign.Kind == CampaignKind.Promotion)
            foreach (var category in await categories.ListAsync()) _names[category.Id] = category.Name;
        _versions = versions;
    }

    private async Task RestoreAsync(CampaignVersion version)
    {
        (_busy, _problem) = (true, null);
        var actor = (await member.CallerAsync()).Name;
        var was = Campaign.Version;
        var restored = await campaigns.RestoreVersionAsync(new(Campaign.Id, version.Number, actor));
        _busy = false;
        if (!restored.IsOk)
        {
            _problem = restored.Error.Message;
            return;
        }

        toasts.Show($"Version {version.Number} is in force again, as version {restored.Value.Version}", () => InvokeAsync(async () =>
        {
            await campaigns.RestoreVersionAsync(new(Campaign.Id, was, actor));
            await OnChanged.InvokeAsync();
        }));
        await OnChanged.InvokeAsync();
    }
}
