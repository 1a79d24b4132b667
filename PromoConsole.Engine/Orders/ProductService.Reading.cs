using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

public sealed partial class ProductService
{
    /// <summary>How many of the newest orders are looked through for a product.</summary>
    public const int OrdersLooked = 500;

    private const int OrdersTold = 10;

    /// <summary>One page of the products that fit, each with how many SKUs it has; counted up to <see cref="Counting.AtMost"/> + 1.</summary>
    public async Task<Page<ProductRow>> RowsAsync(ProductQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = Fitting(db, query);
        var total = await products.CountUpToAsync(ct);
        if (total == 0) return new([], 0);
        var page = await Sorted(products, query.Order).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct);
        return new(await RowsAsync(db, page, ct), total);
    }

    /// <summary>All products that fit, in the order asked for, for a file: read a page at a time behind the last one, so memory is constant.</summary>
    public async IAsyncEnumerable<ProductRow> AllAsync(ProductQuery query, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (Product? last = null; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var left = Fitting(db, query);
            if (last is not null) left = Behind(left, query.Order, last);
            var page = await Sorted(left, query.Order).Take(Chunk).ToListAsync(ct);
            foreach (var row in await RowsAsync(db, page, ct)) yield return row;
            if (page.Count < Chunk) yield break;
            last = page[^1];
        }
    }

    /// <summary>Where a product is met, its SKUs included.</summary>
    /// <param name="productId">Platform id.</param>
    public async Task<ProductUses> UsesAsync(string productId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == productId, ct) is not { } product) return new([], [], [], []);
        var skus = await db.Skus.AsNoTracking().Where(s => s.ProductId == productId).ToListAsync(ct);
        HashSet<string> ids = [productId, .. skus.Select(s => s.Id)];
        var used = await CampaignUses.ProblemAsync(db, "product", productId, ids, ct);
        var campaigns = used?.RelatedResource == "campaign" ? used.RelatedIds : [];
        var named = await db.Campaigns.AsNoTracking().Where(c => campaigns.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(ct);
        return new(
            await CollectionsAsync(db, product, skus, ct), [.. named.Select(c => (c.Id, c.Name))], await CampaignUses.RulesAsync(db, ids, ct), await OrdersAsync(db, product, skus, ct));
    }

    private async Task<List<(string, string, bool)>> CollectionsAsync(PromoDbContext db, Product product, List<Sku> skus, CancellationToken ct)
    {
        var ids = skus.ConvertAll(s => s.Id);
        var listed = await db.Collections.AsNoTracking().Where(c => c.Filter == null)
            .Where(c => db.CollectionMembers.Any(m => m.CollectionId == c.Id && m.ProductId == product.Id) || db.CollectionSkus.Any(m => m.CollectionId == c.Id && ids.Contains(m.SkuId)))
            .OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(ct);
        var filters = await db.Collections.AsNoTracking().Where(c => c.Filter != null).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name, c.Filter }).ToListAsync(ct);
        var clock = new FilterClock(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync(ct)));
        List<ItemData> items = [ItemData.Of(product), .. skus.Select(sku => ItemData.Of(product, sku))];
        var found = listed.ConvertAll(c => (c.Id, c.Name, false));
        foreach (var collection in filters)
        {
            var compiled = CompiledFilter<ItemData>.Of(collection.Filter!, ItemFields.All);
            if (items.Exists(item => compiled.Holds(item, clock))) found.Add((collection.Id, collection.Name, true));
        }

        return found;
    }

    private static async Task<List<ProductOrder>> OrdersAsync(PromoDbContext db, Product product, List<Sku> skus, CancellationToken ct)
    {
        var ids = skus.SelectMany(s => (string?[])[s.Id, s.SourceId]).Concat([product.Id, product.SourceId]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new List<(Order Order, int Quantity)>();
        var newest = db.Orders.AsNoTracking().OrderByDescending(o => o.Id).Take(OrdersLooked);
        await foreach (var order in newest.AsAsyncEnumerable().WithCancellation(ct))
        {
            var quantity = order.Content.Lines.Where(line => Has(line.ProductId) || Has(line.SkuId) || Has(line.SourceId)).Sum(line => line.Quantity);
            if (quantity > 0) found.Add((order, quantity));
            if (found.Count == OrdersTold) break;
        }

        var customers = found.Select(one => one.Order.CustomerId).OfType<string>().Distinct().ToList();
        var names = await db.Customers.AsNoTracking().Where(c => customers.Contains(c.Id)).ToDictionaryAsync(c => c.Id, CustomerNames.Of, ct);
        return found.ConvertAll(one => new ProductOrder(
            one.Order.Id, one.Order.SourceId, one.Order.CustomerId, one.Order.CustomerId is { } id ? names.GetValueOrDefault(id) : null, one.Order.Status, one.Quantity, one.Order.CreatedAt));

        bool Has(string? id) => id is not null && ids.Contains(id);
    }

    private static IQueryable<Product> Fitting(PromoDbContext db, ProductQuery query)
    {
        var products = Matching(db.Products.AsNoTracking(), query.Text);
        if (query.MinPrice is { } least) products = products.Where(p => p.PriceAmount >= least);
        if (query.MaxPrice is { } most) products = products.Where(p => p.PriceAmount <= most);
        if (query.CollectionId is { } collection) products = products.Where(p => db.CollectionMembers.Any(m => m.CollectionId == collection && m.ProductId == p.Id));
        return products;
    }

    private static async Task<List<ProductRow>> RowsAsync(PromoDbContext db, List<Product> page, CancellationToken ct)
    {
        var ids = page.ConvertAll(p => p.Id);
        var counts = await db.Skus.Where(s => ids.Contains(s.ProductId)).GroupBy(s => s.ProductId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return page.ConvertAll(p => new ProductRow(p, counts.GetValueOrDefault(p.Id)));
    }

    private static IQueryable<Product> Behind(IQueryable<Product> products, ItemOrder order, Product last) => order switch
    {
        ItemOrder.Oldest => products.Behind(p => p.Id, last.Id, last.Id, descending: false),
        ItemOrder.Name or ItemOrder.NameDescending => products.Behind(p => p.Name, last.Name, last.Id, order == ItemOrder.NameDescending),
        ItemOrder.Price or ItemOrder.PriceDescending => products.Behind(p => p.PriceAmount, last.PriceAmount, last.Id, order == ItemOrder.PriceDescending),
        ItemOrder.Changed or ItemOrder.ChangedLast => products.Behind(p => p.UpdatedAt ?? p.CreatedAt, last.UpdatedAt ?? last.CreatedAt, last.Id, order == ItemOrder.ChangedLast),
        _ => products.Behind(p => p.Id, last.Id, last.Id, descending: true),
    };

    private static IOrderedQueryable<Product> Sorted(IQueryable<Product> products, ItemOrder order) => order switch
    {
        ItemOrder.Oldest => products.OrderBy(p => p.Id),
        ItemOrder.Name => products.OrderBy(p => p.Name).ThenBy(p => p.Id),
        ItemOrder.NameDescending => products.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id),
        ItemOrder.Price => products.OrderBy(p => p.PriceAmount).ThenBy(p => p.Id),
        ItemOrder.PriceDescending => products.OrderByDescending(p => p.PriceAmount).ThenByDescending(p => p.Id),
        ItemOrder.Changed => products.OrderBy(p => p.UpdatedAt ?? p.CreatedAt).ThenBy(p => p.Id),
        ItemOrder.ChangedLast => products.OrderByDescending(p => p.UpdatedAt ?? p.CreatedAt).ThenByDescending(p => p.Id),
        _ => products.OrderByDescending(p => p.Id),
    };
}
