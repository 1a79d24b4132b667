using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

public sealed partial class CollectionService
{
    private const int ForecastSlice = 2_000;
    private const int ForecastSample = 10;

    /// <summary>The first fixed lists by name, to choose one.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> FixedAsync(int count, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Collections.Where(c => c.Filter == null).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).Take(count).ToListAsync(ct)).ConvertAll(c => (c.Id, c.Name));
    }

    /// <summary>Names by id; what is gone is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(Chunk))
            foreach (var one in await db.Collections.Where(c => chunk.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(ct)) names[one.Id] = one.Name;
        return names;
    }

    /// <summary>A page of the collections whose name contains the text.</summary>
    /// <param name="text">Null or blank for all.</param>
    /// <param name="order">By name, newest or oldest.</param>
    public async Task<Page<CollectionRow>> SearchAsync(string? text, ItemOrder order, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var collections = db.Collections.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var pattern = Like.Containing(text.Trim());
            collections = collections.Where(c => EF.Functions.Like(c.Name, pattern, Like.Escape));
        }

        return new(await Rows(db, Sorted(collections, order).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100))).ToListAsync(ct), await collections.LongCountAsync(ct));
    }

    /// <summary>Products, then SKUs, whose name or own id contains the words; to put them on a list.</summary>
    public async Task<IReadOnlyList<StoredItem>> FindItemsAsync(string text, int count, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = ProductService.Matching(db.Products.AsNoTracking(), text);
        var skus = db.Skus.AsNoTracking();
        foreach (var term in SearchText.Terms(text))
        {
            var pattern = Like.Containing(term);
            skus = skus.Where(s => EF.Functions.Like(s.Name, pattern, Like.Escape) || (s.SourceId != null && EF.Functions.Like(s.SourceId, pattern, Like.Escape)));
        }

        var found = (await products.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(count).ToListAsync(ct)).ConvertAll(product => new StoredItem(product, null));
        var variants = await skus.OrderBy(s => s.Name).ThenBy(s => s.Id).Take(count).Join(db.Products, s => s.ProductId, p => p.Id, (s, p) => new { Sku = s, Product = p }).ToListAsync(ct);
        return [.. found, .. variants.Select(pair => new StoredItem(pair.Product, pair.Sku))];
    }

    /// <summary>What names a collection: campaigns, also those in the bin, and rules that stand by themselves.</summary>
    public async Task<NamedUses> UsesAsync(string collectionId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await CampaignUses.OfAsync(db, collectionId, ct);
    }

    /// <summary>What a filter fits, product by product and then SKU by SKU where it asks for SKUs; says now and then how far it is, and at last exactly.</summary>
    /// <param name="filter">One that <see cref="FilterCheck"/> finds nothing wrong with.</param>
    public async IAsyncEnumerable<ItemForecast> ForecastAsync(Filter filter, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var compiled = CompiledFilter<ItemData>.Of(filter, ItemFields.All);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var zone = await db.Project.Select(p => p.TimeZone).SingleAsync(ct);
        var clock = new FilterClock(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var withSkus = compiled.Asks(ItemFields.SkuPrefix);
        var there = await db.Products.LongCountAsync(ct) + (withSkus ? await db.Skus.LongCountAsync(ct) : 0);
        var (looked, fits, sample) = (0L, 0L, new List<StoredItem>());
        var after = "";
        while (true)
        {
            var from = after;
            var page = await db.Products.AsNoTracking().Where(p => string.Compare(p.Id, from) > 0).OrderBy(p => p.Id).Take(ForecastSlice).ToListAsync(ct);
            foreach (var product in page) Ask(new StoredItem(product, null));
            if (page.Count < ForecastSlice) break;
            after = page[^1].Id;
            yield return new(there, looked, fits, false, [.. sample]);
        }

        after = "";
        while (withSkus)
        {
            var from = after;
            var page = await db.Skus.AsNoTracking().Where(s => string.Compare(s.Id, from) > 0).OrderBy(s => s.Id).Take(ForecastSlice)
                .Join(db.Products, s => s.ProductId, p => p.Id, (s, p) => new { Sku = s, Product = p }).OrderBy(pair => pair.Sku.Id).ToListAsync(ct);
            foreach (var pair in page) Ask(new StoredItem(pair.Product, pair.Sku));
            if (page.Count < ForecastSlice) break;
            after = page[^1].Sku.Id;
            yield return new(there, looked, fits, false, [.. sample]);
        }

        yield return new(Math.Max(there, looked), looked, fits, true, [.. sample]);

        void Ask(StoredItem item)
        {
            looked++;
            if (compiled.Holds(ItemData.Of(item.Product, item.Sku), clock) && fits++ < ForecastSample) sample.Add(item);
        }
    }

    private static IQueryable<CollectionRow> Rows(PromoDbContext db, IQueryable<ProductCollection> collections) => collections.Select(c => new CollectionRow(
        c.Id, c.Name,
        c.Filter != null ? null : db.CollectionMembers.LongCount(m => m.CollectionId == c.Id) + db.CollectionSkus.LongCount(m => m.CollectionId == c.Id),
        c.CreatedAt)
    { ChangedAt = c.UpdatedAt ?? c.CreatedAt });

    private static IQueryable<ProductCollection> Sorted(IQueryable<ProductCollection> collections, ItemOrder order) => order switch
    {
        ItemOrder.Oldest => collections.OrderBy(c => c.Id),
        ItemOrder.Name => collections.OrderBy(c => c.Name),
        ItemOrder.NameDescending => collections.OrderByDescending(c => c.Name),
        ItemOrder.Changed or ItemOrder.ChangedLast => collections.SortedBy(c => c.UpdatedAt ?? c.CreatedAt, order == ItemOrder.ChangedLast),
        ItemOrder.Type or ItemOrder.TypeDescending => collections.SortedBy(c => c.Filter == null, order == ItemOrder.TypeDescending),
        _ => collections.OrderByDescending(c => c.Id),
    };

    /// <summary>A page of collections, each with what is on its fixed list.</summary>
    /// <param name="order">By time, name, change or type; others count as newest.</param>
    public async Task<Page<CollectionDetails>> ListAsync(ItemOrder order, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var collections = db.Collections.AsNoTracking();
        var page = await Sorted(collections, order).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct);
        return new(await WithItemsAsync(db, page, ct), await collections.LongCountAsync(ct));
    }

    /// <returns>The collection with what is on its fixed list, or <c>not_found</c>.</returns>
    public async Task<Result<CollectionDetails>> GetAsync(string collectionId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Collections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == collectionId, ct);
        return found is null ? OrderErrors.CollectionNotFound(collectionId) : (await WithItemsAsync(db, [found], ct))[0];
    }

    /// <summary>The stored products of a collection, by name.</summary>
    public async Task<Page<Product>> ProductsAsync(string collectionId, int skip = 0, int pageSize = 50, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = db.Products.AsNoTracking().Where(p => db.CollectionMembers.Any(m => m.CollectionId == collectionId && m.ProductId == p.Id));
        var total = await products.LongCountAsync(ct);
        var page = await products.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(pageSize, 1, 100)).ToListAsync(ct);
        return new(page, total);
    }

    private static async Task<IReadOnlyList<CollectionDetails>> WithItemsAsync(PromoDbContext db, IReadOnlyList<ProductCollection> collections, CancellationToken ct)
    {
        var ids = collections.Select(c => c.Id).ToList();
        var products = await db.CollectionMembers.AsNoTracking().Where(m => ids.Contains(m.CollectionId)).OrderBy(m => m.ProductId).ToListAsync(ct);
        var skus = await db.CollectionSkus.AsNoTracking().Where(m => ids.Contains(m.CollectionId)).OrderBy(m => m.SkuId)
            .Join(db.Skus, m => m.SkuId, s => s.Id, (m, s) => new { m.CollectionId, s.Id, s.ProductId }).ToListAsync(ct);
        return
        [
            .. collections.Select(collection => new CollectionDetails(
                collection,
                [.. products.Where(m => m.CollectionId == collection.Id).Select(m => m.ProductId)],
                [.. skus.Where(s => s.CollectionId == collection.Id).Select(s => (s.Id, s.ProductId))])),
        ];
    }
}

/// <param name="ItemsCount">Products and SKUs on the list; null for a filter, whose are not counted.</param>
public sealed record CollectionRow(string Id, string Name, long? ItemsCount, DateTimeOffset CreatedAt)
{
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>What a filter of products fits, as far as was looked.</summary>
/// <param name="There">How many products there are, with the SKUs where the filter asks for them.</param>
/// <param name="IsWhole">All were asked: the numbers are exact.</param>
/// <param name="Sample">Some that it fits.</param>
public sealed record ItemForecast(long There, long Looked, long Fits, bool IsWhole, IReadOnlyList<StoredItem> Sample);

/// <summary>A collection with what is on its fixed list; nothing for a filter.</summary>
/// <param name="SkuIds">Each with its product.</param>
public sealed record CollectionDetails(ProductCollection Collection, IReadOnlyList<string> ProductIds, IReadOnlyList<(string SkuId, string ProductId)> SkuIds);

/// <param name="Sku">Null for the product itself.</param>
public sealed record StoredItem(Product Product, Sku? Sku)
{
    public DateTimeOffset CreatedAt => Sku?.CreatedAt ?? Product.CreatedAt;
}
