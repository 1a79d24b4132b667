using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Publications;

/// <summary>Codes given to customers, over all campaigns or of one; what shows stands in the address.</summary>
public sealed partial class PublicationsTable(PublicationList list, PublicationService publications, CustomerService customers, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private const int Shown = 8;
    private static readonly Choice<string>[] Results = [new("given", "Given"), new("refused", "Not given")];

    private IReadOnlyList<Choice<string>> _campaigns = [];
    private DataTable<PublicationRow>? _table;
    private IReadOnlyList<CustomerRow>? _found;
    private Customer? _chosen;
    private bool _choosing;
    private bool _mayWrite;

    /// <summary>Only of this campaign; null for all.</summary>
    [Parameter] public string? CampaignId { get; set; }

    [SupplyParameterFromQuery(Name = "code")] private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "campaign")] private string? Campaign { get; set; }

    [SupplyParameterFromQuery(Name = "customer")] private string? Customer { get; set; }

    [SupplyParameterFromQuery(Name = "result")] private string? Result { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<ActiveFilter> Chips =>
    [
        .. Campaign is { } id && CampaignId is null ? (ActiveFilter[])[new("campaign", "Campaign", "is " + (_campaigns.FirstOrDefault(one => one.Value == id)?.Title ?? id))] : [],
        .. Customer is { } customer ? (ActiveFilter[])[new("customer", "Customer", "is " + customer)] : [],
        .. Result is { } result ? (ActiveFilter[])[new("result", "Result", result == "refused" ? "is not given" : "is given")] : [],
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.CustomersWrite);
        if (CampaignId is null) _campaigns = [.. (await publications.CampaignsAsync()).Select(campaign => new Choice<string>(campaign.Id, campaign.Name))];
    }

    private async Task<TablePage<PublicationRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await list.ListAsync(Query(Code, CampaignId ?? Campaign, Customer, Result, query), ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }

    /// <summary>What the engine is asked for.</summary>
    internal static PublicationQuery Query(string? code, string? campaign, string? customer, string? result, TableQuery table) => new()
    {
        Code = code, Campaign = campaign, Customer = customer, Succeeded = result switch { "given" => true, "refused" => false, _ => null },
        Ascending = table is { SortBy: "when", Descending: false }, Skip = table.Skip, Take = table.Take,
    };

    private async Task FindAsync(string text) => _found = text.Trim().Length == 0 ? null : (await customers.ListAsync(new CustomerQuery { Text = text, PageSize = Shown })).Items;

    private async Task ChooseAsync(string id)
    {
        _chosen = (await customers.GetAsync(id)).Value;
        (_choosing, _found) = (false, null);
    }

    private async Task OnGivenAsync(PublishedVoucher given)
    {
        _chosen = null;
        toasts.Show($"{given.Code} was given to {Format.Person(CustomerNames.Of(given.Customer))}");
        if (_table is not null) await _table.ReloadAsync();
    }

    private void Go(string key, string? value) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [key] = string.IsNullOrWhiteSpace(value) ? null : value.Trim(), ["page"] = null }));

    private void Remove(ActiveFilter filter) => Go(filter.Key, null);

    private void Clear() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["code"] = null, ["campaign"] = null, ["customer"] = null, ["result"] = null, ["page"] = null }));
}
