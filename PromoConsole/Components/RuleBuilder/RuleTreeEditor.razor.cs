using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>The rules builder: a rule as a tree of cards that are dragged, grouped, joined and filled, by pointer, keyboard or text, with what a test says on every node.</summary>
/// <remarks>It knows no rule by name: what can be chosen and how it is filled the rule kinds say. While the pointer moves nothing is asked of the server.</remarks>
public sealed partial class RuleTreeEditor(IJSRuntime js, Toasts toasts, TimeProvider time) : IAsyncDisposable
{
    private const int MostDrawn = 240;
    private const int MostSteps = 30;

    private ElementReference _root;
    private DotNetObjectReference<RuleTreeEditor>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _builder;
    private PaletteMemory _memory = PaletteMemory.Empty;
    private Rule? _given; // what was reported last
    private Rule? _seen; // what the parameter was last
    private Place? _adding;
    private IReadOnlyList<int>? _moving;
    private int? _locking;
    private int? _focus;
    private string? _focusAt;
    private RuleTrialFacts? _facts;
    private BuilderTree? _judged;
    private BuilderTree? _drawn;
    private int _version;
    private int _nameCount;
    private bool _loaded;
    private bool _steps;
    private bool _keys;

    /// <summary>The rule; null asks nothing. A rule that is not the one last reported begins anew.</summary>
    [Parameter, EditorRequired] public required Rule? Rule { get; set; }

    [Parameter] public EventCallback<Rule?> RuleChanged { get; set; }

    /// <summary>What it is meant for: decides what the palette offers.</summary>
    [Parameter] public RuleContexts Context { get; set; } = RuleContexts.All;

    /// <summary>What it is built of where it is no rule but a filter; null for rules.</summary>
    [Parameter] public BuilderVocabulary? Vocabulary { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>The cart, customer and time whose verdict every node shows; null for none.</summary>
    [Parameter] public RuleTrialFacts? Facts { get; set; }

    /// <summary>The rule said something else about <see cref="Facts"/>.</summary>
    [Parameter] public EventCallback<RuleTrialAnswer> OnAnswer { get; set; }

    /// <summary>Asked to keep a part as a rule of its own.</summary>
    [Parameter] public EventCallback<Rule> OnSaveReusable { get; set; }

    /// <summary>Stands beside the tree: the test panel.</summary>
    [Parameter] public RenderFragment? Side { get; set; }

    /// <summary>Stands above the tree: templates.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>False shows it to read only.</summary>
    [Parameter] public bool MayEdit { get; set; } = true;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <summary>What is being built.</summary>
    public BuilderState State { get; } = new();

    private string Css => $"rb{(Side is null ? "" : " with-side")}{(MayEdit ? "" : " read")}";

    private string RootTitle => State.Tree.Root.Joins == Junction.Or && State.Tree.Root.Parts.Count > 1 ? "When any of these holds" : "When all of these hold";

    private string? Undoable => State.History.Done.IsEmpty ? null : State.History.Done.Peek().Word;

    private string? Redoable => State.History.Undone.IsEmpty ? null : State.History.Undone.Peek().Word;

    private IReadOnlyList<int> Chosen => State.Tree.Outermost(State.Selected);

    private Place Last => new(BuilderTree.RootId, State.Tree.Root.Parts.Count);

    private bool AnyOpen => State.Tree.Nodes.Any(node => node is BracketNode { Id: not BuilderTree.RootId } && !State.Collapsed.Contains(node.Id));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_builder is not null) await _builder.InvokeVoidAsync("stop");
            if (_builder is not null) await _builder.DisposeAsync();
            if (_script is not null) await _script.DisposeAsync();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left; its listeners went with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!_loaded || (!ReferenceEquals(Rule, _seen) && !ReferenceEquals(Rule, _given)))
        {
            State.Load(Rule);
            (_adding, _moving, _locking, _focus, _focusAt) = (null, null, null, null, null); // they name nodes that may be gone
            _loaded = true;
        }

        _seen = Rule;
        if (_nameCount != Names.Count) (_nameCount, _version) = (Names.Count, _version + 1);
        State.Word(Format.Words(), Names);
        await JudgeAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await js.InvokeAsync<IJSObjectReference>("import", "./Components/RuleBuilder/RuleTreeEditor.razor.js");
            _self = DotNetObjectReference.Create(this);
            _builder = await _script.InvokeAsync<IJSObjectReference>("attach", _root, _self, new { root = BuilderTree.RootId, maxDepth = RuleCheck.MaxDepth });
            var kept = PaletteMemory.Read(await _builder.InvokeAsync<string?>("kept"));
            if (kept.Recent.Count + kept.Favourites.Count == 0) return;
            _memory = kept;
            StateHasChanged();
        }

        if (_builder is null) return;
        if (_focusAt is { } at)
        {
            (_focusAt, _focus) = (null, null);
            await _builder.InvokeVoidAsync("focusFirst", at);
        }
        else if (_focus is { } id)
        {
            _focus = null;
            await _builder.InvokeVoidAsync("focusNode", id);
        }
    }

    // A verdict of the tree as it is now; the facts were loaded before, so this asks no database.
    private async Task JudgeAsync()
    {
        if (ReferenceEquals(_judged, State.Tree) && ReferenceEquals(_facts, Facts)) return;
        (_judged, _facts) = (State.Tree, Facts);
        var answer = Facts?.Explain(State.Tree.ToRule(), Names);
        State.Verdicts = NodeVerdicts.Of(State.Tree, answer?.Verdict);
        if (answer is not null) await OnAnswer.InvokeAsync(answer);
    }

    private async Task<Edited> RunAsync(Func<Edited> run)
    {
        if (!MayEdit) return new(State.Tree);
        var edited = run();
        if (edited.Refusal is { } why) toasts.Warn(why);
        if (!edited.Changed) return edited;
        await JudgeAsync();
        _given = State.Tree.ToRule();
        await RuleChanged.InvokeAsync(_given);
        return edited;
    }

    // Who is told of a change draws this too; once is enough, since each time is a message to the browser and one back.
    private void Refresh()
    {
        if (!ReferenceEquals(_drawn, State.Tree)) StateHasChanged();
    }

    private static string KeyOf(BuilderRow row) => row.Kind switch { RowKind.Rule or RowKind.Head => $"n{row.Id}", RowKind.Junction => $"j{row.Id}.{row.Index}", RowKind.Hint => $"h{row.Id}", _ => $"f{row.Id}" };

    private string WhereWords(Place place)
    {
        var bracket = (BracketNode)State.Tree.Node(place.BracketId);
        var inside = place.BracketId == BuilderTree.RootId ? "" : $" in {State.Tree.NameOf(place.BracketId)}";
        return place.Index > 0 && place.Index <= bracket.Parts.Count ? $"behind {State.Tree.NameOf(bracket.Parts[place.Index - 1].Id)}{inside}" : $"first{inside}";
    }
}
