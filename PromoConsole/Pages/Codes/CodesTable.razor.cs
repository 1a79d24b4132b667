using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Pages.Codes;

/// <summary>Codes as a list: of the whole project, or of one campaign. Filters are in the address.</summary>
public sealed partial class CodesTable(VoucherList list, NavigationManager navigation, TimeProvider time) : IDisposable
{
    private DataTable<VoucherRow>? _table;
    private CodesUrl _url = new();
    private string _path = "";

    /// <summary>Only this campaign's; null for all.</summary>
    [Parameter] public string? CampaignId { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    /// <summary>Changes when there are other codes than before: the list then loads anew.</summary>
    [Parameter] public long Revision { get; set; }

    /// <summary>Buttons at the head of the list.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private object Asked => (_url with { Open = null }, CampaignId, Revision);

    private IReadOnlyList<ActiveFilter> Chips
    {
        get
        {
            var chips = new List<ActiveFilter>();
            if (_url.Text is { } text) chips.Add(new("q", "Begins with", text));
            if (_url.State is { } state) chips.Add(new("state", "State", $"is {VoucherLook.Name(state).ToLowerInvariant()}"));
            if (_url.Held is { } held) chips.Add(new("held", "Holder", held ? "is a customer" : "is nobody"));
            return chips;
        }
    }

    /// <summary>Loads the rows again, after something was changed.</summary>
    public Task ReloadAsync() => _table?.ReloadAsync() ?? Task.CompletedTask;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _path = new Uri(navigation.Uri).AbsolutePath;
        _url = CodesUrl.Read(navigation.Uri);
        navigation.LocationChanged += OnMoved;
    }

    /// <inheritdoc />
    public void Dispose() => navigation.LocationChanged -= OnMoved;

    private string Href(VoucherRow row) => CampaignId is null ? $"/codes?open={row.Id}" : $"/campaigns/{CampaignId}?tab=codes&open={row.Id}";

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (new Uri(moved.Location).AbsolutePath != _path) return;
        _url = CodesUrl.Read(moved.Location);
        _ = InvokeAsync(StateHasChanged);
    }

    private void Go(CodesUrl url)
    {
        var values = url.Write();
        if (url with { Open = null } != _url with { Open = null }) values["page"] = null;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(values));
    }

    private void Remove(ActiveFilter filter) => Go(filter.Key switch
    {
        "q" => _url with { Text = null },
        "state" => _url with { State = null },
        _ => _url with { Held = null },
    });

    private void StateChosen(ChangeEventArgs chosen) =>
        Go(_url with { State = Enum.TryParse<VoucherState>(chosen.Value as string, out var state) ? state : null });

    private void HeldChosen(ChangeEventArgs chosen) =>
        Go(_url with { Held = (chosen.Value as string) switch { "yes" => true, "no" => false, _ => null } });

    private async Task<TablePage<VoucherRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await list.ListAsync(new VoucherFilter
        {
            Text = _url.Text,
            State = _url.State,
            Held = _url.Held,
            CampaignId = CampaignId,
            Page = query.Skip / query.Take,
            PageSize = query.Take,
        }, ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }
}
