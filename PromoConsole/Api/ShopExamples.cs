using System.ComponentModel;
using System.Text.Json;

namespace PromoConsole.Api;

// Bodies about what is sold and to whom, for the OpenAPI document.

internal static partial class Examples
{
    public const string Product = """
        { "source_id": "shirt", "name": "Linen shirt", "price": 5900, "attributes": ["size"], "metadata": { "colour": "white" } }
        """;

    public const string Sku = """
        { "source_id": "shirt-l", "sku": "Linen shirt, large", "price": 6400, "attributes": { "size": "L" } }
        """;

    public const string Segment = """
        { "name": "Lives in Kraków", "type": "passive", "filter": { "junction": "and", "address.city": { "conditions": { "$is": ["Kraków"] } } } }
        """;

    public const string Event = """
        { "event": "cart_abandoned", "customer": { "source_id": "anna" }, "metadata": { "items": 3 } }
        """;

    public const string Publication = """
        {"customer":{"source_id":"crm-7","email":"ola@example.com"},"campaign":{"name":"Welcome","count":1},"source_id":"welcome-crm-7","metadata":{"channel":"till"} }
        """;

    public const string Publish = """
        { "customer": { "source_id": "anna" }, "metadata": { "wave": "autumn" } }
        """;

    public const string Customer = """
        { "source_id": "anna", "name": "Anna Nowak", "email": "anna@example.com", "address": { "city": "Kraków", "country": "PL" }, "metadata": { "tier": "gold" } }
        """;

    public const string Order = """
        {
          "source_id": "web-1001",
          "items": [{ "source_id": "shirt", "related_object": "product", "quantity": 2, "price": 5900 }],
          "customer": { "source_id": "anna" }
        }
        """;

    public const string OrderPaid = """
        { "status": "PAID" }
        """;

    public const string Collection = """
        { "name": "White things", "type": "AUTO_UPDATE", "filter": { "junction": "and", "metadata.colour": { "conditions": { "$is": ["white"] } } } }
        """;
}

internal sealed record ProductExample(
    [property: Description("The shop's own id; a known one changes that product.")] string? SourceId, string? Name,
    [property: Description("Of one unit, minor units.")] long? Price, [property: Description("Names of what its SKUs differ in.")] IReadOnlyList<string>? Attributes,
    string? ImageUrl, JsonElement? Metadata);

internal sealed record SkuExample(
    [property: Description("The shop's own id; a known one changes that SKU.")] string? SourceId, [property: Description("Its name.")] string? Sku,
    [property: Description("Of one unit, minor units; without it the product's.")] long? Price, string? Currency,
    [property: Description("Its value for each attribute of the product.")] JsonElement? Attributes, string? ImageUrl, JsonElement? Metadata);

internal sealed record CollectionExample(
    string Name, [property: Description("STATIC or AUTO_UPDATE.")] string Type,
    [property: Description("What is on a fixed list.")] IReadOnlyList<CollectionItemExample>? Products,
    [property: Description("What belongs to an AUTO_UPDATE one: attributes of a product (name, price, source_id, attributes, image_url, created_at, metadata.*, sku.*) with their conditions, and junction and or or.")]
    JsonElement? Filter);

[Description("An order outside a redemption.")]
internal sealed record NewOrderExample(
    [property: Description("The shop's own id; a known one changes that order.")] string? SourceId,
    [property: Description("CREATED (default), PAID, CANCELED or FULFILLED.")] string? Status,
    [property: Description("Before discounts, minor units; default is the sum of the lines.")] long? Amount,
    IReadOnlyList<OrderItemExample>? Items, CustomerExample? Customer, JsonElement? Metadata,
    [property: Description("Who referred the customer, stored like them; referrer_id names somebody who is stored.")] CustomerExample? Referrer = null);

internal sealed record SegmentExample(
    string Name, [property: Description("static, passive or auto-update.")] string? Type,
    [property: Description("Who is in a static one: platform ids or source_ids.")] IReadOnlyList<string>? Customers,
    [property: Description("Who is in another one: attributes of a customer (name, email, phone, source_id, birthdate, created_at, address.*, metadata.*) with their conditions, and junction and or or.")]
    JsonElement? Filter);

internal sealed record AddressExample(
    string? City, string? State, [property: System.Text.Json.Serialization.JsonPropertyName("line_1")] string? Line1,
    [property: System.Text.Json.Serialization.JsonPropertyName("line_2")] string? Line2, string? Country, string? PostalCode);

internal sealed record CollectionItemExample([property: Description("Platform id or source_id.")] string Id, [property: Description("product or sku")] string Object);
