using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Stacking;

/// <summary>The stacking board: categories as columns, campaigns dragged between them, the rules for every cart, and an example with numbers.</summary>
public sealed partial class StackingPage(
    StackingService stacking, CategoryService categories, CampaignList campaigns, CampaignService changes, CurrentMember member, Toasts toasts, IJSRuntime js,
    ILogger<StackingPage> log) : IAsyncDisposable
{
    private const int MostCampaigns = 200;

    private IReadOnlyList<BoardLane> _lanes = [];
    private IReadOnlyList<string> _tried = [];
    private IReadOnlyList<IReadOnlyList<string>> _candidates = [];
    private StackingRules? _saved;
    private StackingRules? _rules;
    private PromoError? _error;
    private ElementReference _boardElement;
    private DotNetObjectReference<StackingPage>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _listening;
    private string? _editing;
    private long _more;
    private int _version;
    private bool _mayWrite;
    private bool _maySet;
    private bool _busy;
    private bool _failed;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Changed => !ReferenceEquals(_rules, _saved);

    /// <summary>A campaign was dragged to another column.</summary>
    [JSInvokable]
    public Task Drop(string campaignId, string key) => InvokeAsync(() => MoveAsync(campaignId, key));

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
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.CampaignsWrite);
        _maySet = await member.MayAsync(Permissions.SettingsManage);
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_script is not null || _rules is null || !_mayWrite) return;
        _script = await js.InvokeAsync<IJSObjectReference>("import", "./Pages/Stacking/StackingPage.razor.js");
        _self = DotNetObjectReference.Create(this);
        _listening = await _script.InvokeAsync<IJSObjectReference>("attach", _boardElement, _self);
    }

    private async Task LoadAsync()
    {
        _failed = false;
        try
        {
            await LoadBoardAsync();
            _candidates = [.. _lanes.Select(lane => (IReadOnlyList<string>)[.. lane.Campaigns.Where(row => row.Status == CampaignStatus.Live).Select(row => row.Campaign.Id)])];
            _saved = _rules = await stacking.GetAsync();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "The stacking board could not be read");
            _failed = true;
        }
    }

    private async Task LoadBoardAsync()
    {
        var page = await campaigns.ListAsync(new CampaignFilter
        {
            Statuses = [CampaignStatus.Live, CampaignStatus.Scheduled, CampaignStatus.Paused], Order = CampaignOrder.Name, Ascending = true, PageSize = MostCampaigns,
        });
        _lanes = BoardLane.Of(await categories.ListAsync(), page.Rows);
        _more = page.Total - page.Rows.Count;
        _version++;
    }

    private async Task MoveAsync(string campaignId, string key)
    {
        var row = _lanes.SelectMany(lane => lane.Campaigns).FirstOrDefault(row => row.Campaign.Id == campaignId);
        var to = _lanes.FirstOrDefault(lane => lane.Key == key);
        if (!_mayWrite || row is null || to is null || row.Campaign.CategoryId == to.Category?.Id) return;
        var before = row.Campaign.CategoryId;
        var moved = await changes.CategorizeAsync(new(campaignId, to.Category?.Id, (await member.CallerAsync()).Name));
        await LoadBoardAsync();
        StateHasChanged();
        if (!moved.IsOk) toasts.Warn(moved.Error.Message);
        else toasts.Show($"{row.Campaign.Name} is now in {to.Name}", () => InvokeAsync(() => MoveAsync(campaignId, before ?? BoardLane.NoCategory)));
    }

    private async Task ShiftAsync(BoardLane lane, int by)
    {
        var order = _lanes.Select(other => other.Category?.Id).OfType<string>().ToList();
        var at = order.IndexOf(lane.Key);
        if (!_mayWrite || at < 0 || at + by < 0 || at + by >= order.Count) return;
        (order[at], order[at + by]) = (order[at + by], order[at]);
        var done = await categories.ReorderAsync(order, await member.CallerAsync());
        if (!done.IsOk) toasts.Warn(done.Error.Message);
        await LoadBoardAsync();
    }

    private async Task EditedAsync(string text)
    {
        _editing = null;
        var before = _lanes;
        await LoadBoardAsync();
        await ForgetAsync([.. before.Select(lane => lane.Key).Except(_lanes.Select(lane => lane.Key))]);
        toasts.Show(text);
    }

    // A deleted category goes out of the rules too; what is being edited goes on without it.
    private async Task ForgetAsync(IReadOnlyList<string> gone)
    {
        StackingRules Without(StackingRules rules) => gone.Aggregate(rules, (less, id) => less.Without(id));
        if (Changed) (_saved, _rules) = (Without(_saved!), Without(_rules!));
        else _saved = _rules = await stacking.GetAsync();
    }

    private void StartAsync(IReadOnlyList<string> tried) => _tried = tried;

    private void ToggleAsync(string campaignId) =>
        _tried = _tried.Contains(campaignId) ? [.. _tried.Where(other => other != campaignId)] : [.. _tried, campaignId];

    // Disabled boxes are a courtesy of the browser.
    private void ChangeAsync(StackingRules rules)
    {
        if (_maySet) (_rules, _error) = (rules, null);
    }

    private void DiscardAsync() => (_rules, _error) = (_saved, null);

    private async Task SaveAsync()
    {
        if (!_maySet) return;
        _busy = true;
        var done = await stacking.ReplaceAsync(_saved!, _rules!, await member.CallerAsync());
        _busy = false;
        _error = done.Error;
        if (!done.IsOk) return;
        _saved = _rules = done.Value;
        toasts.Show("Stacking rules saved: they hold from now on");
    }

    private string? ProblemOf(string field) => _error?.Field == field ? _error.Message : null;
}
