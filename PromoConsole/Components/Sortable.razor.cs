using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace PromoConsole.Components;

/// <summary>A list that people put in order: by dragging a handle, with the arrow keys on it, or with buttons.</summary>
public sealed partial class Sortable<TItem>(AppScript script) : IAsyncDisposable
{
    private readonly string _id = ElementId.New("sortable");
    private DotNetObjectReference<Sortable<TItem>>? _self;
    private IJSObjectReference? _dragging;
    private string? _focus;
    private string _said = "";

    /// <summary>What the list is of.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>In their order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<TItem> Items { get; set; }

    /// <summary>What tells one from another.</summary>
    [Parameter, EditorRequired] public required Func<TItem, string> Key { get; set; }

    /// <summary>How one is called.</summary>
    [Parameter, EditorRequired] public required Func<TItem, string> Name { get; set; }

    /// <summary>One with its place, from 0.</summary>
    [Parameter, EditorRequired] public required RenderFragment<(TItem Item, int At)> ChildContent { get; set; }

    /// <summary>One is to be moved; the places from 0.</summary>
    [Parameter] public EventCallback<(int From, int To)> OnMove { get; set; }

    /// <summary>A list with one of its elements moved.</summary>
    public static IReadOnlyList<T> Moved<T>(IReadOnlyList<T> items, int from, int to)
    {
        var moved = items.ToList();
        var one = moved[from];
        moved.RemoveAt(from);
        moved.Insert(to, one);
        return moved;
    }

    /// <summary>Called by the browser when a handle was dragged.</summary>
    [JSInvokable]
    public Task MoveAsync(int from, int to)
    {
        if (from == to || from < 0 || to < 0 || from >= Items.Count || to >= Items.Count) return Task.CompletedTask;
        _focus = Handle(Items[from]); // an element that moves loses the focus
        _said = $"{Name(Items[from])} is now {to + 1} of {Items.Count}.";
        return OnMove.InvokeAsync((from, to));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_dragging is null) return;
        try
        {
            await _dragging.InvokeVoidAsync("stop");
            await _dragging.DisposeAsync();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left, and the list with it.
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _dragging = await script.SortAsync(_id, _self = DotNetObjectReference.Create(this));
        if (_focus is not { } id) return;
        _focus = null;
        await script.FocusAsync(id);
    }

    private string Handle(TItem item) => $"{_id}-{Key(item)}";

    private Task OnKeyAsync(KeyboardEventArgs key, int at) => key.Key switch
    {
        "ArrowUp" => MoveAsync(at, at - 1),
        "ArrowDown" => MoveAsync(at, at + 1),
        "Home" => MoveAsync(at, 0),
        "End" => MoveAsync(at, Items.Count - 1),
        _ => Task.CompletedTask,
    };
}
