using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>All customers: found by whatever a caller can spell, and opened as their wallet.</summary>
public sealed partial class CustomersPage(CustomerService customers, SegmentService segments, CurrentMember member, NavigationManager navigation)
{
    private IReadOnlyList<SegmentRow> _segments = [];
    private IReadOnlyList<Customer> _recent = [];
    private DataTable<CustomerRow>? _table;
    private long? _total;
    private bool _mayWrite;
    private bool _creating;

    /// <summary>What is searched.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    /// <summary>Id of the segment shown.</summary>
    [SupplyParameterFromQuery(Name = "segment")] private string? Segment { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Filtered => !string.IsNullOrWhiteSpace(Text) || Segment is not null;

    private IReadOnlyList<ActiveFilter> Filters => Segment is null
        ? []
        : [new("segment", "Segment", "is " + (_segments.FirstOrDefault(s => s.Id == Segment)?.Name ?? "unknown"))];

    private IReadOnlyList<Choice<string>> SegmentChoices =>
        [.. _segments.Select(s => new Choice<string>(s.Id, s.MembersCount is { } count ? $"{s.Name} ({Format.Number(count)})" : s.Name))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.CustomersWrite);
        _segments = await segments.ListAsync();
        _recent = await customers.RecentlyActiveAsync(6);
    }

    private async Task<TablePage<CustomerRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await customers.ListAsync(
            new CustomerQuery { Text = Text, SegmentId = Segment, Sort = SortOf(query), Skip = query.Skip, PageSize = query.Take }, ct);
        return new(page.Items, page.Total);
    }

    private static CustomerSort SortOf(TableQuery query) => (query.SortBy, query.Descending) switch
    {
        ("name", false) => CustomerSort.Name,
        ("name", true) => CustomerSort.NameDescending,
        ("since", false) => CustomerSort.Oldest,
        _ => CustomerSort.Newest,
    };

    private static string NameOf(CustomerRow row) => CustomerNames.Of(row.Name, row.Email, row.SourceId, row.Id);

    internal static string Href(string customerId) => $"/customers/{customerId}";

    private void OnLoaded(TablePage<CustomerRow> page) => _total = page.TotalCount;

    private void FindAsync(string? text) => Go("q", string.IsNullOrWhiteSpace(text) ? null : text.Trim());

    private void ChooseSegmentAsync(string? id) => Go("segment", id);

    private void RemoveAsync(ActiveFilter filter) => Go(filter.Key, null);

    private void ClearAsync() => navigation.NavigateTo("/customers");

    // A new filter begins at the first page.
    private void Go(string key, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [key] = value, ["page"] = null }));

    private void StartNew() => _creating = true;

    private void CloseNew() => _creating = false;

    private void OnSaved(Customer saved) => navigation.NavigateTo(Href(saved.Id));
}
