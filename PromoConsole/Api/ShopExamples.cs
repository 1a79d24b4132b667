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

internal sealed record CollectionItemExample([property: Description("Platform id or source_id.")] string Id, [property: Description("product or sku")] string Object);
