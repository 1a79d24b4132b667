using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Products and their SKUs; both are named by id or source id.</summary>
internal static class ProductsApi
{
    private const string ByEitherId = "By id or source_id.";

    public static void MapProducts(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/products").WithTags("Products");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("List products").WithName("listProducts")
            .WithPaging().WithItemQuery();
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .Accepts<ProductExample>("application/json").WithExample(Examples.Product)
            .WithSummary("Create a product").WithName("createProduct").WithDescription("With a known source_id: changes that product.");
        group.MapGet("/{productId}", GetAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("Get a product").WithName("getProduct").WithDescription(ByEitherId);
        group.MapPut("/{productId}", ChangeAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .Accepts<ProductExample>("application/json").WithExample(Examples.Product)
            .WithSummary("Change a product").WithName("updateProduct").WithDescription("By id or source_id. Absent fields stay, null takes away, metadata is merged by key.");
        group.MapDelete("/{productId}", DeleteAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .WithQuery("force", "true: also while campaigns name it.")
            .WithSummary("Delete a product with its SKUs").WithName("deleteProduct").WithDescription("400 resource_in_use while campaigns name it or one of its SKUs.");

        group.MapGet("/{productId}/skus", ListSkusAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("List the SKUs of a product").WithName("listSkusInProduct")
            .WithPaging().WithItemQuery();
        group.MapPost("/{productId}/skus", CreateSkuAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .Accepts<SkuExample>("application/json").WithExample(Examples.Sku)
            .WithSummary("Create a SKU").WithName("createSku").WithDescription("With a known source_id: changes that SKU.");
        group.MapGet("/{productId}/skus/{skuId}", GetSkuAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("Get a SKU of a product").WithName("getSkuOfProduct").WithDescription(ByEitherId);
        group.MapPut("/{productId}/skus/{skuId}", ChangeSkuAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .Accepts<SkuExample>("application/json").WithExample(Examples.Sku)
            .WithSummary("Change a SKU").WithName("updateSku").WithDescription("Absent fields stay, null takes away, attributes and metadata are merged by key.");
        group.MapDelete("/{productId}/skus/{skuId}", DeleteSkuAsync)
            .RequireKeyPermission(Permissions.ProductsWrite)
            .WithQuery("force", "true: also while campaigns name it.")
            .WithSummary("Delete a SKU").WithName("deleteSku").WithDescription("400 resource_in_use while campaigns name it.");
        v1.MapGroup("/skus").WithTags("Products").MapGet("/{skuId}", GetSkuAloneAsync)
            .RequireKeyPermission(Permissions.ProductsRead)
            .WithSummary("Get a SKU").WithName("getSku").WithDescription(ByEitherId);
    }

    private static async Task<Results<Ok<ProductListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, ProductService products)
    {
        var asked = ReadQuery(query);
        if (query.Refusal is { } wrong) return wrong;
        var page = await products.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new ProductListView([.. page.Items.Select(ProductView.Of)], page.Total));
    }

    private static Task<Results<Ok<ProductView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, ProductService products) =>
        SaveAsync(http, body, products, ProductBody.Read(body.Fields, change: false));

    private static async Task<Results<Ok<ProductView>, ApiError>> ChangeAsync(string productId, HttpContext http, ApiBody body, ProductService products)
    {
        var read = ProductBody.Read(body.Fields, change: true);
        if (body.Refusal is { } wrong) return wrong;
        var found = await products.GetAsync(Codes.FromPath(productId), http.RequestAborted);
        return found.IsOk ? await SaveAsync(http, body, products, read with { Id = found.Value.Product.Id }) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<ProductView>, ApiError>> SaveAsync(HttpContext http, ApiBody body, ProductService products, ProductInput input)
    {
        if (body.Refusal is { } wrong) return wrong;
        var saved = await products.UpsertAsync(input, http.Caller(), http.RequestAborted);
        return saved.IsOk ? await GetAsync(saved.Value.Id, http, products) : ApiError.Of(saved.Error);
    }

    private static async Task<Results<Ok<ProductView>, ApiError>> GetAsync(string productId, HttpContext http, ProductService products)
    {
        var found = await products.GetAsync(Codes.FromPath(productId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(ProductView.Of(found.Value)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string productId, HttpContext http, ListQuery query, ProductService products)
    {
        var force = query.Flag("force") == true;
        if (query.Refusal is { } wrong) return wrong;
        var deleted = await products.DeleteAsync(Codes.FromPath(productId), force, http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<Ok<SkuListView>, ApiError>> ListSkusAsync(string productId, HttpContext http, ListQuery query, SkuService skus)
    {
        var asked = ReadQuery(query);
        if (query.Refusal is { } wrong) return wrong;
        var page = await skus.ListAsync(Codes.FromPath(productId), asked, http.RequestAborted);
        return page.IsOk ? TypedResults.Ok(new SkuListView([.. page.Value.Items.Select(SkuView.Of)], page.Value.Total)) : ApiError.Of(page.Error);
    }

    private static async Task<Results<Ok<SkuView>, ApiError>> CreateSkuAsync(string productId, HttpContext http, ApiBody body, SkuService skus)
    {
        var read = ProductBody.ReadSku(body.Fields, change: false);
        if (body.Refusal is { } wrong) return wrong;
        var made = await skus.CreateAsync(Codes.FromPath(productId), read, http.Caller(), http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(SkuView.Of(made.Value)) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<SkuView>, ApiError>> ChangeSkuAsync(string productId, string skuId, HttpContext http, ApiBody body, SkuService skus)
    {
        var read = ProductBody.ReadSku(body.Fields, change: true);
        if (body.Refusal is { } wrong) return wrong;
        var changed = await skus.ChangeAsync(Codes.FromPath(productId), Codes.FromPath(skuId), read, http.Caller(), http.RequestAborted);
        return changed.IsOk ? TypedResults.Ok(SkuView.Of(changed.Value)) : ApiError.Of(changed.Error);
    }

    private static Task<Results<Ok<SkuView>, ApiError>> GetSkuAsync(string productId, string skuId, HttpContext http, SkuService skus) => SkuAsync(productId, skuId, http, skus);

    private static Task<Results<Ok<SkuView>, ApiError>> GetSkuAloneAsync(string skuId, HttpContext http, SkuService skus) => SkuAsync(null, skuId, http, skus);

    private static async Task<Results<Ok<SkuView>, ApiError>> SkuAsync(string? productId, string skuId, HttpContext http, SkuService skus)
    {
        var found = await skus.GetAsync(productId is null ? null : Codes.FromPath(productId), Codes.FromPath(skuId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(SkuView.Of(found.Value)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteSkuAsync(string productId, string skuId, HttpContext http, ListQuery query, SkuService skus)
    {
        var force = query.Flag("force") == true;
        if (query.Refusal is { } wrong) return wrong;
        var deleted = await skus.DeleteAsync(Codes.FromPath(productId), Codes.FromPath(skuId), force, http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static RouteHandlerBuilder WithItemQuery(this RouteHandlerBuilder operation) => operation
        .WithQuery("start_date", "Only those created later, ISO 8601.").WithQuery("end_date", "Only those created earlier, ISO 8601.")
        .WithQuery("order", "created_at, updated_at, name or price, with - for descending; default -created_at. " + ItemOrders.Nothing);

    private static ItemQuery ReadQuery(ListQuery query) => new()
    {
        CreatedAfter = query.Instant("start_date"),
        CreatedBefore = query.Instant("end_date"),
        Order = ItemOrders.Read(query, ItemOrders.OfItems, hasType: false) ?? ItemOrder.Newest,
        Skip = query.Skip,
        Take = query.Limit,
    };
}
