using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PromoConsole.Components.Tables;

/// <summary>
/// A list whose rows come page by page from a service. Sorting and page are in the address, so they can be shared; the
/// page owns the filters and passes them as <see cref="Query"/>. A click opens the row, Ctrl-click opens its page.
/// </summary>
public sealed partial class DataTable<TItem>(NavigationManager navigation, ILogger<DataTable<TItem>> logger) : IDisposable
{
    private readonly List<Column<TItem>> _columns = [];
    private readonly Dictionary<string, TItem> _picked = new(StringComparer.Ordinal);
    private ElementReference[] _rows = [];
    private CancellationTokenSource? _load;
    private TableQuery _query = new(0, 0, null, false);
    private TablePage<TItem>? _page;
    private object? _loadedFor;
    private bool _everLoaded;
    private bool _loading;
    private bool _failed;
    private int _active;

    /// <summary>What the table lists.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>Gets the rows.</summary>
    [Parameter, EditorRequired] public required Func<TableQuery, CancellationToken, Task<TablePage<TItem>>> Load { get; set; }

    /// <summary>What identifies a row.</summary>
    [Parameter, EditorRequired] public required Func<TItem, string> RowKey { get; set; }

    /// <summary>The <see cref="Column{TItem}"/>s.</summary>
    [Parameter, EditorRequired] public required RenderFragment Columns { get; set; }

    /// <summary>The filters that are on, as a value that equals itself; another one loads anew and clears the selection.</summary>
    [Parameter] public object? Query { get; set; }

    /// <summary>A row's name, for the label of its checkbox.</summary>
    [Parameter] public Func<TItem, string>? RowLabel { get; set; }

    /// <summary>The page of a row, for Ctrl-click and for its link.</summary>
    [Parameter] public Func<TItem, string>? RowHref { get; set; }

    /// <summary>A row was opened by click or Enter; without it the row's page opens.</summary>
    [Parameter] public EventCallback<TItem> OnOpen { get; set; }

    /// <summary>The key of the row whose drawer is open.</summary>
    [Parameter] public string? OpenKey { get; set; }

    /// <summary>Buttons for the selected rows; without it rows cannot be selected.</summary>
    [Parameter] public RenderFragment<IReadOnlyList<TItem>>? BulkActions { get; set; }

    /// <summary>What shows when the list has no rows.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Rows with two lines: 56 instead of 40 pixels.</summary>
    [Parameter] public bool Tall { get; set; }

    /// <summary>Rows on a page.</summary>
    [Parameter] public int PageSize { get; set; } = 50;

    /// <summary>Put before the address's <c>page</c> and <c>sort</c>, where a page has two tables.</summary>
    [Parameter] public string Name { get; set; } = "";

    /// <summary>A page of rows arrived: for totals and counts elsewhere on the page.</summary>
    [Parameter] public EventCallback<TablePage<TItem>> OnLoaded { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <summary>Rows that are not on this page can be selected as well: "all 1,234 that match". What acts on the selection asks <see cref="AllMatching"/>.</summary>
    [Parameter] public bool SelectsAll { get; set; }

    /// <summary>Everything that matches is selected, on whatever page it is.</summary>
    public bool AllMatching { get; private set; }

    private bool Selects => BulkActions is not null;

    private bool Opens => OnOpen.HasDelegate || RowHref is not null;

    private IReadOnlyList<TItem> Picked => [.. _picked.Values];

    private bool AllPicked => _page is { Rows.Count: > 0 } && _page.Rows.All(item => _picked.ContainsKey(RowKey(item)));

    /// <summary>Loads the page of rows again, after something was changed.</summary>
    public Task ReloadAsync() => LoadAsync(AddressQuery());

    /// <summary>Forgets which rows are selected.</summary>
    public void ClearPicked()
    {
        AllMatching = false;
        _picked.Clear();
        StateHasChanged();
    }

    internal void Add(Column<TItem> column) => _columns.Add(column);

    internal void Remove(Column<TItem> column) => _columns.Remove(column);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        var wanted = AddressQuery();
        if (_everLoaded && wanted == _query && Equals(Query, _loadedFor)) return Task.CompletedTask;
        if (!Equals(Query, _loadedFor))
        {
            AllMatching = false;
            _picked.Clear();
        }

        return LoadAsync(wanted);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _load?.Cancel();
        _load?.Dispose();
    }

    private async Task LoadAsync(TableQuery wanted)
    {
        (_query, _loadedFor, _everLoaded) = (wanted, Query, true);
        if (_load is not null) await _load.CancelAsync();
        var mine = _load = new CancellationTokenSource();
        (_loading, _failed) = (true, false);
        try
        {
            var page = await Load(wanted, mine.Token);
            if (mine != _load) return; // a later load was asked for; its rows are the right ones
            _rows = new ElementReference[page.Rows.Count];
            (_page, _active, _loading) = (page, 0, false);
            await OnLoaded.InvokeAsync(page);
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // Superseded, or the page was left.
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            if (mine != _load) return;
            logger.LogError(broken, "The rows of {Table} could not be loaded", Label);
            (_failed, _loading) = (true, false);
        }
        StateHasChanged();
    }

    private async Task OnRowClickAsync(MouseEventArgs click, int at)
    {
        _active = at;
        // With these keys the browser opens a tab of its own: app.js, onRow.
        if (click.CtrlKey || click.MetaKey || click.ShiftKey) return;
        await OpenAsync(at);
    }

    private async Task OnRowKeyAsync(KeyboardEventArgs key, int at)
    {
        if (key.CtrlKey || key.MetaKey || key.AltKey) return;
        switch (key.Key)
        {
            case "j" or "J" or "ArrowDown":
                await FocusRowAsync(at + 1);
                break;
            case "k" or "K" or "ArrowUp":
                await FocusRowAsync(at - 1);
                break;
            case "x" or "X" when Selects:
                Pick(_page!.Rows[at]);
                break;
            case "Enter":
                await OpenAsync(at);
                break;
        }
    }

    private async Task FocusRowAsync(int at)
    {
        if (at < 0 || at >= _rows.Length) return;
        _active = at;
        await _rows[at].FocusAsync();
    }

    private Task OpenAsync(int at)
    {
        var item = _page!.Rows[at];
        if (OnOpen.HasDelegate) return OnOpen.InvokeAsync(item);
        if (RowHref is not null) navigation.NavigateTo(RowHref(item));
        return Task.CompletedTask;
    }

    private void Pick(TItem item)
    {
        AllMatching = false;
        if (!_picked.Remove(RowKey(item))) _picked.Add(RowKey(item), item);
    }

    private long TotalCount => _page?.TotalCount ?? 0;

    private void PickAllMatching() => AllMatching = true;

    private void PickAll(ChangeEventArgs change)
    {
        AllMatching = false;
        foreach (var item in _page!.Rows)
        {
            if (change.Value is true) _picked[RowKey(item)] = item;
            else _picked.Remove(RowKey(item));
        }
    }

    private string RowName(TItem item) => RowLabel?.Invoke(item) ?? RowKey(item);
}
