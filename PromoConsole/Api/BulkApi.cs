using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using Started = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Accepted<PromoConsole.Api.AsyncActionView>, PromoConsole.Api.ApiError>;

namespace PromoConsole.Api;

/// <summary>Many records in one call. The work goes on after the answer; the asynchronous action tells what came of each.</summary>
internal static class BulkApi
{
    private const int MostOrders = 2_000;
    private const string Goes = " Goes on after the answer: the asynchronous action tells what came of it. A record that is refused does not stop the others.";

    public static void MapBulk(this RouteGroupBuilder v1)
    {
        v1.MapPost("/customers/bulk/async", CustomersAsync).RequireKeyPermission(Permissions.CustomersWrite).WithTags("Customers")
            .WithSummary("Create or change many customers").WithName("updateCustomersInBulk").WithDescription("A list of customers; known ones by source_id are changed." + Goes);
        v1.MapPost("/customers/metadata/async", CustomerMetadataAsync).RequireKeyPermission(Permissions.CustomersWrite).WithTags("Customers")
            .WithSummary("Lay metadata over many customers").WithName("updateCustomersMetadataInBulk").WithDescription("source_ids and metadata; unknown customers are created." + Goes);
        v1.MapPost("/products/bulk/async", ProductsAsync).RequireKeyPermission(Permissions.ProductsWrite).WithTags("Products")
            .WithSummary("Create or change many products").WithName("updateProductsInBulk").WithDescription("A list of products; known ones by source_id are changed." + Goes);
        v1.MapPost("/products/metadata/async", ProductMetadataAsync).RequireKeyPermission(Permissions.ProductsWrite).WithTags("Products")
            .WithSummary("Lay metadata over many products").WithName("updateProductsMetadataInBulk").WithDescription("source_ids and metadata; unknown products are created." + Goes);
        v1.MapPost("/vouchers/bulk/async", VouchersAsync).RequireKeyPermission(Permissions.CodesWrite).WithTags("Vouchers")
            .WithSummary("Change the metadata of many codes").WithName("updateVouchersInBulk").WithDescription("A list of code and metadata." + Goes);
        v1.MapPost("/vouchers/metadata/async", VoucherMetadataAsync).RequireKeyPermission(Permissions.CodesWrite).WithTags("Vouchers")
            .WithSummary("Lay metadata over many codes").WithName("updateVouchersMetadataInBulk").WithDescription("codes and metadata." + Goes);
        v1.MapPost("/vouchers/import", ImportVouchersAsync).RequireKeyPermission(Permissions.CodesWrite).WithTags("Vouchers")
            .WithSummary("Create many codes of their own").WithName("importVouchers").WithDescription("A list of codes as POST /vouchers/{code} takes them, each with its code." + Goes);
        v1.MapPost("/campaigns/{campaignId}/import", ImportIntoAsync).RequireKeyPermission(Permissions.CodesWrite).WithTags("Campaigns")
            .WithSummary("Put many codes into a campaign").WithName("importVouchersToCampaign").WithDescription("A list of codes; what they give is the campaign's." + Goes);
        v1.MapPost("/orders/import", OrdersAsync).RequireKeyPermission(Permissions.OrdersWrite).WithTags("Orders")
            .WithSummary("Import orders").WithName("importOrders").WithDescription("Up to 2,000 orders as POST /orders takes them." + Goes);
    }

    private static async Task<Started> CustomersAsync(HttpContext http, BulkBody body, ImportService imports)
    {
        if (body.Records(Bounds.BulkItems, Read, (input, _) => input?.SourceId, out var records) is { } wrong) return wrong;
        return await StartAsync(http, imports, ImportKind.Customers, "CUSTOMERS.BULK_UPDATE", "Update customers", BulkBody.Handed(records));

        static CustomerInput Read(Fields fields)
        {
            var customer = OrderBody.ReadCustomer(fields);
            if (CustomerMerge.PlatformId(customer) is null && !CustomerMerge.CanBeFoundAgain(customer)) fields.Problem("source_id", "is required");
            return customer;
        }
    }

    private static Task<Started> CustomerMetadataAsync(HttpContext http, BulkBody body, ImportService imports) => MetadataAsync(
        http, body, imports, ImportKind.Customers, "CUSTOMERS.METADATA_UPDATE", "Update customers", "source_ids", (id, metadata) => new CustomerInput { SourceId = id, Metadata = metadata });

    private static async Task<Started> ProductsAsync(HttpContext http, BulkBody body, ImportService imports)
    {
        if (body.Records(Bounds.BulkItems, Read, (input, _) => input?.SourceId, out var records) is { } wrong) return wrong;
        return await StartAsync(http, imports, ImportKind.Products, "PRODUCTS.BULK_UPDATE", "Update products", BulkBody.Handed(records));

        static ProductInput Read(Fields fields)
        {
            var product = ProductBody.Read(fields, change: true);
            if (product.SourceId is null) fields.Problem("source_id", "is required");
            return product;
        }
    }

