using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>What the cart must hold for the discount, and how often that counts.</summary>
public sealed partial class BundleForm(ItemChoices choices)
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>Names of products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    private string Scaling => Setup.Bundle?.Scaling == BundleScaling.Fixed
        ? "Two bundles give no more than one."
        : "Two bundles give twice as much, or twice as many pieces.";

    private string? Problem(string path) => Problems.FirstOrDefault(problem => problem.Path == path)?.Sentence;

    private string NameOf(string id) => Names.GetValueOrDefault(id, id);

    private async Task AddAsync(IReadOnlyList<Choosable> picked)
    {
        await OnNames.InvokeAsync(picked);
        var bundle = Setup.Bundle!;
        var fresh = picked.Select(thing => new ItemReference(thing.Kind ?? ItemKind.Product, thing.Id)).Where(item => bundle.Items.All(one => one.Item != item));
        await ChangeAsync(bundle with { Items = [.. bundle.Items, .. fresh.Select(item => new BundleItem(item, 1))] });
    }

    private Task QuantityAsync(int at, long? typed) => typed is not { } quantity
        ? Task.CompletedTask
        : ChangeAsync(Setup.Bundle! with { Items = [.. Setup.Bundle!.Items.Select((item, i) => i == at ? item with { Quantity = (int)quantity } : item)] });

    private Task RemoveAsync(int at) => ChangeAsync(Setup.Bundle! with { Items = [.. Setup.Bundle!.Items.Where((_, i) => i != at)] });

    private Task ChangeAsync(BundleRule? bundle) => SetupChanged.InvokeAsync(Setup with { Bundle = bundle });
}
