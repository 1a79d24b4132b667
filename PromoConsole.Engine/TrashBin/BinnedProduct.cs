using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.TrashBin;

/// <summary>A product as it was, with its SKUs.</summary>
/// <param name="CollectionIds">The fixed lists it was on.</param>
internal sealed record BinnedProduct(Product Product, IReadOnlyList<BinnedSku> Skus, IReadOnlyList<string> CollectionIds)
{
    public static async Task<BinnedProduct> OfAsync(PromoDbContext db, Product product, CancellationToken ct)
    {
        var skus = await db.Skus.AsNoTracking().Where(s => s.ProductId == product.Id).OrderBy(s => s.Id).ToListAsync(ct);
        var lists = (await db.CollectionSkus.AsNoTracking().Where(m => db.Skus.Any(s => s.Id == m.SkuId && s.ProductId == product.Id)).ToListAsync(ct)).ToLookup(m => m.SkuId, m => m.CollectionId);
        var own = await db.CollectionMembers.Where(m => m.ProductId == product.Id).Select(m => m.CollectionId).ToListAsync(ct);
        return new(product, [.. skus.Select(sku => new BinnedSku(sku, [.. lists[sku.Id]]))], own);
    }

    /// <returns>Null; or <c>duplicate_found</c> when another product or SKU took a source id.</returns>
    public static async Task<PromoError?> RestoreAsync(PromoDbContext db, BinEntry entry, CancellationToken ct)
    {
        var binned = PromoJson.Read<BinnedProduct>(entry.Content);
        if (binned.Product.SourceId is { } sourceId && await db.Products.AnyAsync(p => p.SourceId == sourceId, ct)) return OrderErrors.ProductSourceIdTaken(sourceId);
        db.Products.Add(binned.Product);
        var there = await BinnedSku.ThereAsync(db, binned.CollectionIds, ct);
        db.CollectionMembers.AddRange(there.Select(id => new CollectionMember { CollectionId = id, ProductId = binned.Product.Id }));
        foreach (var sku in binned.Skus)
            if (await sku.AddAsync(db, ct) is { } problem) return problem;
        return null;
    }
}

/// <summary>A SKU as it was.</summary>
/// <param name="CollectionIds">The fixed lists it was on.</param>
internal sealed record BinnedSku(Sku Sku, IReadOnlyList<string> CollectionIds)
{
    public static async Task<BinnedSku> OfAsync(PromoDbContext db, Sku sku, CancellationToken ct) =>
        new(sku, await db.CollectionSkus.Where(m => m.SkuId == sku.Id).Select(m => m.CollectionId).ToListAsync(ct));

    /// <returns>Null; or <c>not_found</c> when its product is gone, <c>duplicate_found</c> when another SKU took its source id.</returns>
    public static async Task<PromoError?> RestoreAsync(PromoDbContext db, BinEntry entry, CancellationToken ct)
    {
        var binned = PromoJson.Read<BinnedSku>(entry.Content);
        if (!await db.Products.AnyAsync(p => p.Id == binned.Sku.ProductId, ct)) return OrderErrors.ProductNotFound(binned.Sku.ProductId);
        return await binned.AddAsync(db, ct);
    }

    public async Task<PromoError?> AddAsync(PromoDbContext db, CancellationToken ct)
    {
        if (Sku.SourceId is { } sourceId && await db.Skus.AnyAsync(s => s.SourceId == sourceId, ct)) return OrderErrors.SkuSourceIdTaken(sourceId);
        db.Skus.Add(Sku);
        db.CollectionSkus.AddRange((await ThereAsync(db, CollectionIds, ct)).Select(id => new CollectionSku { CollectionId = id, SkuId = Sku.Id }));
        return null;
    }

    /// <summary>Those of some collections that still exist as fixed lists.</summary>
    public static Task<List<string>> ThereAsync(PromoDbContext db, IReadOnlyList<string> collectionIds, CancellationToken ct) =>
        db.Collections.Where(c => c.Filter == null && collectionIds.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
}
