using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Engine.Orders;

/// <summary>A product as the shop sends it. Absent parts keep what is stored; metadata is merged by key.</summary>
public sealed record ProductInput
{
    public string? Id { get; init; }

    public string? SourceId { get; init; }

    /// <summary>At most 300 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Unit price in minor units, 0 or more.</summary>
    public long? PriceAmount { get; init; }

    /// <summary>Names of what its SKUs differ in; replaces the stored ones.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public string? ImageUrl { get; init; }

    /// <summary>What is taken away from a stored product before the rest is laid over it.</summary>
    public ItemParts Cleared { get; init; }

    /// <summary>When the product that is edited was last changed, or made, as the editor saw it; null accepts whatever is there.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Somebody means to add one: a product that has the source id already is left alone, and the answer is <c>duplicate_found</c>.</summary>
    public bool IsNew { get; init; }
}

/// <summary>Parts of a product or SKU that can be taken away.</summary>
[Flags]
public enum ItemParts { None = 0, Name = 1, Price = 2, Attributes = 4, Metadata = 8, ImageUrl = 16, Currency = 32 }

/// <summary>What the shop sells, as far as rules and carts need it.</summary>
public sealed partial class ProductService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Chunk = 500;
    private const string IdPrefix = "prod_";

    /// <returns>The product as it now stands; or <c>not_found</c> for an unknown <c>prod_</c> id, <c>invalid_product</c>, <c>duplicate_found</c>.</returns>
    public async Task<Result<Product>> UpsertAsync(ProductInput input, Caller caller, CancellationToken ct = default)
    {
        var stored = await UpsertManyAsync([input], caller, ct);
        return stored.Match<Result<Product>>(products => products[0], error => error);
    }

    /// <summary>The same for many, in one transaction with a constant number of queries per 500.</summary>
    /// <returns>The products in the order given; or the first refusal, and then nothing was stored.</returns>
    public Task<Result<IReadOnlyList<Product>>> UpsertManyAsync(IReadOnlyList<ProductInput> inputs, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync(async (db, token) => Results.All(await StoreEachAsync(db, inputs, caller, token)), ct); // proofs name products

    /// <summary>The same within a write that is under way, and one refusal does not stop the others; what was refused is left as it was.</summary>
    /// <returns>An answer for every input, in the order given.</returns>
    internal async Task<IReadOnlyList<Result<Product>>> StoreEachAsync(
        PromoDbContext db, IReadOnlyList<ProductInput> inputs, Caller caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var result = new List<Result<Product>>(inputs.Count);
        var bySource = new Dictionary<string, Product>(StringComparer.Ordinal);
        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        foreach (var chunk in inputs.Chunk(Chunk))
        {
            var ids = chunk.Select(p => p.Id).OfType<string>().Distinct().ToList();
            var sources = chunk.Select(p => p.SourceId).OfType<string>().Distinct().ToList();
            var known = await db.Products
                .Where(p => ids.Contains(p.Id) || (p.SourceId != null && sources.Contains(p.SourceId))).ToListAsync(ct);
            var byId = known.ToDictionary(p => p.Id, StringComparer.Ordinal);
            foreach (var product in known)
                if (product.SourceId is { } source) bySource[source] = product;
            foreach (var input in chunk)
            {
                var before = inputs.Count > 1 ? null : Told(known.Find(product => product.Id == input.Id || (input.Id is null && input.SourceId is not null && product.SourceId == input.SourceId)));
                var stored = Problem(input) is { } problem ? problem : Stored(input, byId, bySource, schemas, caller, now);
                result.Add(stored);
                if (!stored.IsOk) continue;
                // Many at once are audited as one, by whoever brings them.
                if (inputs.Count == 1) db.Record(now, caller.Name, before is null ? "product.created" : "product.changed", stored.Value.Id, before: before, after: Told(stored.Value));
                if (db.Entry(stored.Value).State == EntityState.Detached) db.Products.Add(stored.Value);
                else stored.Value.UpdatedAt = now;
                if (stored.Value.SourceId is { } sourceId) bySource[sourceId] = stored.Value;
            }
        }

        return result;
    }

    /// <summary>Products by a part of their name or by source id, by name; counted up to <see cref="Counting.AtMost"/> + 1.</summary>
    /// <param name="text">Null or empty for all.</param>
    public async Task<Page<Product>> SearchAsync(string? text, int skip = 0, int pageSize = 50, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = Matching(db.Products.AsNoTracking(), text);
        var total = await products.CountUpToAsync(ct);
        if (total == 0) return new([], 0); // in the order of names each row is fetched by itself, which for nothing takes longest
        var page = await products.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(pageSize, 1, 100)).ToListAsync(ct);
        return new(page, total);
    }

    /// <summary>Products by platform id or source id; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<Product>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = new List<Product>(ids.Count);
        foreach (var chunk in ids.Distinct().Chunk(Chunk))
            found.AddRange(await db.Products.AsNoTracking()
                .Where(p => chunk.Contains(p.Id) || (p.SourceId != null && chunk.Contains(p.SourceId))).ToListAsync(ct));
        return found;
    }

    /// <summary>Products in order of creation, with their SKUs.</summary>
    public async Task<Page<ProductWithSkus>> ListAsync(ItemQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = db.Products.AsNoTracking();
        if (query.CreatedAfter is { } after) products = products.Where(p => p.CreatedAt > after);
        if (query.CreatedBefore is { } before) products = products.Where(p => p.CreatedAt < before);
        var total = await products.LongCountAsync(ct);
        var page = await Sorted(products, query.Order).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct);
        return new(await WithSkusAsync(db, page, ct), total);
    }

    /// <param name="id">Platform id or source id.</param>
    /// <returns>The product with its SKUs, or <c>not_found</c>.</returns>
    public async Task<Result<ProductWithSkus>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db.Products.AsNoTracking(), id, ct) is { } product ? (await WithSkusAsync(db, [product], ct))[0] : OrderErrors.ProductNotFound(id);
    }

    /// <summary>Deletes a product with its SKUs and takes them off their collections. Orders keep what they say about it.</summary>
    /// <param name="id">Platform id or source id.</param>
    /// <param name="force">For good instead of into the bin, also while campaigns name it: what names it then fits nothing.</param>
    /// <returns>The product that is gone; or <c>not_found</c>, <c>resource_in_use</c>.</returns>
    public Task<Result<Product>> DeleteAsync(string id, bool force, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Product>(async (db, token) =>
        {
            if (await FindAsync(db.Products, id, token) is not { } product) return OrderErrors.ProductNotFound(id);
            if (!force)
            {
                var ids = await db.Skus.Where(s => s.ProductId == product.Id).Select(s => s.Id).ToHashSetAsync(StringComparer.Ordinal, token);
                ids.Add(product.Id);
                if (await CampaignUses.ProblemAsync(db, "product", product.Id, ids, token) is { } used) return used;
            }

            var now = time.GetUtcNow();
            if (!force) db.PutInBin(BinKind.Product, product.Id, product.Named, null, caller.Name, now, await BinnedProduct.OfAsync(db, product, token));
            db.Products.Remove(product);
            db.Record(now, caller.Name, "product.deleted", product.Id, before: new { product.Name, product.SourceId });
            return product;
        }, ct);

    /// <summary>A platform id wins over a source id spelled alike.</summary>
    internal static async Task<Product?> FindAsync(IQueryable<Product> products, string id, CancellationToken ct) =>
        await products.SingleOrDefaultAsync(p => p.Id == id, ct) ?? await products.SingleOrDefaultAsync(p => p.SourceId == id, ct);

    /// <summary>The platform ids behind platform ids and source ids; unknown ones are left out.</summary>
    /// <param name="given">At most 500.</param>
    internal static async Task<IReadOnlyDictionary<string, string>> IdsAsync(PromoDbContext db, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        var asked = given.Distinct(StringComparer.Ordinal).ToList();
        return Ids.ByEither(await db.Products.Where(p => asked.Contains(p.Id) || (p.SourceId != null && asked.Contains(p.SourceId))).Select(p => new EitherId(p.Id, p.SourceId)).ToListAsync(ct));
    }

    /// <summary>Those whose name or source id has every word of a text; all for none.</summary>
    internal static IQueryable<Product> Matching(IQueryable<Product> products, string? text)
    {
        foreach (var term in SearchText.Terms(text))
        {
            var pattern = Like.Containing(term);
            products = products.Where(p => EF.Functions.Like(p.Name, pattern, Like.Escape) || (p.SourceId != null && EF.Functions.Like(p.SourceId, pattern, Like.Escape)));
        }

        return products;
    }

    private static async Task<IReadOnlyList<ProductWithSkus>> WithSkusAsync(PromoDbContext db, IReadOnlyList<Product> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Id).ToList();
        var skus = (await db.Skus.AsNoTracking().Where(s => ids.Contains(s.ProductId)).OrderBy(s => s.Id).ToListAsync(ct)).ToLookup(s => s.ProductId);
        return [.. products.Select(product => new ProductWithSkus(product, [.. skus[product.Id]]))];
    }

    private static Result<Product> Stored(
        ProductInput input, Dictionary<string, Product> byId, Dictionary<string, Product> bySource, MetadataSchemas schemas, Caller caller, DateTimeOffset now)
    {
        var product = input.Id is { } id ? byId.GetValueOrDefault(id)
            : input.SourceId is { } source ? bySource.GetValueOrDefault(source)
            : null;
        if (product is null)
        {
            if (input.Id is { } unknown) return OrderErrors.ProductNotFound(unknown);
            var metadata = schemas.Made(MetadataResources.Product, input.Metadata);
            if (!metadata.IsOk) return metadata.Error;
            return new Product
            {
                Id = Ids.New(IdPrefix, now), SourceId = input.SourceId, Name = input.Name?.Trim() ?? "", PriceAmount = input.PriceAmount,
                Attributes = input.Attributes ?? [], Metadata = metadata.Value, ImageUrl = input.ImageUrl, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now,
            };
        }

        if (input.IsNew) return OrderErrors.ProductSourceIdTaken(input.SourceId ?? product.Id);
        if (input.SeenAt is { } seen && seen != (product.UpdatedAt ?? product.CreatedAt)) return OrderErrors.EditedMeanwhile("product");
        if (product.SourceId is null && input.SourceId is { } taken && bySource.ContainsKey(taken)) return OrderErrors.ProductSourceIdTaken(taken);
        bool Cleared(ItemParts part) => input.Cleared.HasFlag(part);
        // Somebody who sends the whole anew is not asked again for what stays as it is.
        if (schemas.Problem(MetadataResources.Product, Cleared(ItemParts.Metadata) ? input.Metadata.Beyond(product.Metadata) : input.Metadata) is { } wrong) return wrong;
        product.SourceId ??= input.SourceId;
        product.Name = input.Name?.Trim() ?? (Cleared(ItemParts.Name) ? "" : product.Name);
        product.PriceAmount = input.PriceAmount ?? (Cleared(ItemParts.Price) ? null : product.PriceAmount);
        product.Attributes = input.Attributes ?? (Cleared(ItemParts.Attributes) ? [] : product.Attributes);
        product.Metadata = (Cleared(ItemParts.Metadata) ? MetadataBag.Empty : product.Metadata).MergedWith(input.Metadata);
        product.ImageUrl = input.ImageUrl ?? (Cleared(ItemParts.ImageUrl) ? null : product.ImageUrl);
        return product;
    }

    private static object? Told(Product? product) =>
        product is null ? null : new { product.Name, product.SourceId, Price = product.PriceAmount, product.Attributes, product.ImageUrl, product.Metadata };

    private static InvalidError? Problem(ProductInput input) =>
        input.Name is { } name && (name.Length > 300 || name.Any(char.IsControl))
            ? OrderErrors.InvalidProduct("name", "must have at most 300 characters, none of them control characters")
        : input.SourceId is { } source && (string.IsNullOrWhiteSpace(source) || source.Length > 255 || source.Any(char.IsControl))
            ? OrderErrors.InvalidProduct("source_id", "must have 1 to 255 characters, none of them control characters")
        : input.ImageUrl is { } url && (url.Length > 2000 || url.Any(char.IsControl)) ? OrderErrors.InvalidProduct("image_url", "must have at most 2000 characters")
        : input.Attributes is { } names && (names.Count > 50 || names.Any(n => n.Length is 0 or > 100 || n.Any(char.IsControl)))
            ? OrderErrors.InvalidProduct("attributes", "must be at most 50 names of 1 to 100 characters")
        : input.PriceAmount is < 0 or > OrderArithmetic.MostAmount ? OrderErrors.InvalidProduct("price", $"must be 0 to {OrderArithmetic.MostAmount} minor units")
        : null;
}
