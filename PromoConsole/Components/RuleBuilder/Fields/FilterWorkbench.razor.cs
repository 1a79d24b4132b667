using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Fields;

/// <summary>A filter built in the tree of the rules builder, with what it fits beside it.</summary>
public sealed partial class FilterWorkbench
{
    private static readonly Dictionary<string, string> s_names = [];

    private RuleTreeEditor? _editor;
    private Rule? _rule;
    private Filter? _given;
    private FilterDraft _draft = new(null, 0);
    private bool _loaded;

    /// <summary>What it is built of.</summary>
    [Parameter, EditorRequired] public required BuilderVocabulary Vocabulary { get; set; }

    /// <summary>The filter; one that is not the one last reported begins anew.</summary>
    [Parameter, EditorRequired] public required Filter? Filter { get; set; }

    /// <summary>It was edited.</summary>
    [Parameter] public EventCallback<FilterDraft> OnDraft { get; set; }

    /// <inheritdoc cref="ForecastPanel.Count"/>
    [Parameter, EditorRequired] public required Func<Filter, CancellationToken, IAsyncEnumerable<FilterForecast>> Count { get; set; }

    /// <inheritdoc cref="ForecastPanel.Title"/>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <inheritdoc cref="ForecastPanel.Words"/>
    [Parameter, EditorRequired] public required (string One, string Many) Words { get; set; }

    /// <summary>False shows it to read only.</summary>
    [Parameter] public bool MayEdit { get; set; } = true;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_loaded && (ReferenceEquals(Filter, _given) || ReferenceEquals(Filter, _draft.Filter))) return;
        (_loaded, _given) = (true, Filter);
        _rule = FilterTree.ToRule(Filter, field => FieldKinds.KindOf(Vocabulary, field));
        _draft = new(Filter, 0);
    }

    private Task ChangeAsync(Rule? rule)
    {
        _rule = rule;
        var problems = _editor?.State.Incomplete ?? 0;
        _draft = new(problems > 0 || rule is null ? null : FilterTree.ToFilter(rule), problems);
        return OnDraft.InvokeAsync(_draft);
    }
}
