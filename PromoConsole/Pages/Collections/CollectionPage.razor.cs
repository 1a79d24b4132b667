using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Components.Saving;
using PromoConsole.Components.Tables;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;
using PromoConsole.Pages.Segments;

namespace PromoConsole.Pages.Collections;

/// <summary>One collection: what is in it, the rules that say so, and what asks for it.</summary>
public sealed partial class CollectionPage(CollectionService collections, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private ProductCollection? _collection;
    private NamedUses? _uses;
    private DataTable<StoredItem>? _table;
    private IReadOnlyList<Choosable> _items = [];
    private FilterDraft _draft = new(null, 0);
    private long? _count;
    private string? _problem;
    private string? _conflict;
    private string? _addProblem;
    private string? _shown;
    private int _loads;
    private int _seen;
    private bool _edited;
    private bool _rulesOpened;
    private bool _missing;
    private bool _adding;
    private bool _renaming;
    private bool _deleting;
    private bool _mayWrite;
    private bool _busy;
    private UnsavedGuard? _guard;

    [Parameter] public required string Id { get; set; }

    /// <summary>Which tab is open.</summary>
    [SupplyParameterFromQuery(Name = "view")] private string? ViewWord { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string View => ViewWord is "used" || (ViewWord is "filter" && _collection?.Filter is not null) ? ViewWord : "products";

    private IReadOnlyList<TabLink> Links =>
    [
        new("products", "Products", $"/collections/{Id}", _count is { } count ? Format.Number(count) : null),
        .. _collection?.Filter is null ? (TabLink[])[] : [new("filter", "Rules", $"/collections/{Id}?view=filter")],
        new("used", "Used by", $"/collections/{Id}?view=used", _uses is { Count: > 0 } uses ? Format.Number(uses.Count) : null),
    ];

    private RenderFragment<IReadOnlyList<StoredItem>>? Bulk => _mayWrite && _collection is { Filter: null } ? RemoveButton : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayWrite = await member.MayAsync(Permissions.ProductsWrite);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _rulesOpened |= ViewWord == "filter";
        if (_shown == Id) return;
        _shown = Id;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await collections.GetAsync(Id);
        _missing = !found.IsOk;
        if (found.Value is not { Collection: var collection }) return;
        (_collection, _seen, _edited, _draft, _problem, _conflict) = (collection, collection.Revision, false, new(null, 0), null, null);
        _loads++;
        _uses = await collections.UsesAsync(Id);
    }

    private async Task<TablePage<StoredItem>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        var page = await collections.ItemsAsync(new(Id) { Skip = table.Skip, Take = table.Take }, ct);
        return page.IsOk ? new(page.Value.Items, page.Value.Total) : new([], 0);
    }

    private IAsyncEnumerable<FilterForecast> CountAsync(Filter filter, CancellationToken ct) => collections.ForecastAsync(filter, ct).Select(CollectionWords.Of);

    private async Task SaveAsync()
    {
        _problem = _draft.Problem;
        if (_problem is not null) return;
        _busy = true;
        var saved = await collections.ChangeAsync(Id, new SaveCollection { Filter = _draft.Filter, SeenRevision = _seen, Caller = await member.CallerAsync() });
        _busy = false;
        if (saved.IsOk)
        {
            toasts.Show("The collection is saved");
            await LoadAsync();
        }
        else if (saved.Error.Key == "edited_meanwhile") _conflict = saved.Error.Message;
        else _problem = saved.Error.Details ?? saved.Error.Message;
    }

    private async Task KeepMineAsync()
    {
        if (await collections.GetAsync(Id) is not { IsOk: true, Value.Collection: var theirs }) return;
        (_seen, _conflict) = (theirs.Revision, null);
        await SaveAsync();
    }

    private async Task AddAsync()
    {
        _addProblem = _items.Count == 0 ? "Choose at least one product or variant." : null;
        if (_addProblem is not null) return;
        _busy = true;
        var added = await collections.AddItemsAsync(Id, ItemPicks.Items(_items), await member.CallerAsync());
        _busy = false;
        _addProblem = added.Error?.Message;
        if (!added.IsOk) return;
        _adding = false;
        toasts.Show(added.Value == _items.Count ? $"{SegmentWords.Many(added.Value, "product", Format)} added" : $"{SegmentWords.Many(added.Value, "product", Format)} added; the others were in it already");
        if (_table is not null) await _table.ReloadAsync();
    }

    private async Task RemoveAsync(IReadOnlyList<StoredItem> picked)
    {
        var removed = await collections.RemoveItemsAsync(Id, [.. picked.Select(item => new CollectionItem(CollectionWords.Key(item), item.Sku is not null))], await member.CallerAsync());
        if (removed.IsOk) toasts.Show($"{SegmentWords.Many(removed.Value, "product", Format)} taken out");
        else toasts.Warn(removed.Error.Message);
        _table?.ClearPicked();
        if (_table is not null) await _table.ReloadAsync();
    }

    private async Task<PromoError?> RenameAsync(string name)
    {
        var renamed = await collections.RenameAsync(Id, name, await member.CallerAsync());
        if (renamed.Value is not { } collection) return renamed.Error;
        // The name is apart from the rules: what is edited there goes on from the revision this made, unless somebody else changed them.
        if (_seen == collection.Revision - 1) _seen = collection.Revision;
        collection.Filter = _collection!.Filter; // the one the tree began with
        _collection = collection;
        return null;
    }

    private async Task<PromoError?> DeleteAsync()
    {
        var deleted = await collections.DeleteAsync(Id, await member.CallerAsync());
        if (deleted.IsOk)
        {
            toasts.Show($"Collection {deleted.Value.Name} deleted");
            _guard?.Release();
            navigation.NavigateTo("/collections");
            return null;
        }

        _uses = await collections.UsesAsync(Id);
        StateHasChanged();
        return deleted.Error;
    }
}
