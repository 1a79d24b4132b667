using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Pages.Campaigns.Wizard;

namespace PromoConsole.Pages.Campaigns.Tiers;

/// <summary>The tiers of a promotion in their order, and stacks of them.</summary>
public sealed partial class TiersStep(CategoryService categories, NavigationManager navigation, TimeProvider time)
{
    private IReadOnlyList<Category> _categories = []; // not null before they are read: else each stack reads them for itself
    private string? _refusal;
    private (string Says, Func<CampaignSetup, CampaignSetup> Undo)? _removed;

    [Parameter, EditorRequired] public required string CampaignId { get; set; }

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>What keeps the campaign from being launched; only this step's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    /// <summary>Names of segments, products, collections and categories by id.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    // What stands at a tier or a stack is said there.
    private IEnumerable<string> Own => Problems.Where(problem => problem.Step == SetupStep.Tiers && problem.Path is "tiers" or "stacks" or "discount").Select(problem => problem.Sentence);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _categories = await categories.ListAsync();

    private static string NameOf(TierSetup tier) => tier.Name.Length > 0 ? tier.Name : "Unnamed tier";

    private string Href(TierSetup tier) => WizardSteps.TierHref(CampaignId, tier.Id);

    private string? CategoryOf(TierSetup tier) => _categories.FirstOrDefault(category => category.Id == tier.CategoryId)?.Name;

    private IReadOnlyList<SetupProblem> StackProblems(int at) => [.. Problems.Where(problem => problem.Path.StartsWith($"stacks[{at}].", StringComparison.Ordinal))];

    private Task AddAsync()
    {
        var tier = new TierSetup { Id = NewId(TierSetup.IdPrefix), Name = $"Tier {Setup.Tiers.Count + 1}", CreatedAt = time.GetUtcNow() };
        return AddAsync(tier);
    }

    private Task CopyAsync(TierSetup tier)
    {
        var name = NameOf(tier) + " copy";
        return AddAsync(tier with { Id = NewId(TierSetup.IdPrefix), Name = name[..Math.Min(name.Length, PromotionCheck.MaxNameLength)], CreatedAt = time.GetUtcNow(), UpdatedAt = null });
    }

    private async Task AddAsync(TierSetup tier)
    {
        _refusal = null;
        await SetupChanged.InvokeAsync(TierEdits.Add(Setup, tier, null).Value!);
        navigation.NavigateTo(Href(tier));
    }

    private Task MoveAsync(int from, int to) =>
        SetupChanged.InvokeAsync(TierEdits.Reorder(Setup, [.. Sortable<TierSetup>.Moved(Setup.Ordered(), from, to).Select(tier => tier.Id)]).Value!);

    private async Task RemoveAsync(TierSetup tier)
    {
        var without = TierEdits.Delete(Setup, tier.Id);
        _refusal = without.Error?.Message;
        if (!without.IsOk) return;
        await SetupChanged.InvokeAsync(without.Value);
        _removed = ($"“{NameOf(tier)}” is removed.", setup => TierEdits.Add(setup, tier, tier.Hierarchy).Value!);
    }

    private Task AddStackAsync() => SetupChanged.InvokeAsync(Setup with
    {
        Stacks = [.. Setup.Stacks, new StackSetup { Id = NewId(StackSetup.IdPrefix), Name = $"Stack {Setup.Stacks.Count + 1}", CreatedAt = time.GetUtcNow() }],
    });

    private Task ChangeAsync(string stackId, StackSetup changed) =>
        SetupChanged.InvokeAsync(Setup with { Stacks = [.. Setup.Stacks.Select(stack => stack.Id == stackId ? changed : stack)] });

    private async Task RemoveAsync(StackSetup stack)
    {
        _refusal = null;
        await SetupChanged.InvokeAsync(TierEdits.DeleteStack(Setup, stack.Id).Value!);
        _removed = ($"The stack “{stack.Name}” is removed.", setup => setup with { Stacks = [.. setup.Stacks, stack] });
    }

    private Task UndoAsync()
    {
        var undo = _removed!.Value.Undo;
        _removed = null;
        return SetupChanged.InvokeAsync(undo(Setup));
    }

    private string NewId(string prefix) => Ids.New(prefix, time.GetUtcNow());
}
