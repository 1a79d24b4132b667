using PromoConsole.Engine.Orders;

namespace PromoConsole.Api;

/// <summary>Reads products and SKUs. In a change null takes a part away; in a creation it says nothing.</summary>
internal static class ProductBody
{
    public static ProductInput Read(Fields fields, bool change) => new()
    {
        SourceId = Given(fields.Text("source_id", Bounds.SourceId)),
        Name = fields.Text("name", Bounds.ProductName),
        PriceAmount = fields.Amount("price"),
        Attributes = fields.Texts("attributes", 50),
        Metadata = fields.Metadata("metadata"),
        ImageUrl = Given(fields.Text("image_url", Bounds.Words)),
        Cleared = change ? Cleared(fields, "name") : ItemParts.None,
    };

    public static SkuInput ReadSku(Fields fields, bool change) => new()
    {
        SourceId = Given(fields.Text("source_id", Bounds.SourceId)),
        Name = fields.Text("sku", Bounds.ProductName),
        PriceAmount = fields.Amount("price"),
        Currency = Given(fields.Text("currency", 3)),
        Attributes = fields.Metadata("attributes"),
        Metadata = fields.Metadata("metadata"),
        ImageUrl = Given(fields.Text("image_url", Bounds.Words)),
        Cleared = change ? Cleared(fields, "sku") : ItemParts.None,
    };

    private static ItemParts Cleared(Fields fields, string name)
    {
        var cleared = ItemParts.None;
        foreach (var (field, part) in (ReadOnlySpan<(string, ItemParts)>)
            [(name, ItemParts.Name), ("price", ItemParts.Price), ("attributes", ItemParts.Attributes), ("metadata", ItemParts.Metadata), ("image_url", ItemParts.ImageUrl), ("currency", ItemParts.Currency)])
            if (fields.IsNull(field)) cleared |= part;
        return cleared;
    }

    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;
}
