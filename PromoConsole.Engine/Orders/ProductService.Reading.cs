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
        var products = db.Products.AsNoTracking();
        foreach (var term in SearchText.Terms(query.Text))
        {
            var pattern = Like.Containing(term);
            products = products.Where(p => EF.Functions.Like(p.Name, pattern, Like.Escape) || (p.SourceId != null && EF.Functions.Like(p.SourceId, pattern, Like.Escape)));
        }

        if (query.MinPrice is { } least) products = products.Where(p => p.PriceAmount >= least);
        if (query.MaxPrice is { } most) products = products.Where(p => p.PriceAmount <= most);
        if (query.CollectionId is { } collection) products = products.Where(p => db.CollectionMembers.Any(m => m.CollectionId == collection && m.ProductId == p.Id));
        var total = await products.CountUpToAsync(ct);
        if (total == 0) return new([], 0);
        var page = await Sorted(products, query.Order).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct);
        var ids = page.ConvertAll(p => p.Id);
        var counts = await db.Skus.Where(s => ids.Contains(s.ProductId)).GroupBy(s => s.ProductId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new([.. page.Select(p => new ProductRow(p, counts.GetValueOrDefault(p.Id)))], total);
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
