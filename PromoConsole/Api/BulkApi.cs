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
        Map("/customers/bulk/async", CustomersAsync, Permissions.CustomersWrite, "Customers", "updateCustomersInBulk", "Create or change many customers", "A list of customers; known ones by source_id are changed.");
        Map("/customers/metadata/async", CustomerMetadataAsync, Permissions.CustomersWrite, "Customers", "updateCustomersMetadataInBulk", "Lay metadata over many customers", "source_ids and metadata; unknown customers are created.");
        Map("/products/bulk/async", ProductsAsync, Permissions.ProductsWrite, "Products", "updateProductsInBulk", "Create or change many products", "A list of products; known ones by source_id are changed.");
        Map("/products/metadata/async", ProductMetadataAsync, Permissions.ProductsWrite, "Products", "updateProductsMetadataInBulk", "Lay metadata over many products", "source_ids and metadata; unknown products are created.");
        Map("/vouchers/bulk/async", VouchersAsync, Permissions.CodesWrite, "Vouchers", "updateVouchersInBulk", "Change the metadata of many codes", "A list of code and metadata.");
        Map("/vouchers/metadata/async", VoucherMetadataAsync, Permissions.CodesWrite, "Vouchers", "updateVouchersMetadataInBulk", "Lay metadata over many codes", "codes and metadata.");
        Map("/vouchers/import", ImportVouchersAsync, Permissions.CodesWrite, "Vouchers", "importVouchers", "Create many codes of their own", "A list of codes as POST /vouchers/{code} takes them, each with its code.");
        Map("/campaigns/{campaignId}/import", ImportIntoAsync, Permissions.CodesWrite, "Campaigns", "importVouchersToCampaign", "Put many codes into a campaign", "A list of codes; what they give is the campaign's.");
        Map("/orders/import", OrdersAsync, Permissions.OrdersWrite, "Orders", "importOrders", "Import orders", "Up to 2,000 orders as POST /orders takes them.");

        void Map(string path, Delegate handler, string permission, string tag, string name, string summary, string what) =>
            v1.MapPost(path, handler).RequireKeyPermission(permission).WithTags(tag).WithSummary(summary).WithName(name).WithDescription(what + Goes);
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
        if (body.Records(Bounds.BulkItems, Read, (_, fields) => fields.Text("code", Bounds.Code), out var records) is { } wrong) return wrong;
        await named.ResolveAsync(items, http.RequestAborted);
        return await StartAsync(http, imports, ImportKind.Vouchers, "VOUCHERS.IMPORT", "Import codes",
            BulkBody.Handed(records.ConvertAll(record => (record.Fields, record.Input is { Terms: { } terms } code ? code with { Terms = named.In(terms) } : record.Input, record.Key))));

        CreateVoucher? Read(Fields fields)
        {
            fields.Text("code", Bounds.Code, required: true);
            var read = VoucherBody.Read(null, fields, zone, http.Caller(), named);
            if (read.Error is { } problem && fields.Problems is null) fields.Problem(problem.Field ?? "discount", $"cannot be taken: {problem.Details ?? problem.Message}");
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