    private static Task<Started> ProductMetadataAsync(HttpContext http, BulkBody body, ImportService imports) => MetadataAsync(
        http, body, imports, ImportKind.Products, "PRODUCTS.METADATA_UPDATE", "Update products", "source_ids", (id, metadata) => new ProductInput { SourceId = id, Metadata = metadata });

    private static async Task<Started> VouchersAsync(HttpContext http, BulkBody body, ImportService imports)
    {
        if (body.Records(Bounds.BulkItems, fields => new CodeAttributes(fields.Text("code", Bounds.Code, required: true) ?? "", fields.Metadata("metadata")), (input, _) => input?.Code, out var records) is { } wrong)
            return wrong;
        return await StartAsync(http, imports, ImportKind.Vouchers, "VOUCHERS.BULK_UPDATE", "Update codes", BulkBody.Handed(records));
    }

    private static Task<Started> VoucherMetadataAsync(HttpContext http, BulkBody body, ImportService imports) => MetadataAsync(
        http, body, imports, ImportKind.Vouchers, "VOUCHERS.METADATA_UPDATE", "Update codes", "codes", (code, metadata) => new CodeAttributes(code, metadata));

    private static async Task<Started> ImportVouchersAsync(HttpContext http, BulkBody body, ImportService imports, ItemReferences items, ApiProject project)
    {
        var zone = await project.ZoneAsync(http.RequestAborted);
        var named = new NamedItems();
        PromoError? refused = null;
        if (body.Records(Bounds.BulkItems, Read, (_, fields) => fields.Text("code", Bounds.Code), out var records) is { } wrong) return wrong;
        await named.ResolveAsync(items, http.RequestAborted);
        return await StartAsync(http, imports, ImportKind.Vouchers, "VOUCHERS.IMPORT", "Import codes",
            BulkBody.Handed(records.ConvertAll(record => (record.Fields, record.Input is { Terms: { } terms } code ? code with { Terms = named.In(terms) } : record.Input, record.Key))));

        CreateVoucher? Read(Fields fields)
        {
            fields.Text("code", Bounds.Code, required: true);
            var read = VoucherBody.Read(null, fields, zone, http.Caller(), named);
            refused = read.Error;
            if (refused is { } problem && fields.Problems is null) fields.Problem(problem.Field ?? "discount", $"cannot be taken: {problem.Details ?? problem.Message}");
            return read.Value;
        }
    }

    private static async Task<Started> ImportIntoAsync(string campaignId, HttpContext http, BulkBody body, ImportService imports, ApiProject project)
    {
        var campaign = Codes.FromPath(campaignId);
        var zone = await project.ZoneAsync(http.RequestAborted);
        if (body.Records(Bounds.BulkItems, Read, (input, _) => input?.Code, out var records) is { } wrong) return wrong;
        var known = await imports.CampaignNameAsync(campaign, http.RequestAborted);
        if (!known.IsOk) return ApiError.Of(known.Error);
        return await StartAsync(http, imports, ImportKind.Vouchers, "CAMPAIGN.VOUCHERS_IMPORT", $"Import codes into {known.Value}", BulkBody.Handed(records));

        CreateVoucher Read(Fields fields) => VoucherBody.ReadFor(campaign, fields.Text("code", Bounds.Code, required: true), fields, zone, http.Caller());
    }

    private static async Task<Started> OrdersAsync(HttpContext http, BulkBody body, ImportService imports)
    {
        if (body.Records(MostOrders, fields => OrdersApi.Read(null, fields, http.Caller()), (input, _) => input?.SourceId ?? input?.OrderId, out var records) is { } wrong) return wrong;
        return await StartAsync(http, imports, ImportKind.Orders, "ORDERS.IMPORT", "Import orders", BulkBody.Handed(records));
    }

    private static async Task<Started> MetadataAsync<T>(
        HttpContext http, BulkBody body, ImportService imports, ImportKind kind, string operation, string title, string list, Func<string, MetadataBag, T> with) where T : class
    {
        var ids = body.Fields.Texts(list, Bounds.BulkItems);
        if (ids is null or { Count: 0 }) body.Fields.Problem(list, "should be a list of at least one text");
        var metadata = body.Fields.Metadata("metadata");
        if (metadata.IsEmpty) body.Fields.Problem("metadata", "is required");
        if (body.Refusal is { } wrong) return wrong;
        return await StartAsync(http, imports, kind, operation, title, [.. ids!.Distinct(StringComparer.Ordinal).Select(id => new HandedRecord<T>(id, with(id, metadata), null))]);
    }

    private static async Task<Started> StartAsync<T>(HttpContext http, ImportService imports, ImportKind kind, string operation, string title, IReadOnlyList<HandedRecord<T>> records)
    {
        var started = await imports.HandAsync(kind, operation, title, records, http.Caller(), http.RequestAborted);
        return started.IsOk ? TypedResults.Accepted((string?)null, new AsyncActionView(started.Value.JobId!)) : ApiError.Of(started.Error);
    }
}
