using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Pages.Campaigns.Tiers;

/// <summary>One stack: its name and its tiers in the order in which they are applied.</summary>
public sealed partial class StackForm
{
    /// <summary>Whose tiers there are to choose from.</summary>
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter, EditorRequired] public required StackSetup Stack { get; set; }

    [Parameter] public EventCallback<StackSetup> StackChanged { get; set; }

    /// <summary>All there are, read once for all stacks; null reads them here.</summary>
    [Parameter] public IReadOnlyList<Category>? Categories { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<Category>> CategoriesChanged { get; set; }

    [Parameter] public EventCallback OnRemove { get; set; }

    /// <summary>A category was chosen whose name is not known yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>What is wrong with this stack.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    private IReadOnlyList<Choice<string>> Left =>
        [.. Setup.Ordered().Where(tier => !Stack.TierIds.Contains(tier.Id)).Select(tier => new Choice<string>(tier.Id, NameOf(tier.Id)))];

    private string NameOf(string tierId) => TierEdits.Find(Setup, tierId) is { } tier ? tier.Name.Length > 0 ? tier.Name : "Unnamed tier" : "A tier that is gone";

    private string? Problem(string field) => Problems.FirstOrDefault(problem => problem.Path.EndsWith("]." + field, StringComparison.Ordinal))?.Sentence;
}
