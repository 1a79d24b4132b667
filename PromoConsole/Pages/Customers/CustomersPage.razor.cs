using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>All customers: found by whatever a caller can spell, and opened as their wallet.</summary>
public sealed partial class CustomersPage(CustomerService customers, SegmentService segments, CurrentMember member, NavigationManager navigation)
{
    private IReadOnlyList<SegmentRow> _segments = [];
    private IReadOnlyList<Customer> _recent = [];
    private CustomerListUrl _url = new();
    private DataTable<CustomerRow>? _table;
    private long? _total;
    private bool _mayWrite;
    private bool _mayContact;
    private bool _creating;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <summary>Only so that the page hears of another address; <see cref="CustomerListUrl"/> reads all of it.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    private IReadOnlyList<ActiveFilter> Chips =>
    [
        .. Chip("segment", "Segment", _url.Segment is { } id ? "is " + (_segments.FirstOrDefault(s => s.Id == id)?.Name ?? "unknown") : null),
        .. Chip("city", "City", _url.City is { } city ? "is " + city : null),
        .. Chip("known-from", "Known", Since(_url.KnownFrom)), .. Chip("known-to", "Known", Until(_url.KnownTo)),
        .. Chip("spent-from", "Spent", _url.SpentFrom is { } least ? $"{Format.Money(least)} or more" : null),
        .. Chip("spent-to", "Spent", _url.SpentTo is { } most ? $"{Format.Money(most)} at most" : null),
        .. Chip("ordered-from", "Last order", Since(_url.OrderedFrom)), .. Chip("ordered-to", "Last order", Until(_url.OrderedTo)),
    ];

    private IReadOnlyList<Choice<string>> SegmentChoices =>
        [.. _segments.Select(s => new Choice<string>(s.Id, s.MembersCount is { } count ? $"{s.Name} ({Format.Number(count)})" : s.Name))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.CustomersWrite);
        _mayContact = await member.MayAsync(Permissions.CustomersContact);
        _segments = await segments.ListAsync();
        _recent = await customers.RecentlyActiveAsync(6);
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _url = CustomerListUrl.Read(navigation.Uri);

    private async Task<TablePage<CustomerRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await customers.ListAsync(_url.Query(Format) with { Sort = SortOf(query), Skip = query.Skip, PageSize = query.Take }, ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }

    internal static CustomerSort SortOf(TableQuery query) => (query.SortBy, query.Descending) switch
    {
        ("name", false) => CustomerSort.Name,
        ("name", true) => CustomerSort.NameDescending,
        ("since", false) => CustomerSort.Oldest,
        _ => CustomerSort.Newest,
    };

    private string NameOf(CustomerRow row) => Contacts.Shown(CustomerNames.Of(row.Name, row.Email, row.SourceId, row.Id), _mayContact)!;

    internal static string Href(string customerId) => $"/customers/{customerId}";

    private void OnLoaded(TablePage<CustomerRow> page) => _total = page.TotalCount;

    private void Remove(ActiveFilter filter) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [filter.Key] = null, ["page"] = null }));

    private void Clear() => Go(new CustomerListUrl { Hidden = _url.Hidden });

    // A new filter begins at the first page.
    private void Go(CustomerListUrl url) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(url.Write()));

    private static IEnumerable<ActiveFilter> Chip(string key, string name, string? says) => says is null ? [] : [new(key, name, says)];

    private string? Since(DateOnly? day) => day is { } given ? "since " + given.ToString("d MMM yyyy", Format.Culture) : null;

    private string? Until(DateOnly? day) => day is { } given ? "until " + given.ToString("d MMM yyyy", Format.Culture) : null;

    private void StartNew() => _creating = true;

    private void CloseNew() => _creating = false;

    private void OnSaved(Customer saved) => navigation.NavigateTo(Href(saved.Id));
}
