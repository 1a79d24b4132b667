using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>A rule with everything to work on it: the builder with its live test beside it, or the same as a map.</summary>
public sealed partial class RuleWorkbench
{
    private static readonly Choice<bool>[] s_views = [new(false, "Tree", "rules"), new(true, "Map", "share")];

    private RuleTreeEditor? _editor;
    private RuleTrialFacts? _facts;
    private Rule? _edited;
    private string? _lit;
    private bool _map;

    /// <summary>Null asks nothing.</summary>
    [Parameter, EditorRequired] public required Rule? Rule { get; set; }

    [Parameter] public EventCallback<Rule?> RuleChanged { get; set; }

    /// <summary>What it is meant for: decides what the palette offers.</summary>
    [Parameter] public RuleContexts Context { get; set; } = RuleContexts.All;

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>Carts the rule must let pass or refuse.</summary>
    [Parameter] public IReadOnlyList<RuleExample> Examples { get; set; } = [];

    /// <summary>One was pinned, changed or removed; without it they are only shown.</summary>
    [Parameter] public EventCallback<IReadOnlyList<RuleExample>> ExamplesChanged { get; set; }

    /// <summary>Asked to keep a part as a rule of its own.</summary>
    [Parameter] public EventCallback<Rule> OnSaveReusable { get; set; }

    /// <summary>Stands above the tree: templates.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>False shows it to read only.</summary>
    [Parameter] public bool MayEdit { get; set; } = true;

    /// <summary>What a saved picture of the map is called.</summary>
    [Parameter] public string Name { get; set; } = "rule";

    /// <inheritdoc />
    protected override void OnParametersSet() => _edited = Rule;

    /// <summary>Puts another rule in the place of the whole, as a step that can be undone.</summary>
    /// <param name="word">What happened, for the list of steps: "Use a template".</param>
    public Task ReplaceAsync(Rule? rule, string word) => _editor?.DoAsync(new ReplaceAll(rule, word)) ?? Task.CompletedTask;

    private Task ChangeAsync(Rule? rule)
    {
        _edited = rule;
        if (!RuleChanged.HasDelegate) StateHasChanged();
        return RuleChanged.InvokeAsync(rule);
    }

    private Task OpenAsync(int nodeId)
    {
        _map = false;
        return _editor?.GoAsync(nodeId) ?? Task.CompletedTask;
    }
}
