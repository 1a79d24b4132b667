using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder.Map;

/// <summary>A rule as a diagram, lit by a test. Zooming and moving about stay in the browser; only opening a node is told.</summary>
public sealed partial class LogicMap(IJSRuntime js) : IAsyncDisposable
{
    private ElementReference _frame;
    private DotNetObjectReference<LogicMap>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _listening;
    private Dictionary<int, MapNode> _nodes = [];
    private MapLayout _layout = null!;
    private int _tabbed = BuilderTree.RootId;
    private int? _shown;

    /// <summary>The rule.</summary>
    [Parameter, EditorRequired] public required BuilderTree Tree { get; set; }

    /// <summary>What a test says, by node id; empty without one.</summary>
    [Parameter] public IReadOnlyDictionary<int, NodeVerdict> Verdicts { get; set; } = NodeVerdicts.None;

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter] public Func<string, string> NameOf { get; set; } = static id => id;

    /// <summary>The chosen node, shared with the list; null for none.</summary>
    [Parameter] public int? Selected { get; set; }

    /// <summary>A node is to be opened in the tree.</summary>
    [Parameter] public EventCallback<int> OnSelect { get; set; }

    /// <summary>What a saved picture is called, without its ending.</summary>
    [Parameter] public string Name { get; set; } = "rule";

    /// <summary>Which test lights it: "Lit by: Ola Nowak, cart 142.00 PLN, as of now"; null for none.</summary>
    [Parameter] public string? LitBy { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <summary>A node was pressed, or opened by Enter.</summary>
    [JSInvokable]
    public Task Open(int nodeId) => InvokeAsync(() => Tree.Has(nodeId) ? OnSelect.InvokeAsync(nodeId) : Task.CompletedTask);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_listening is not null) await _listening.InvokeVoidAsync("stop");
            if (_listening is not null) await _listening.DisposeAsync();
            if (_script is not null) await _script.DisposeAsync();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left; its listeners went with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var words = Format.Words();
        _nodes = Tree.Nodes.ToDictionary(node => node.Id, node => MapNode.Of(Tree, node, Verdicts.GetValueOrDefault(node.Id), words, NameOf));
        _layout = MapLayout.Of(Tree, node => _nodes[node.Id].Size);
        _tabbed = Selected is { } chosen && Tree.Has(chosen) ? chosen : BuilderTree.RootId;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await js.InvokeAsync<IJSObjectReference>("import", "./Components/RuleBuilder/Map/LogicMap.razor.js");
            _self = DotNetObjectReference.Create(this);
            _listening = await _script.InvokeAsync<IJSObjectReference>("attach", _frame, _self);
        }

        if (_listening is null || _shown == Selected) return;
        _shown = Selected;
        if (Selected is { } chosen) await _listening.InvokeVoidAsync("show", chosen);
    }

    // Its style sheet has no rail for the outermost one: what stands there takes the first.
    private string Rail(int nodeId) => RuleTree.Rail(Math.Max(1, Tree.PlaceOf(nodeId))).ToLowerInvariant();

    private (double X, double Y)? CaptionOf(int nodeId) =>
        _layout.Areas.FirstOrDefault(area => area.NodeId == nodeId) is { } area ? (area.X + 18, area.Caption) : null;

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
