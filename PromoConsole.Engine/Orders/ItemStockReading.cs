using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>Reads products and SKUs for orders that stand outside a redemption, a constant number of queries for 500 of each.</summary>
internal static class ItemStockReading
{
    private const int Chunk = 500;

    /// <returns>Without the fixed lists they are on: nothing is decided here.</returns>
    public static async Task<ItemStock> ReadAsync(PromoDbContext db, IEnumerable<OrderContent> orders, CancellationToken ct)
    {
        var stock = new ItemStock();
        var skus = new HashSet<string>(StringComparer.Ordinal);
        var products = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            skus.UnionWith(ItemStock.SkusOf(order));
            products.UnionWith(ItemStock.ProductsOf(order));
        }

        foreach (var ids in skus.Chunk(Chunk))
        {
            foreach (var sku in await db.Skus.AsNoTracking().Where(s => ids.Contains(s.Id) || (s.SourceId != null && ids.Contains(s.SourceId))).ToListAsync(ct))
            {
                stock.Add(sku);
                products.Add(sku.ProductId);
            }
        }

        foreach (var ids in products.Chunk(Chunk))
            foreach (var product in await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id) || (p.SourceId != null && ids.Contains(p.SourceId))).ToListAsync(ct))
                stock.Add(product);
        return stock;
    }

    /// <returns>With the fixed lists they are on, as decisions need them.</returns>
    public static async Task<ItemStock> ReadWithListsAsync(PromoDbContext db, IEnumerable<OrderContent> orders, CancellationToken ct)
    {
        var stock = await ReadAsync(db, orders, ct);
        var lists = new List<(string Item, string Collection)>();
        foreach (var ids in stock.ProductIds.Chunk(Chunk))
            foreach (var one in await db.CollectionMembers.AsNoTracking().Where(m => ids.Contains(m.ProductId)).ToListAsync(ct)) lists.Add((one.ProductId, one.CollectionId));
        foreach (var ids in stock.SkuIds.Chunk(Chunk))
            foreach (var one in await db.CollectionSkus.AsNoTracking().Where(m => ids.Contains(m.SkuId)).ToListAsync(ct)) lists.Add((one.SkuId, one.CollectionId));
        foreach (var item in lists.GroupBy(one => one.Item, one => one.Collection, StringComparer.Ordinal)) stock.SetCollections(item.Key, [.. item]);
        return stock;
    }
}
