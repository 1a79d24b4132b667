using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>The tiers of a promotion with what each gave, and switches; and its stacks.</summary>
public sealed partial class TiersTab(PromotionList promotions, PromotionService service, CategoryService categories, CurrentMember member, Toasts toasts, ILogger<TiersTab> logger)
{
    private IReadOnlyList<TierRecord>? _tiers;
    private IReadOnlyList<Category> _categories = [];
    private string? _problem;
    private bool _failed;
    private bool _busy;

    [Parameter, EditorRequired] public required Campaign Campaign { get; set; }

    /// <summary>As in force; the draft's while it was never launched.</summary>
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>The reader may change it.</summary>
    [Parameter] public bool MayWrite { get; set; }

    /// <summary>A tier was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    // Of a draft nothing works yet, so there is nothing to switch here.
    private bool MaySwitch => MayWrite && Campaign is { Version: > 0, DeletedAt: null, ArchivedAt: null };

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _failed = false;
        try
        {
            if (Setup.Stacks.Any(stack => stack.CategoryId is not null)) _categories = await categories.ListAsync();
            _tiers = (await promotions.TiersOfAsync(Campaign.Id)).Value ?? [];
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "The tiers of campaign {Id} could not be shown", Campaign.Id);
            _failed = true;
        }
    }

    private async Task SwitchAsync(TierSetup tier)
    {
        if (await SetAsync(tier, !tier.Active)) toasts.Show($"“{tier.Name}” is switched {(tier.Active ? "off" : "on")}", () => InvokeAsync(() => SetAsync(tier, tier.Active)));
    }

    private async Task<bool> SetAsync(TierSetup tier, bool active)
    {
        _busy = true;
        var done = await service.SetActiveAsync(new SetTierActive(tier.Id, active, (await member.CallerAsync()).Name));
        _busy = false;
        _problem = done.Error?.Message;
        await LoadAsync();
        await OnChanged.InvokeAsync();
        return done.IsOk;
    }

    private string NameOf(string tierId) => TierEdits.Find(Setup, tierId)?.Name ?? tierId;
}
