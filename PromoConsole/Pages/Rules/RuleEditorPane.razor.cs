using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Things;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Pages.Rules;

/// <summary>The rules builder with what templates and the library give to it, and what it gives to the library.</summary>
public sealed partial class RuleEditorPane(RuleChoices choices)
{
    private RuleWorkbench? _workbench;
    private ThingDesk? _desk;
    private Asking _asking;
    private Rule? _saving;

    private enum Asking { Nothing, Template, Copy }

    /// <summary>Null asks nothing.</summary>
    [Parameter, EditorRequired] public required Rule? Rule { get; set; }

    [Parameter] public EventCallback<Rule?> RuleChanged { get; set; }

    /// <summary>What it is meant for: decides what the palette offers.</summary>
    [Parameter] public RuleContexts Context { get; set; } = RuleContexts.All;

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known: something was chosen.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>Carts the rule must let pass or refuse.</summary>
    [Parameter] public IReadOnlyList<RuleExample> Examples { get; set; } = [];

    /// <summary>One was pinned, changed or removed; without it they are only shown.</summary>
    [Parameter] public EventCallback<IReadOnlyList<RuleExample>> ExamplesChanged { get; set; }

    /// <summary>False shows it to read only.</summary>
    [Parameter] public bool MayEdit { get; set; } = true;

    /// <summary>Offers to keep the whole of it in the library; parts can be kept anyway.</summary>
    [Parameter] public bool SavesWhole { get; set; }

    /// <summary>What the customer is told when no failed condition has a text of its own, kept with the whole; null for nothing.</summary>
    [Parameter] public string? RefusalMessage { get; set; }

    private async Task ChangeAsync(Rule? rule)
    {
        await RuleChanged.InvokeAsync(rule);
        if (_desk is not null) await _desk.LookAsync(rule);
    }

    private async Task InsertAsync(Rule? copy, string word)
    {
        _asking = Asking.Nothing;
        if (copy is null) return;
        await OnNames.InvokeAsync([.. (await choices.NamesAsync(copy)).Select(named => new Choosable(named.Key, named.Value, null))]);
        await _workbench!.ReplaceAsync(RuleTree.WithCopy(Rule, copy), word);
    }
}
