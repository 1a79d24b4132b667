using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Segments;

/// <summary>All segments, with how many customers each has and what asks for it.</summary>
public sealed partial class SegmentsPage(SegmentService segments, CurrentMember member, NavigationManager navigation)
{
    private static readonly Choice<string>[] s_kinds = [.. SegmentWords.Kinds.Select(kind => new Choice<string>(kind.Value.ToString(), kind.Title))];

    private IReadOnlyDictionary<string, NamedUses> _uses = new Dictionary<string, NamedUses>();
    private long? _total;
    private bool _mayWrite;

    /// <summary>A part of the name.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Q { get; set; }

    /// <summary>Only of this kind.</summary>
    [SupplyParameterFromQuery(Name = "kind")] private string? KindWord { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    private SegmentKind? Kind => Enum.TryParse<SegmentKind>(KindWord, out var kind) && Enum.IsDefined(kind) ? kind : null;

    private bool Filtered => Text is not null || Kind is not null;

    private IReadOnlyList<ActiveFilter> Chips =>
    [
        .. Text is { } text ? (ActiveFilter[])[new("q", "Name", $"has “{text}”")] : [],
        .. Kind is { } kind ? (ActiveFilter[])[new("kind", "Kind", $"is {SegmentWords.Kind(kind).ToLowerInvariant()}")] : [],
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayWrite = await member.MayAsync(Permissions.SegmentsWrite);

    private static string Href(SegmentRow row) => $"/segments/{row.Id}";

    private async Task<TablePage<SegmentRow>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        var sort = (table.SortBy, table.Descending) switch
        {
            ("name", true) => SegmentSort.NameDescending,
            ("changed", true) => SegmentSort.LatestChange,
            ("changed", false) => SegmentSort.EarliestChange,
            _ => SegmentSort.Name,
        };
        var page = await segments.SearchAsync(Text, Kind is { } kind ? [kind] : [], sort, table.Skip, table.Take, ct);
        _uses = await segments.UsesAsync([.. page.Items.Select(row => row.Id)], ct);
        return new(page.Items, page.Total);
    }

    private void Clear() => navigation.NavigateTo("/segments");

    private void Go(string key, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [key] = string.IsNullOrWhiteSpace(value) ? null : value.Trim(), ["page"] = null }));
}
