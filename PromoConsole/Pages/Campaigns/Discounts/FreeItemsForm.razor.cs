using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>The products that are given.</summary>
public sealed partial class FreeItemsForm(ItemChoices choices)
{
    [Parameter, EditorRequired] public required FreeItems Free { get; set; }

    [Parameter] public EventCallback<FreeItems> FreeChanged { get; set; }

    /// <summary>Names of products by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    private string? Problem(int at, string field) => Problems.FirstOrDefault(problem => problem.Path == $"discount.items[{at}].{field}")?.Sentence;

    private string NameOf(string id) => Names.GetValueOrDefault(id, id);

    // One product each: choosing another takes the place of the first.
    private async Task PickAsync(int at, IReadOnlyList<Choosable> picked)
    {
        await OnNames.InvokeAsync(picked);
        await ReplaceAsync(at, Free.Items[at] with { Item = picked is [.., var chosen] ? new ItemReference(chosen.Kind ?? ItemKind.Product, chosen.Id) : null });
    }

    private Task ReplaceAsync(int at, FreeItem item) => FreeChanged.InvokeAsync(Free with { Items = [.. Free.Items.Select((one, i) => i == at ? item : one)] });

    private Task RemoveAsync(int at) => FreeChanged.InvokeAsync(Free with { Items = [.. Free.Items.Where((_, i) => i != at)] });

    private Task AddAsync() => FreeChanged.InvokeAsync(Free with { Items = [.. Free.Items, new FreeItem(null, 1)] });
}
