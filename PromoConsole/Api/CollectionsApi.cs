using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Product collections: fixed lists and filters.</summary>
internal static class CollectionsApi
{
    public static void MapCollections(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/product-collections").WithTags("Product collections");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("List product collections").WithName("listProductCollections")
            .WithPaging().WithQuery("order", "created_at, updated_at, name or type, with - for descending; default -created_at. They have no code, campaign or category, so those sort by id.");
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .Accepts<CollectionExample>("application/json").WithExample(Examples.Collection)
            .WithSummary("Create a product collection").WithName("createProductCollection");
        group.MapGet("/{productCollectionId}", GetAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("Get a product collection").WithName("getProductCollection");
        group.MapPut("/{productCollectionId}", ChangeAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .Accepts<CollectionExample>("application/json").WithExample(Examples.Collection)
            .WithSummary("Change a product collection").WithName("updateProductCollection").WithDescription("Its name, and its products or its filter; its type stays.");
        group.MapDelete("/{productCollectionId}", DeleteAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .WithSummary("Delete a product collection").WithName("deleteProductCollection").WithDescription("400 resource_in_use while campaigns name it.");
        group.MapGet("/{productCollectionId}/products", ListItemsAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("List what is in a product collection").WithName("listProductsInCollection").WithDescription("Stored products and SKUs.")
            .WithPaging()
            .WithQuery("order", "created_at, updated_at, name, price or type, with - for descending; default: products, then SKUs, oldest first. They have no code, campaign or category, so those sort by id.")
            .WithQuery("starting_after", "When the last one of the page before was created; goes with order -created_at (default then) or created_at. One millisecond is never parted.");
    }

    private static async Task<Results<Ok<CollectionListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, CollectionService collections)
    {
        var order = ItemOrders.Read(query, ItemOrders.OfCollections, hasType: true) ?? ItemOrder.Newest;
        if (query.Refusal is { } wrong) return wrong;
        var page = await collections.ListAsync(order, query.Skip, query.Limit, http.RequestAborted);
        return TypedResults.Ok(new CollectionListView([.. page.Items.Select(CollectionView.Of)], page.Total));
    }

    private static async Task<Results<Ok<CollectionView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, CollectionService collections)
    {
        var fields = body.Fields;
        var type = fields.Word("type", "STATIC", "AUTO_UPDATE");
        var filter = ReadFilter(fields);
        if (type is null && !fields.Has("type")) fields.Missing("type");
        if (type == "AUTO_UPDATE" && !fields.Has("filter")) fields.Missing("filter");
        if (type == "STATIC" && filter is not null) fields.Problem("filter", "should be left out for type STATIC");
        if (type == "AUTO_UPDATE" && fields.Has("products")) fields.Problem("products", "should be left out for type AUTO_UPDATE");
        var request = new SaveCollection { Name = fields.Text("name", Bounds.Name, required: true), Items = ReadItems(fields), Filter = filter, Caller = http.Caller() };
        if (body.Refusal is { } wrong) return wrong;
        var made = await collections.CreateAsync(request, http.RequestAborted);
        return made.IsOk ? await GetAsync(made.Value.Id, http, collections) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<CollectionView>, ApiError>> ChangeAsync(string productCollectionId, HttpContext http, ApiBody body, CollectionService collections)
    {
        var request = new SaveCollection { Name = body.Fields.Text("name", Bounds.Name), Items = ReadItems(body.Fields), Filter = ReadFilter(body.Fields), Caller = http.Caller() };
        if (body.Refusal is { } wrong) return wrong;
        var changed = await collections.ChangeAsync(productCollectionId, request, http.RequestAborted);
        return changed.IsOk ? await GetAsync(changed.Value.Id, http, collections) : ApiError.Of(changed.Error);
    }

    private static async Task<Results<Ok<CollectionView>, ApiError>> GetAsync(string productCollectionId, HttpContext http, CollectionService collections)
    {
        var found = await collections.GetAsync(productCollectionId, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(CollectionView.Of(found.Value)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string productCollectionId, HttpContext http, CollectionService collections)
    {
        var deleted = await collections.DeleteAsync(productCollectionId, http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<Ok<CollectionItemsView>, ApiError>> ListItemsAsync(
        string productCollectionId, HttpContext http, ListQuery query, CollectionService collections)
    {
        var (order, last) = (ItemOrders.Read(query, ItemOrders.OfItems, hasType: true), query.Instant("starting_after"));
        if (last is not null && order is not (null or ItemOrder.Newest or ItemOrder.Oldest)) query.Problem("starting_after", "goes with order created_at or -created_at only");
        if (query.Refusal is { } wrong) return wrong;
        var asked = new CollectionItemsQuery(productCollectionId) { StartingAfter = last, Skip = query.Skip, Take = query.Limit };
        var page = await collections.ItemsAsync(asked with { Order = order ?? (last is null ? asked.Order : ItemOrder.Newest) }, http.RequestAborted);
        return page.IsOk ? TypedResults.Ok(CollectionItemsView.Of(page.Value.Items, page.Value.Total)) : ApiError.Of(page.Error);
    }

    private static Filter? ReadFilter(Fields fields) => fields.Object("filter") is { } filter ? FilterBody.Read(filter, needsJunction: true) : null;

    private static List<CollectionItem>? ReadItems(Fields fields) => fields.Objects("products", Bounds.ListItems)?.ConvertAll(item => new CollectionItem(
        item.Text("id", Bounds.SourceId, required: true) ?? "", item.Word("object", "product", "sku") == "sku"));
}
