using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Reads orders and customers out of request bodies.</summary>
internal static class OrderBody
{
    public static OrderInput Read(Fields order)
    {
        var id = order.Text("id", Bounds.Id);
        order.Word("status", "CREATED", "PAID", "CANCELED", "FULFILLED"); // redeeming makes it PAID whatever it says
        var amount = order.Amount("amount");
        var lines = new List<OrderLine>();
        foreach (var item in order.Objects("items", Bounds.OrderLines) ?? []) lines.Add(ReadLine(item));
        return new OrderInput
        {
            Id = IsOurs(id, "ord_") ? id : null,
            SourceId = order.Text("source_id", Bounds.Id) is { Length: > 0 } source ? source : IsOurs(id, "ord_") ? null : id,
            Content = new OrderContent { ExplicitAmount = amount, Lines = lines, Metadata = order.Metadata("metadata") },
            Referrer = ReadReferrer(order),
        };
    }

    private static CustomerInput? ReadReferrer(Fields order)
    {
        if (order.Object("referrer") is { } referrer) return ReadCustomer(referrer);
        return order.Text("referrer_id", Bounds.Id) is not { Length: > 0 } id ? null : IsOurs(id, "cust_") ? new() { Id = id } : new() { SourceId = id };
    }

    public static CustomerInput ReadCustomer(Fields customer)
    {
        var id = customer.Text("id", Bounds.Id);
        return new CustomerInput
        {
            Id = IsOurs(id, "cust_") ? id : null,
            SourceId = customer.Text("source_id", Bounds.Id) is { Length: > 0 } source ? source : IsOurs(id, "cust_") ? null : id,
            Name = NoneIfEmpty(customer.Text("name", Bounds.Name)),
            Email = NoneIfEmpty(customer.Text("email", Bounds.Name)),
            Phone = NoneIfEmpty(customer.Text("phone", Bounds.Name)),
            Description = NoneIfEmpty(customer.Text("description", Bounds.Words, lines: true)),
            Birthdate = customer.Date("birthdate") ?? customer.Date("birthday"),
            Address = customer.Object("address") is { } address ? ReadAddress(address) : null,
            Metadata = customer.Metadata("metadata"),
        };
    }

    private static CustomerAddress ReadAddress(Fields address) => new(
        NoneIfEmpty(address.Text("city", Bounds.Name)), NoneIfEmpty(address.Text("state", Bounds.Name)), NoneIfEmpty(address.Text("line_1", Bounds.Name)),
        NoneIfEmpty(address.Text("line_2", Bounds.Name)), NoneIfEmpty(address.Text("country", Bounds.Name)), NoneIfEmpty(address.Text("postal_code", Bounds.Name)));

    /// <summary>Platform ids and the shop's own are both taken wherever an id is asked for; only ours begin with the type prefix.</summary>
    private static bool IsOurs(string? id, string prefix) => id is not null && id.StartsWith(prefix, StringComparison.Ordinal);

    private static OrderLine ReadLine(Fields item)
    {
        var product = item.Object("product");
        var sku = item.Object("sku");
        var kind = item.Word("related_object", "product", "sku");
        var quantity = item.Whole("quantity", 0, Bounds.Quantity) ?? 1;
        var price = item.Amount("price") ?? sku?.Amount("price") ?? product?.Amount("price");
        if (price * quantity > Bounds.Amount) item.Problem("price", $"times quantity should be <= {Bounds.Amount}");

        var productId = item.Text("product_id", Bounds.Id) ?? product?.Text("id", Bounds.Id);
        var skuId = item.Text("sku_id", Bounds.Id) ?? sku?.Text("id", Bounds.Id);
        var ownProduct = IsOurs(productId, "prod_");
        var ownSku = IsOurs(skuId, "sku_");
        var skuSource = NoneIfEmpty((kind == "sku" ? item.Text("source_id", Bounds.Id) : null) ?? sku?.Text("source_id", Bounds.Id) ?? (ownSku ? null : skuId));
        var productSource = NoneIfEmpty((kind == "sku" ? null : item.Text("source_id", Bounds.Id)) ?? product?.Text("source_id", Bounds.Id) ?? (ownProduct ? null : productId));
        return new OrderLine
        {
            ProductId = ownProduct ? productId : skuSource is not null ? productSource : null, // looked up either way
            SkuId = ownSku ? skuId : null,
            SourceId = skuSource ?? productSource,
            SourceIsSku = skuSource is not null,
            Name = NoneIfEmpty(product?.Text("name", Bounds.Name) ?? sku?.Text("sku", Bounds.Name)),
            Quantity = (int)quantity,
            PriceAmount = price,
            ExplicitAmount = item.Amount("amount"),
            Metadata = Given(item.Metadata("metadata")),
            ProductMetadata = Given(product?.Metadata("metadata")),
            SkuMetadata = Given(sku?.Metadata("metadata")),
        };
    }

    private static MetadataBag? Given(MetadataBag? metadata) => metadata is { IsEmpty: false } ? metadata : null;

    private static string? NoneIfEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
