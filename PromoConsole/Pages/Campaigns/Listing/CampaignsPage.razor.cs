using System.IO.Pipelines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>All campaigns: saved views, filters in the address, bulk actions, and one of them open beside the list.</summary>
public sealed partial class CampaignsPage(
    CampaignList list, CampaignBulk bulk, CurrentMember member, NavigationManager navigation, Toasts toasts, AppScript script, TimeProvider time) : IDisposable
{
    private static readonly (BulkAction Action, string Icon, string Word)[] s_labels =
        [(BulkAction.Tag, "tag", "Tag"), (BulkAction.Categorize, "folder", "Category"), (BulkAction.Assign, "user", "Owner")];

    private DataTable<CampaignRow>? _table;
    private CampaignListUrl _url = new();
    private CampaignCounts? _counts;
    private CampaignPage? _page;
    private CampaignWords _words = CampaignWords.None;
    private string? _usesName;
    private IReadOnlyList<string> _pickedIds = [];
    private long _pickedCodes;
    private BulkAction? _asking;
    private BulkOutcome? _outcome;
    private string _me = "";
    private bool _mayWrite;
    private bool _exporting;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private NavigationManager Navigation => navigation;

    private IReadOnlyList<TabLink> Views =>
    [
        new(CampaignListUrl.Next, "Running and next", "/campaigns", Says(_counts?.NotEnded)),
        new(CampaignListUrl.Drafts, "My drafts", "/campaigns?view=drafts", Says(_counts?.MyDrafts)),
        new(CampaignListUrl.All, "Everything", "/campaigns?view=all", Says(_counts?.Everything)),
        .. _counts is { Archived: > 0 } || _url.View == CampaignListUrl.Archive ? [new TabLink(CampaignListUrl.Archive, "Archive", "/campaigns?view=archive", Says(_counts?.Archived), "archive")] : Array.Empty<TabLink>(),
        .. _counts is { InBin: > 0 } || _url.View == CampaignListUrl.Bin ? [new TabLink(CampaignListUrl.Bin, "Bin", "/campaigns?view=bin", Says(_counts?.InBin), "trash")] : Array.Empty<TabLink>(),
    ];

    private IReadOnlyList<(BulkAction Action, string Icon, string Word)> Actions => _url.View switch
    {
        CampaignListUrl.Bin => [(BulkAction.Restore, "undo", "Restore")],
        CampaignListUrl.Archive => [(BulkAction.Unarchive, "undo", "Take out"), .. s_labels, (BulkAction.Delete, "trash", "Delete")],
        _ =>
        [
            (BulkAction.Pause, "pause", "Pause"), (BulkAction.Resume, "play", "Resume"), (BulkAction.Extend, "calendar", "Extend"), .. s_labels,
            (BulkAction.Duplicate, "copy", "Duplicate"), (BulkAction.Archive, "archive", "Archive"), (BulkAction.Delete, "trash", "Delete"),
        ],
    };

    private IReadOnlyList<ActiveFilter> Chips => CampaignChips.Of(_url, Format, _words, _usesName);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _url = CampaignListUrl.Read(navigation.Uri);
        navigation.LocationChanged += OnMoved;
        _me = (await member.CallerAsync()).Name;
        _mayWrite = await member.MayAsync(Permissions.CampaignsWrite);
        _counts = await list.CountsAsync(_me);
        _words = await list.WordsAsync();
        await NameUsesAsync();
    }

    /// <inheritdoc />
    public void Dispose() => navigation.LocationChanged -= OnMoved;

    private static string Href(CampaignRow row) => row.Campaign.Version == 0 && row.Campaign.DeletedAt is null ? $"/campaigns/{row.Campaign.Id}/edit" : $"/campaigns/{row.Campaign.Id}";

    private string? Says(long? count) => count is { } number ? Format.Number(number) : null;

    private string UsesSay(CampaignRow row) => row switch
    {
        { UsesLeft: { } left } => $"{Format.Number(left)} uses left",
        { Setup.Codes.OnDemand: true } => "More are made when they run out",
        _ => "Codes without a limit",
    };

    // Window, codes, discount, tags and owner start hidden: the list stays readable at 1,280 pixels, the menu shows them.
    private bool Shows(string column) => CampaignColumns.IsShown(_url, column);

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (!new Uri(moved.Location).AbsolutePath.Equals("/campaigns", StringComparison.Ordinal)) return;
        var named = _url.Uses;
        _url = CampaignListUrl.Read(moved.Location);
        _ = InvokeAsync(async () =>
        {
            if (_url.Uses != named) await NameUsesAsync();
            StateHasChanged();
        });
    }

    private async Task NameUsesAsync() => _usesName = _url.Uses is { } id ? await list.NameOfAsync(id) : null;

    private void Go(CampaignListUrl url)
    {
        var values = url.Write();
        if (url.Asked != _url.Asked) values["page"] = null;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(values));
    }

    private void Remove(ActiveFilter filter) => Go(CampaignChips.Without(_url, filter.Key));

    private void Clear() => Go(new CampaignListUrl { View = _url.View, Hidden = _url.Hidden, Dense = _url.Dense });

    private async Task<TablePage<CampaignRow>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        _page = await list.ListAsync(_url.Filter(_me, Format, table), ct);
        return new(_page.Rows, _page.Total);
    }

    private void Loaded(TablePage<CampaignRow> page) => StateHasChanged();

    private string? Neighbour(int by)
    {
        var rows = _page?.Rows ?? [];
        var at = rows.ToList().FindIndex(row => row.Campaign.Id == _url.Open) + by;
        return at >= 0 && at < rows.Count && rows.Any(row => row.Campaign.Id == _url.Open) ? rows[at].Campaign.Id : null;
    }

    private async Task AskAsync(BulkAction action, IReadOnlyList<CampaignRow> picked)
    {
        _pickedIds = await PickedIdsAsync(picked);
        _pickedCodes = _table is { AllMatching: true } ? _page?.Totals.Codes ?? 0 : picked.Sum(row => row.Campaign.CodesCount);
        _asking = action;
    }

    private async Task<IReadOnlyList<string>> PickedIdsAsync(IReadOnlyList<CampaignRow> picked) => _table is { AllMatching: true }
        ? await list.IdsAsync(_url.Filter(_me, Format, new TableQuery(0, 0, null, false)))
        : [.. picked.Select(row => row.Campaign.Id)];

    private async Task BulkDoneAsync(BulkOutcome outcome)
    {
        _asking = null;
        _table?.ClearPicked();
        await ChangedAsync();
        var text = BulkText.Done(outcome, Format);
        if (outcome.Succeeded == outcome.Items.Count) toasts.Show(text, outcome.Undo.Count == 0 ? null : () => UndoAsync(outcome));
        else _outcome = outcome;
    }

    private async Task UndoAsync(BulkOutcome outcome)
    {
        _outcome = null;
        var failed = 0;
        foreach (var back in outcome.Undo)
        {
            var undone = await bulk.RunAsync(back);
            failed += undone.Items.Count - undone.Succeeded;
        }

        await InvokeAsync(ChangedAsync);
        if (failed == 0) toasts.Show("Undone");
        else toasts.Warn($"{Format.Number(failed)} could not be undone: they were changed meanwhile");
    }

    private async Task ChangedAsync()
    {
        _counts = await list.CountsAsync(_me);
        _words = await list.WordsAsync();
        if (_table is not null) await _table.ReloadAsync();
        StateHasChanged();
    }

    // Written while the browser reads, so that a long selection needs no more memory than a short one.
    private async Task ExportAsync(IReadOnlyList<CampaignRow> picked)
    {
        _exporting = true;
        try
        {
            var ids = await PickedIdsAsync(picked);
            var pipe = new Pipe();
            var writing = WriteAsync(pipe.Writer.AsStream(), ids);
            await using var file = pipe.Reader.AsStream();
            await script.DownloadAsync(CampaignExport.FileName, file);
            await writing;
        }
        finally
        {
            _exporting = false;
        }
    }

    private async Task WriteAsync(Stream to, IReadOnlyList<string> ids)
    {
        await using (to) await CsvExport.WriteAsync(to, CampaignCsv.Columns(Format, time.GetUtcNow()), list.RowsAsync(ids));
    }
}
