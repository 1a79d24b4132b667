using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.Tables;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Identity;

namespace PromoConsole.Pages.TrashBin;

/// <summary>What was deleted, latest first: brought back by whoever may delete, removed for good by whoever may change settings.</summary>
public sealed partial class BinPage(BinService bin, CampaignList campaigns, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private static readonly Choice<string>[] s_kinds = [.. Enum.GetValues<BinKind>().Select(kind => new Choice<string>(kind.ToString(), BinLook.Kind(kind).Word))];

    private DataTable<BinEntry>? _table;
    private BinEntry? _removing;
    private string? _busy;
    private long _codes;
    private bool _mayRemove;

    /// <summary>What a name or code begins with.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Q { get; set; }

    /// <summary>Only of this kind.</summary>
    [SupplyParameterFromQuery(Name = "kind")] private string? KindWord { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    private BinKind? Kind => Enum.TryParse<BinKind>(KindWord, out var kind) && Enum.IsDefined(kind) ? kind : null;

    private bool Filtered => Text is not null || Kind is not null;

    private IReadOnlyList<ActiveFilter> Chips =>
    [
        .. Text is { } text ? (ActiveFilter[])[new("q", "Name", $"begins with “{text}”")] : [],
        .. Kind is { } kind ? (ActiveFilter[])[new("kind", "Kind", $"is {BinLook.Kind(kind).Word}")] : [],
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayRemove = await member.MayAsync(Permissions.SettingsManage);

    private async Task<TablePage<BinEntry>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        var page = await bin.SearchAsync(Kind, Text, table.Skip, table.Take, ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }

    private Task RestoreAsync(BinEntry entry) =>
        DoAsync(entry, async caller => await bin.RestoreAsync(entry.Id, caller), $"{entry.Name} is back");

    private async Task AskAsync(BinEntry entry)
    {
        _codes = entry.Kind == BinKind.Campaign && await campaigns.GetAsync(entry.ResourceId) is { IsOk: true, Value.Campaign: var campaign } ? campaign.CodesCount : 0;
        _removing = entry;
    }

    private async Task RemoveAsync()
    {
        var entry = _removing!;
        await DoAsync(entry, async caller => await bin.RemoveAsync(entry.Id, caller), $"{entry.Name} is removed for good");
        _removing = null;
    }

    private async Task DoAsync(BinEntry entry, Func<Caller, Task<Result<BinEntry>>> act, string done)
    {
        _busy = entry.Id;
        var result = await act(await member.CallerAsync());
        _busy = null;
        if (result.IsOk) toasts.Show(done);
        else toasts.Warn(result.Error.Details ?? result.Error.Message);
        if (_table is not null) await _table.ReloadAsync();
    }

    private void Clear() => navigation.NavigateTo("/bin");

    private void Go(string key, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [key] = string.IsNullOrWhiteSpace(value) ? null : value.Trim(), ["page"] = null }));
}
