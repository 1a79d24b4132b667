using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Components.RuleBuilder.Things;
using PromoConsole.Components.Saving;
using PromoConsole.Components.Tables;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Segments;

/// <summary>One segment: who is in it, the rules that say so, and what asks for it.</summary>
public sealed partial class SegmentPage(
    SegmentService segments, SegmentForecasts forecasts, JobService jobs, JobSignal signal, CurrentMember member, Toasts toasts, NavigationManager navigation) : IDisposable
{
    private Segment? _segment;
    private NamedUses? _uses;
    private Job? _job;
    private DataTable<Customer>? _table;
    private CustomerPicks? _picks;
    private IReadOnlyList<Choosable> _members = [];
    private FilterDraft _draft = new(null, 0);
    private Filter? _reviewing;
    private SegmentKind _kind;
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

    /// <summary>What is searched among the customers in it.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Q { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    private string View => ViewWord is "used" || (ViewWord is "filter" && _segment?.Filter is not null) ? ViewWord : "customers";

    private bool Changed => _edited || (_segment is { Filter: not null } segment && _kind != segment.Kind);

    private IReadOnlyList<ActiveFilter> Chips => Text is { } text ? [new("q", "Search", $"“{text}”")] : [];

    private IReadOnlyList<TabLink> Links =>
    [
        new("customers", "Customers", $"/segments/{Id}", _count is { } count && Text is null ? Format.Number(count) : null),
        .. _segment?.Filter is null ? (TabLink[])[] : [new("filter", "Rules", $"/segments/{Id}?view=filter")],
        new("used", "Used by", $"/segments/{Id}?view=used", _uses is { Count: > 0 } uses ? Format.Number(uses.Count) : null),
    ];

    private RenderFragment<IReadOnlyList<Customer>>? Bulk => _mayWrite && _segment?.Kind == SegmentKind.Static ? RemoveButton : null;

    /// <inheritdoc />
    public void Dispose() => signal.Changed -= OnJob;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.SegmentsWrite);
        signal.Changed += OnJob;
    }

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
        var found = await segments.GetAsync(Id);
        _missing = !found.IsOk;
        if (found.Value is not { } segment) return;
        (_segment, _kind, _seen, _edited, _draft, _problem, _conflict) = (segment, segment.Kind, segment.Revision, false, new(null, 0), null, null);
        _loads++;
        _uses = await segments.UsesAsync(Id);
        await WatchAsync();
    }

    private async Task WatchAsync() =>
        _job = _segment?.SyncedTo is null ? null : (await jobs.OfAsync(Id)).FirstOrDefault(job => job.Status is JobStatus.Waiting or JobStatus.Running);

    // A job may be anybody's; while this segment is being asked about, how far it is and whether it is done is read again.
    private void OnJob()
    {
        if (_segment?.SyncedTo is not null) _ = InvokeAsync(FollowAsync);
    }

    private async Task FollowAsync()
    {
        if (await segments.GetAsync(Id) is not { IsOk: true, Value: { } now } || _segment is null) return;
        // Only how far it is: what somebody edits here stays, and a colleague's change is told when this is saved.
        if (now.Revision == _segment.Revision)
        {
            now.Filter = _segment.Filter; // the same, so that the tree goes on
            _segment = now;
        }

        await WatchAsync();
        StateHasChanged();
    }

    private async Task<TablePage<Customer>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        var page = await segments.MembersAsync(Id, Text, table.Skip, table.Take, ct);
        return page.IsOk ? new(page.Value.Items, page.Value.Total) : new([], 0);
    }

    private IAsyncEnumerable<FilterForecast> CountAsync(Filter filter, CancellationToken ct) => forecasts.ForecastAsync(filter, null, ct).Select(SegmentWords.Of);

    private Task ReviewAsync()
    {
        _problem = _edited ? _draft.Problem : null;
        if (_problem is null) _reviewing = _edited ? _draft.Filter : _segment!.Filter;
        return Task.CompletedTask;
    }

    private async Task SaveAsync()
    {
        var filter = _reviewing;
        _reviewing = null;
        _busy = true;
        var saved = await segments.ChangeAsync(new ChangeSegment(Id, null, _kind, filter, _seen, await member.CallerAsync()));
        _busy = false;
        if (saved.IsOk)
        {
            toasts.Show("The segment is saved");
            await LoadAsync();
        }
        else if (saved.Error.Key == "edited_meanwhile") _conflict = saved.Error.Message;
        else _problem = saved.Error.Details ?? saved.Error.Message;
    }

    private async Task KeepMineAsync()
    {
        if (await segments.GetAsync(Id) is not { IsOk: true, Value: { } theirs }) return;
        (_seen, _conflict) = (theirs.Revision, null);
        await ReviewAsync();
    }

    private async Task AddAsync()
    {
        if (!await _picks!.TakePastedAsync()) return;
        _addProblem = _members.Count == 0 ? "Choose or paste at least one customer." : null;
        if (_addProblem is not null) return;
        _busy = true;
        var added = await segments.AddMembersAsync(Id, [.. _members.Select(one => one.Id)], await member.CallerAsync());
        _busy = false;
        _addProblem = added.Error?.Message;
        if (!added.IsOk) return;
        _adding = false;
        toasts.Show(added.Value == _members.Count ? $"{SegmentWords.Many(added.Value, "customer", Format)} added" : $"{SegmentWords.Many(added.Value, "customer", Format)} added; the others were in it already");
        if (_table is not null) await _table.ReloadAsync();
    }

    private async Task RemoveAsync(IReadOnlyList<Customer> picked)
    {
        var removed = await segments.RemoveMembersAsync(Id, [.. picked.Select(one => one.Id)], await member.CallerAsync());
        if (removed.IsOk) toasts.Show($"{SegmentWords.Many(removed.Value, "customer", Format)} taken out");
        else toasts.Warn(removed.Error.Message);
        _table?.ClearPicked();
        if (_table is not null) await _table.ReloadAsync();
    }

    private async Task<PromoError?> RenameAsync(string name)
    {
        var renamed = await segments.ChangeAsync(new ChangeSegment(Id, name, null, null, null, await member.CallerAsync()));
        if (renamed.Value is not { } segment) return renamed.Error;
        // The name is apart from the rules: what is edited there goes on from the revision this made, unless somebody else changed them.
        if (_seen == segment.Revision - 1) _seen = segment.Revision;
        segment.Filter = _segment!.Filter; // the one the tree began with
        _segment = segment;
        return null;
    }

    private async Task<PromoError?> DeleteAsync()
    {
        var deleted = await segments.DeleteAsync(Id, await member.CallerAsync());
        if (deleted.IsOk)
        {
            toasts.Show($"Segment {deleted.Value.Name} deleted");
            _guard?.Release();
            navigation.NavigateTo("/segments");
            return null;
        }

        _uses = await segments.UsesAsync(Id);
        StateHasChanged();
        return deleted.Error;
    }

    private string NameOf(Customer row) => Format.Person(CustomerNames.Of(row));

    private void Find(string? text) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(text) ? null : text.Trim(), ["page"] = null }));
}
