using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Orders;

/// <summary>What is known of products, SKUs and collections while deciding.</summary>
public interface IItemLookup
{
    /// <summary>Whether a line is the product, the SKU, or in the collection.</summary>
    /// <param name="strict">A product then does not stand for its SKUs.</param>
    bool Matches(OrderLine line, ItemReference item, bool strict = false);

    /// <summary>The product or SKU, to put it on an order; null when it is unknown.</summary>
    ItemFacts? Find(ItemReference item);

    /// <summary>Custom attributes of the product of a line; null when it is unknown.</summary>
    MetadataBag? ProductMetadata(OrderLine line);
}

/// <summary>A product or SKU as it is put on an order.</summary>
/// <param name="ProductId">Of a SKU: the product it belongs to.</param>
/// <param name="SkuId">Null for a product.</param>
/// <param name="PriceAmount">Of one unit, minor units; null when unknown.</param>
public sealed record ItemFacts(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SkuId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SourceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? PriceAmount);
