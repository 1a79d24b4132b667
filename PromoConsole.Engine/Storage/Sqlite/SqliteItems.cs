using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>
/// Reads the products and SKUs that order lines name, with the fixed lists they are on. Whatever changes one of these raises the catalogue's version, so what
/// was read, or was not there, is kept until then. Not thread-safe.
/// </summary>
internal sealed class SqliteItems(SqliteStatements statements)
{
    private const string Products = "SELECT Id, SourceId, Name, PriceAmount, Attributes, Metadata, ImageUrl, CreatedAt FROM Products WHERE ";
    private const string Skus = "SELECT Id, SourceId, Name, PriceAmount, Attributes, Metadata, ImageUrl, CreatedAt, ProductId FROM Skus WHERE ";

    private const int MostKept = 4_096;

    private readonly Dictionary<string, Kept<Product>?> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Kept<Sku>?> _skus = new(StringComparer.Ordinal);
    private long _version = -1;

    private readonly SqliteStatement _productById = statements.Prepare(Products + "Id = ?1");
    private readonly SqliteStatement _productBySource = statements.Prepare(Products + "SourceId = ?1");
    private readonly SqliteStatement _skuById = statements.Prepare(Skus + "Id = ?1");
    private readonly SqliteStatement _skuBySource = statements.Prepare(Skus + "SourceId = ?1");
    private readonly SqliteStatement _collectionsOfProduct = statements.Prepare("SELECT CollectionId FROM CollectionMembers WHERE ProductId = ?1");
    private readonly SqliteStatement _collectionsOfSku = statements.Prepare("SELECT CollectionId FROM CollectionSkus WHERE SkuId = ?1");

    /// <param name="version">Of the catalogue, read from the database before this.</param>
    public void Read(OrderContent content, ItemStock items, long version)
    {
        if (version != _version || _products.Count + _skus.Count > MostKept) Forget(version);
        foreach (var id in ItemStock.SkusOf(content))
        {
            if (Find(_skus, id, ReadSku) is not { } sku) continue;
            items.Add(sku.Item);
            items.SetCollections(sku.Item.Id, sku.CollectionIds);
            Add(sku.Item.ProductId, items);
        }

        foreach (var id in ItemStock.ProductsOf(content)) Add(id, items);
    }

    private void Add(string productId, ItemStock items)
    {
        if (Find(_products, productId, ReadProduct) is not { } product) return;
        items.Add(product.Item);
        items.SetCollections(product.Item.Id, product.CollectionIds);
    }

    private void Forget(long version)
    {
        _products.Clear();
        _skus.Clear();
        _version = version;
    }

    private static Kept<T>? Find<T>(Dictionary<string, Kept<T>?> kept, string id, Func<string, Kept<T>?> read)
    {
        if (!kept.TryGetValue(id, out var found)) kept[id] = found = read(id);
        return found;
    }

    private Kept<Sku>? ReadSku(string id) =>
        (Sku(_skuById, id) ?? Sku(_skuBySource, id)) is { } sku ? new(sku, Collections(_collectionsOfSku, sku.Id)) : null;

    private Kept<Product>? ReadProduct(string id) =>
        (Product(_productById, id) ?? Product(_productBySource, id)) is { } product ? new(product, Collections(_collectionsOfProduct, product.Id)) : null;

    private static List<string> Collections(SqliteStatement row, string id)
    {
        var ids = new List<string>();
        row.Bind(id);
        while (row.Read()) ids.Add(row.Text(0));
        row.End();
        return ids;
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

    private sealed record Kept<T>(T Item, IReadOnlyList<string> CollectionIds);
}
