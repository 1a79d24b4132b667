using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Collections;

/// <summary>All collections of products, with what asks for each.</summary>
public sealed partial class CollectionsPage(CollectionService collections, SegmentService uses, CurrentMember member, NavigationManager navigation)
{
    private IReadOnlyDictionary<string, NamedUses> _uses = new Dictionary<string, NamedUses>();
    private long? _total;
    private bool _mayWrite;

    /// <summary>A part of the name.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Q { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    private IReadOnlyList<ActiveFilter> Chips => Text is { } text ? [new("q", "Name", $"has “{text}”")] : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayWrite = await member.MayAsync(Permissions.ProductsWrite);

    private static string Href(CollectionRow row) => $"/collections/{row.Id}";

    private async Task<TablePage<CollectionRow>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        var order = (table.SortBy, table.Descending) switch
        {
            ("name", true) => ItemOrder.NameDescending,
            ("created", true) => ItemOrder.Newest,
            ("created", false) => ItemOrder.Oldest,
            _ => ItemOrder.Name,
        };
        var page = await collections.SearchAsync(Text, order, table.Skip, table.Take, ct);
        _uses = await uses.UsesAsync([.. page.Items.Select(row => row.Id)], ct);
        return new(page.Items, page.Total);
    }

    private void Find(string? text) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(text) ? null : text.Trim(), ["page"] = null }));
}
