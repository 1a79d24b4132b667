using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>Which items a discount covers, and which never.</summary>
public sealed partial class CoverageForm(ItemChoices choices)
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>Names of products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    private Discount? Discount => Setup.Discount;

    private Coverage Coverage => Setup.Coverage ?? new();

    private bool Needed => Discount is FreeItems;

    private string? Problem => Problems.FirstOrDefault(problem => problem.Path == "coverage")?.Sentence;

    private List<SetupProblem> Of(int at) => [.. Problems.Where(problem => problem.Path.StartsWith($"coverage.included[{at}].", StringComparison.Ordinal))];

    private string NameOf(string id) => Names.GetValueOrDefault(id, id);

    private async Task IncludeAsync(IReadOnlyList<Choosable> picked)
    {
        await OnNames.InvokeAsync(picked);
        var fresh = picked.Select(ReferenceOf).Where(item => Coverage.Included.All(entry => entry.Item != item)).Select(item => new CoverageEntry(item));
        await ChangeAsync(Coverage with { Included = [.. Coverage.Included, .. fresh] });
    }

    private async Task ExcludeAsync(IReadOnlyList<Choosable> picked)
    {
        await OnNames.InvokeAsync(picked);
        await ChangeAsync(Coverage with { Excluded = [.. picked.Select(thing => new CoverageEntry(ReferenceOf(thing)))] });
    }

    private Task ReplaceAsync(int at, CoverageEntry? entry) =>
        ChangeAsync(Coverage with { Included = [.. Coverage.Included.Select((one, i) => i == at ? entry : one).OfType<CoverageEntry>()] });

    private Task ChangeAsync(Coverage coverage) =>
        SetupChanged.InvokeAsync(Setup with { Coverage = coverage is { Included.Count: 0, Excluded.Count: 0 } ? null : coverage with { All = coverage.All && coverage.Included.Count > 0 } });

    private static ItemReference ReferenceOf(Choosable thing) => new(thing.Kind ?? ItemKind.Product, thing.Id);
}
