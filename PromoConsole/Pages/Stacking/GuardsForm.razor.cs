using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Pages.Stacking;

/// <summary>What no combination of promotions may go beyond.</summary>
public sealed partial class GuardsForm(RuleChoices choices, CollectionService collections)
{
    private IReadOnlyList<Choosable> _protected = [];

    [Parameter, EditorRequired] public required StackingRules Rules { get; set; }

    [Parameter] public EventCallback<StackingRules> OnChange { get; set; }

    /// <summary>What is wrong with a setting, by its name on the wire; null when nothing is.</summary>
    [Parameter] public Func<string, string?> ProblemOf { get; set; } = _ => null;

    /// <summary>Whether they may be changed.</summary>
    [Parameter] public bool MaySet { get; set; }

    private GuardRails Guards => Rules.Guards;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var ids = Guards.ProtectedCollectionIds;
        if (_protected.Select(one => one.Id).SequenceEqual(ids)) return;
        var names = await collections.NamesAsync(ids);
        _protected = [.. ids.Select(id => new Choosable(id, names.GetValueOrDefault(id, id), null))];
    }

    private Task ChangeAsync(GuardRails guards) => OnChange.InvokeAsync(Rules with { Guards = guards });

    private Task ProtectAsync(IReadOnlyList<Choosable> picked)
    {
        _protected = picked;
        return ChangeAsync(Guards with { ProtectedCollectionIds = [.. picked.Select(one => one.Id)] });
    }
}
