using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Reads the products and SKUs that order lines name, with the fixed lists they are on. Not thread-safe.</summary>
internal sealed class SqliteItems(SqliteStatements statements)
{
    private const string Products = "SELECT Id, SourceId, Name, PriceAmount, Attributes, Metadata, ImageUrl, CreatedAt FROM Products WHERE ";
    private const string Skus = "SELECT Id, SourceId, Name, PriceAmount, Attributes, Metadata, ImageUrl, CreatedAt, ProductId FROM Skus WHERE ";

    private readonly SqliteStatement _productById = statements.Prepare(Products + "Id = ?1");
    private readonly SqliteStatement _productBySource = statements.Prepare(Products + "SourceId = ?1");
    private readonly SqliteStatement _skuById = statements.Prepare(Skus + "Id = ?1");
    private readonly SqliteStatement _skuBySource = statements.Prepare(Skus + "SourceId = ?1");
    private readonly SqliteStatement _collectionsOfProduct = statements.Prepare("SELECT CollectionId FROM CollectionMembers WHERE ProductId = ?1");
    private readonly SqliteStatement _collectionsOfSku = statements.Prepare("SELECT CollectionId FROM CollectionSkus WHERE SkuId = ?1");

    public void Read(OrderContent content, ItemStock items)
    {
        foreach (var id in ItemStock.SkusOf(content))
            if (items.Sku(id) is null && ReadSku(id, items) is { } sku) ReadProduct(sku.ProductId, items);
        foreach (var id in ItemStock.ProductsOf(content)) ReadProduct(id, items);
    }

    private Sku? ReadSku(string id, ItemStock items)
    {
        if ((Sku(_skuById, id) ?? Sku(_skuBySource, id)) is not { } sku || items.Sku(sku.Id) is not null) return null;
        items.Add(sku);
        ReadCollections(_collectionsOfSku, sku.Id, items);
        return sku;
    }

    private void ReadProduct(string id, ItemStock items)
    {
        if (items.Product(id) is not null || (Product(_productById, id) ?? Product(_productBySource, id)) is not { } product) return;
        if (items.Product(product.Id) is null) ReadCollections(_collectionsOfProduct, product.Id, items);
        items.Add(product);
    }

    private static void ReadCollections(SqliteStatement row, string id, ItemStock items)
    {
        row.Bind(id);
        while (row.Read()) items.AddToCollection(id, row.Text(0));
        row.End();
    }

    private static Product? Product(SqliteStatement row, string id)
    {
        var found = row.Bind(id).Read()
            ? new Product
            {
                Id = row.Text(0), SourceId = row.TextOrNull(1), Name = row.Text(2), PriceAmount = row.LongOrNull(3),
                Attributes = SqliteFacts.Document<IReadOnlyList<string>>(row.Utf8(4)), Metadata = SqliteFacts.Document<MetadataBag>(row.Utf8(5)),
                ImageUrl = row.TextOrNull(6), CreatedAt = row.Instant(7),
            }
            : null;
        row.End();
        return found;
    }

    private static Sku? Sku(SqliteStatement row, string id)
    {
        var found = row.Bind(id).Read()
            ? new Sku
            {
                Id = row.Text(0), SourceId = row.TextOrNull(1), Name = row.Text(2), PriceAmount = row.LongOrNull(3),
                Attributes = SqliteFacts.Document<MetadataBag>(row.Utf8(4)), Metadata = SqliteFacts.Document<MetadataBag>(row.Utf8(5)),
                ImageUrl = row.TextOrNull(6), CreatedAt = row.Instant(7), ProductId = row.Text(8),
            }
            : null;
        row.End();
        return found;
    }
}
