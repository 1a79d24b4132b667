using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>Which of the things in a collection to list.</summary>
public sealed record CollectionItemsQuery(string CollectionId)
{
    /// <summary>Default: products before SKUs, oldest first. What is equal goes by id.</summary>
    public ItemOrder Order { get; init; } = ItemOrder.Type;

    /// <summary>
    /// When the last one of the page before was created, with <see cref="ItemOrder.Newest"/> or <see cref="ItemOrder.Oldest"/>; null to begin. Instants are told to the millisecond, so a
    /// millisecond is never parted: a page may hold more than asked.
    /// </summary>
    public DateTimeOffset? StartingAfter { get; init; }

    /// <summary>From 0.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 100.</summary>
    public int Take { get; init; } = 10;
}

public sealed partial class CollectionService
{
    private const int MostOfOneMillisecond = 1_000;

    /// <summary>What is stored and belongs to a collection. A filter is asked about every stored product, one by one.</summary>
    /// <remarks>SKUs are asked by themselves only where the filter names attributes of SKUs: otherwise they come with their product.</remarks>
    /// <returns>A page and how many there are in all, or <c>not_found</c> for the collection.</returns>
    public async Task<Result<Page<StoredItem>>> ItemsAsync(CollectionItemsQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (id, collection) = (query.CollectionId, await db.Collections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.CollectionId, ct));
        if (collection is null && id != ProductCollection.AllProducts) return OrderErrors.CollectionNotFound(id);
        if (collection?.Filter is { } filter) return await FittingAsync(db, filter, query, ct);

        var keys = collection is null ? Keys(db.Products, null)
            : Keys(db.Products.Where(p => db.CollectionMembers.Any(m => m.CollectionId == id && m.ProductId == p.Id)), db.Skus.Where(s => db.CollectionSkus.Any(m => m.CollectionId == id && m.SkuId == s.Id)));
        var left = keys;
        if (query.StartingAfter is { } last)
        {
            var (from, behind) = (Millisecond(last), Millisecond(last).AddMilliseconds(1));
            left = query.Order == ItemOrder.Oldest ? keys.Where(key => key.CreatedAt >= behind) : keys.Where(key => key.CreatedAt < from);
        }

        var page = await Sorted(left, query.Order).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct);
        if (query.StartingAfter is not null && page.Count > 0)
        {
            var (from, behind) = (Millisecond(page[^1].CreatedAt), Millisecond(page[^1].CreatedAt).AddMilliseconds(1));
            var told = page.Select(key => key.Id).ToHashSet(StringComparer.Ordinal);
            page.AddRange((await Sorted(left.Where(key => key.CreatedAt >= from && key.CreatedAt < behind), query.Order).Take(MostOfOneMillisecond).ToListAsync(ct)).Where(key => !told.Contains(key.Id)));
        }

        return new Page<StoredItem>(await LoadedAsync(db, page, ct), await keys.LongCountAsync(ct));
    }

    private async Task<Page<StoredItem>> FittingAsync(PromoDbContext db, Filter filter, CollectionItemsQuery query, CancellationToken ct)
    {
        var compiled = CompiledFilter<ItemData>.Of(filter, ItemFields.All);
        var zone = await db.Project.Select(p => p.TimeZone).SingleAsync(ct);
        var clock = new FilterClock(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var keys = Sorted(Keys(db.Products, compiled.Asks(ItemFields.SkuPrefix) ? db.Skus : null), query.Order);
        var (page, total, passed) = (new List<StoredItem>(), 0L, 0);
        await using var other = await contexts.CreateDbContextAsync(ct); // reads what the first one names
        await foreach (var slice in keys.AsAsyncEnumerable().Chunk(ForecastSlice).WithCancellation(ct))
            foreach (var item in await LoadedAsync(other, slice, ct))
                if (compiled.Holds(ItemData.Of(item.Product, item.Sku), clock)) Take(item);
        return new(page, total);

        void Take(StoredItem item)
        {
            total++;
            if (query.StartingAfter is { } last && (query.Order == ItemOrder.Oldest ? Millisecond(item.CreatedAt) <= Millisecond(last) : Millisecond(item.CreatedAt) >= Millisecond(last))) return;
            if (passed++ < query.Skip) return;
            var together = query.StartingAfter is not null && page.Count > 0 && page.Count < query.Take + MostOfOneMillisecond && Millisecond(page[^1].CreatedAt) == Millisecond(item.CreatedAt);
            if (page.Count < query.Take || together) page.Add(item);
        }
    }

    private static DateTimeOffset Millisecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static IQueryable<ItemKey> Keys(IQueryable<Product> products, IQueryable<Sku>? skus)
    {
        var keys = products.Select(p => new ItemKey { Id = p.Id, IsSku = false, Name = p.Name, PriceAmount = p.PriceAmount, CreatedAt = p.CreatedAt, ChangedAt = p.UpdatedAt ?? p.CreatedAt });
        return skus is null ? keys
            : keys.Concat(skus.Select(s => new ItemKey { Id = s.Id, IsSku = true, Name = s.Name, PriceAmount = s.PriceAmount, CreatedAt = s.CreatedAt, ChangedAt = s.UpdatedAt ?? s.CreatedAt }));
    }

    private static IOrderedQueryable<ItemKey> Sorted(IQueryable<ItemKey> keys, ItemOrder order) => order switch
    {
        ItemOrder.Type => keys.OrderBy(key => key.IsSku).ThenBy(key => key.Id),
        ItemOrder.TypeDescending => keys.OrderByDescending(key => key.IsSku).ThenByDescending(key => key.Id),
        ItemOrder.Name => keys.OrderBy(key => key.Name).ThenBy(key => key.Id),
        ItemOrder.NameDescending => keys.OrderByDescending(key => key.Name).ThenByDescending(key => key.Id),
        ItemOrder.Price => keys.OrderBy(key => key.PriceAmount).ThenBy(key => key.Id),
        ItemOrder.PriceDescending => keys.OrderByDescending(key => key.PriceAmount).ThenByDescending(key => key.Id),
        ItemOrder.Changed => keys.OrderBy(key => key.ChangedAt).ThenBy(key => key.Id),
        ItemOrder.ChangedLast => keys.OrderByDescending(key => key.ChangedAt).ThenByDescending(key => key.Id),
        ItemOrder.Oldest => keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id),
        _ => keys.OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id),
    };

    // In the order of the keys; what is gone meanwhile is left out.
    private static async Task<List<StoredItem>> LoadedAsync(PromoDbContext db, IReadOnlyCollection<ItemKey> keys, CancellationToken ct)
    {
        var found = new Dictionary<string, StoredItem>(StringComparer.Ordinal);
        foreach (var ids in keys.Where(key => !key.IsSku).Select(key => key.Id).Chunk(Chunk))
            foreach (var product in await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct)) found[product.Id] = new(product, null);
        foreach (var ids in keys.Where(key => key.IsSku).Select(key => key.Id).Chunk(Chunk))
            foreach (var pair in await db.Skus.AsNoTracking().Where(s => ids.Contains(s.Id)).Join(db.Products, s => s.ProductId, p => p.Id, (s, p) => new { Sku = s, Product = p }).ToListAsync(ct))
                found[pair.Sku.Id] = new(pair.Product, pair.Sku);
        return [.. keys.Select(key => found.GetValueOrDefault(key.Id)).OfType<StoredItem>()];
    }

    // What products and SKUs are sorted by together.
    private sealed class ItemKey
    {
        public required string Id { get; init; }

        public bool IsSku { get; init; }

        public required string Name { get; init; }

        public long? PriceAmount { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset ChangedAt { get; init; }
    }
}
