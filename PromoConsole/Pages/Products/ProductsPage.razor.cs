using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Products;

/// <summary>What the shop sells: searched, filtered and opened beside the list or as a page.</summary>
public sealed partial class ProductsPage(ProductService products, CollectionService collections, CurrentMember member, NavigationManager navigation)
{
    private const int MostLists = 200; // in the filter; the page of a collection shows its own products

    private IReadOnlyList<Choice<string>> _lists = [];
    private DataTable<ProductRow>? _table;
    private long? _total;
    private bool _mayWrite;
    private bool _creating;
    private bool _pricing;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    /// <summary>Id of a fixed list.</summary>
    [SupplyParameterFromQuery(Name = "collection")] private string? Collection { get; set; }

    /// <summary>Minor units, inclusive.</summary>
    [SupplyParameterFromQuery(Name = "from")] private long? From { get; set; }

    /// <summary>Minor units, inclusive.</summary>
    [SupplyParameterFromQuery(Name = "to")] private long? To { get; set; }

    /// <summary>The product whose drawer is open.</summary>
    [SupplyParameterFromQuery(Name = "open")] private string? Open { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Filtered => !string.IsNullOrWhiteSpace(Text) || Collection is not null || From is not null || To is not null;

    private IReadOnlyList<ActiveFilter> Filters =>
    [
        .. Collection is null ? (ActiveFilter[])[] : [new("collection", "Collection", "is " + (_lists.FirstOrDefault(c => c.Value == Collection)?.Title ?? "unknown"))],
        .. From is { } from ? (ActiveFilter[])[new("from", "Price", "from " + Format.Money(from))] : [],
        .. To is { } to ? (ActiveFilter[])[new("to", "Price", "to " + Format.Money(to))] : [],
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.ProductsWrite);
        _lists = [.. (await collections.FixedAsync(MostLists)).Select(c => new Choice<string>(c.Id, c.Name))];
        if (Collection is { } chosen && _lists.All(c => c.Value != chosen)) _lists = [.. _lists, .. (await collections.NamesAsync([chosen])).Select(pair => new Choice<string>(pair.Key, pair.Value))];
    }

    private async Task<TablePage<ProductRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await products.RowsAsync(Query(Text, Collection, From, To, query), ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }

    /// <summary>What the engine is asked for.</summary>
    internal static ProductQuery Query(string? text, string? collection, long? from, long? to, TableQuery table) =>
        new() { Text = text, CollectionId = string.IsNullOrEmpty(collection) ? null : collection, MinPrice = from, MaxPrice = to, Order = OrderOf(table), Skip = table.Skip, Take = table.Take };

    private static ItemOrder OrderOf(TableQuery query) => (query.SortBy, query.Descending) switch
    {
        ("name", false) => ItemOrder.Name,
        ("name", true) => ItemOrder.NameDescending,
        ("price", false) => ItemOrder.Price,
        ("price", true) => ItemOrder.PriceDescending,
        ("since", false) => ItemOrder.Oldest,
        _ => ItemOrder.Newest,
    };

    private void ClearAll() => navigation.NavigateTo("/products");

    // A new filter begins at the first page.
    private void Go(string key, object? value, bool keepPage = false)
    {
        var change = new Dictionary<string, object?> { [key] = value };
        if (!keepPage) change["page"] = null;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(change));
    }

    private void Created(Product product) => navigation.NavigateTo(ProductPages.Href(product.Id));
}
