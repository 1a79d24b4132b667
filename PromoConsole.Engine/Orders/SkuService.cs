using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Engine.Orders;

/// <summary>A SKU as the shop sends it. Absent parts keep what is stored; attributes and metadata are merged by key.</summary>
public sealed record SkuInput
{
    public string? SourceId { get; init; }

    /// <summary>At most 300 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Unit price in minor units, 0 or more; null keeps it, and a SKU without one costs what its product costs.</summary>
    public long? PriceAmount { get; init; }

    /// <summary>Three letters, for display only.</summary>
    public string? Currency { get; init; }

    public MetadataBag Attributes { get; init; } = MetadataBag.Empty;

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public string? ImageUrl { get; init; }

    /// <summary>When the SKU that is edited was last changed, or made, as the editor saw it; null accepts whatever is there.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Somebody means to add one: a SKU that has the source id already is left alone, and the answer is <c>duplicate_found</c>.</summary>
    public bool IsNew { get; init; }

    /// <summary>What is taken away from a stored SKU before the rest is laid over it.</summary>
    public ItemParts Cleared { get; init; }
}

/// <param name="ProductId">Platform id or source id of the product it belongs to.</param>
public sealed record SkuOfProduct(string ProductId, SkuInput Sku);

/// <summary>The variants of products. Products and SKUs are named by platform id or source id.</summary>
public sealed class SkuService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Chunk = 500;

    /// <summary>Adds a SKU to a product; one with a known source id is updated.</summary>
    /// <returns>The SKU; or <c>not_found</c> for the product, <c>invalid_sku</c>, <c>duplicate_found</c> for a source id of another product's SKU.</returns>
    public Task<Result<Sku>> CreateAsync(string productId, SkuInput input, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Sku>(async (db, token) => (await StoreEachAsync(db, [new(productId, input)], caller, token))[0], ct);

    /// <summary>The same for many within a write that is under way, with a constant number of queries per 500; one refusal does not stop the others.</summary>
    /// <returns>An answer for every input, in the order given.</returns>
    internal async Task<IReadOnlyList<Result<Sku>>> StoreEachAsync(
        PromoDbContext db, IReadOnlyList<SkuOfProduct> inputs, Caller caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var result = new List<Result<Sku>>(inputs.Count);
        var bySource = new Dictionary<string, Sku>(StringComparer.Ordinal);
        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        foreach (var chunk in inputs.Chunk(Chunk))
        {
            var products = await ProductService.IdsAsync(db, [.. chunk.Select(one => one.ProductId)], ct);
            var sources = chunk.Select(one => one.Sku.SourceId).OfType<string>().Distinct().ToList();
            foreach (var known in await db.Skus.Where(s => s.SourceId != null && sources.Contains(s.SourceId)).ToListAsync(ct)) bySource[known.SourceId!] = known;
            foreach (var (productId, input) in chunk) result.Add(Store(productId, input));

            Result<Sku> Store(string productId, SkuInput input)
            {
                if (Problem(input) is { } problem) return problem;
                if (products.GetValueOrDefault(productId) is not { } product) return OrderErrors.ProductNotFound(productId);
                var sku = input.SourceId is { } source ? bySource.GetValueOrDefault(source) : null;
                if (sku is not null && (sku.ProductId != product || input.IsNew)) return OrderErrors.SkuSourceIdTaken(input.SourceId!);
                var metadata = sku is null ? schemas.Made(MetadataResources.Product, input.Metadata) : input.Metadata;
                if (!metadata.IsOk) return metadata.Error;
                if (sku is not null && schemas.Problem(MetadataResources.Product, input.Metadata) is { } wrong) return wrong;
                input = input with { Metadata = metadata.Value };
                var before = sku is null || inputs.Count > 1 ? null : Told(sku);
                if (sku is null) db.Skus.Add(sku = new Sku { Id = Ids.New("sku_", now), ProductId = product, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now });
                else sku.UpdatedAt = now;
                Lay(sku, input);
                if (inputs.Count == 1) db.Record(now, caller.Name, before is null ? "sku.created" : "sku.changed", sku.Id, before: before, after: Told(sku)); // many are audited as one
                if (sku.SourceId is { } sourceId) bySource[sourceId] = sku;
                return sku;
            }
        }

        return result;
    }

    /// <param name="productId">The product it belongs to; null when only the SKU is named.</param>
    /// <returns>The SKU as it now stands; or <c>not_found</c>, <c>invalid_sku</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Sku>> ChangeAsync(string? productId, string skuId, SkuInput input, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Sku>(async (db, token) =>
        {
            if (Problem(input) is { } problem) return problem;
            var found = await FindAsync(db, productId, skuId, token);
            if (!found.IsOk) return found.Error;
            var sku = found.Value;
            if (input.SeenAt is { } seen && seen != (sku.UpdatedAt ?? sku.CreatedAt)) return OrderErrors.EditedMeanwhile("SKU");
            if (sku.SourceId is null && input.SourceId is { } source && await db.Skus.AnyAsync(s => s.SourceId == source, token)) return OrderErrors.SkuSourceIdTaken(source);
            var given = input.Cleared.HasFlag(ItemParts.Metadata) ? input.Metadata.Beyond(sku.Metadata) : input.Metadata;
            if ((await MetadataSchemas.ReadAsync(db, token)).Problem(MetadataResources.Product, given) is { } wrong) return wrong;
            var (before, now) = (Told(sku), time.GetUtcNow());
            Lay(sku, input);
            sku.UpdatedAt = now;
            db.Record(now, caller.Name, "sku.changed", sku.Id, before: before, after: Told(sku));
            return sku;
        }, ct);

    /// <param name="force">Also while campaigns name it.</param>
    /// <returns>The SKU that is gone; or <c>not_found</c>, <c>resource_in_use</c>.</returns>
    public Task<Result<Sku>> DeleteAsync(string? productId, string skuId, bool force, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Sku>(async (db, token) =>
        {
            var found = await FindAsync(db, productId, skuId, token);
            if (!found.IsOk) return found.Error;
            var sku = found.Value;
            if (!force && await CampaignUses.ProblemAsync(db, "sku", sku.Id, new HashSet<string>(StringComparer.Ordinal) { sku.Id }, token) is { } used) return used;
            var now = time.GetUtcNow();
            if (!force) db.PutInBin(BinKind.Sku, sku.Id, sku.Named, sku.ProductId, caller.Name, now, await BinnedSku.OfAsync(db, sku, token));
            db.Skus.Remove(sku);
            db.Record(now, caller.Name, "sku.deleted", sku.Id, before: new { sku.Name, sku.SourceId, sku.ProductId });
            return sku;
        }, ct);

    /// <param name="productId">The product it belongs to; null when only the SKU is named.</param>
    /// <returns>The SKU, or <c>not_found</c>.</returns>
    public async Task<Result<Sku>> GetAsync(string? productId, string skuId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, productId, skuId, ct);
    }

    /// <returns>The SKUs of a product, or <c>not_found</c> for it.</returns>
    public async Task<Result<Page<Sku>>> ListAsync(string productId, ItemQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ProductService.FindAsync(db.Products.AsNoTracking(), productId, ct) is not { } product) return OrderErrors.ProductNotFound(productId);
        var skus = db.Skus.AsNoTracking().Where(s => s.ProductId == product.Id);
        if (query.CreatedAfter is { } after) skus = skus.Where(s => s.CreatedAt > after);
        if (query.CreatedBefore is { } before) skus = skus.Where(s => s.CreatedAt < before);
        var total = await skus.LongCountAsync(ct);
        var sorted = query.Order switch
        {
            ItemOrder.Oldest => skus.OrderBy(s => s.Id),
            ItemOrder.Name => skus.OrderBy(s => s.Name).ThenBy(s => s.Id),
            ItemOrder.NameDescending => skus.OrderByDescending(s => s.Name).ThenByDescending(s => s.Id),
            ItemOrder.Price => skus.OrderBy(s => s.PriceAmount).ThenBy(s => s.Id),
            ItemOrder.PriceDescending => skus.OrderByDescending(s => s.PriceAmount).ThenByDescending(s => s.Id),
            ItemOrder.Changed => skus.OrderBy(s => s.UpdatedAt ?? s.CreatedAt).ThenBy(s => s.Id),
            ItemOrder.ChangedLast => skus.OrderByDescending(s => s.UpdatedAt ?? s.CreatedAt).ThenByDescending(s => s.Id),
            _ => skus.OrderByDescending(s => s.Id),
        };
        return new Page<Sku>(await sorted.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct), total);
    }

    /// <summary>The platform ids behind platform ids and source ids; unknown ones are left out.</summary>
    /// <param name="given">At most 500.</param>
    internal static async Task<IReadOnlyDictionary<string, string>> IdsAsync(PromoDbContext db, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        var asked = given.Distinct(StringComparer.Ordinal).ToList();
        return Ids.ByEither(await db.Skus.Where(s => asked.Contains(s.Id) || (s.SourceId != null && asked.Contains(s.SourceId))).Select(s => new EitherId(s.Id, s.SourceId)).ToListAsync(ct));
    }

    private static async Task<Result<Sku>> FindAsync(PromoDbContext db, string? productId, string skuId, CancellationToken ct)
    {
        var skus = db.Skus.AsQueryable();
        if (productId is not null)
        {
            if (await ProductService.FindAsync(db.Products, productId, ct) is not { } product) return OrderErrors.ProductNotFound(productId);
            skus = skus.Where(s => s.ProductId == product.Id);
        }

        var sku = await skus.SingleOrDefaultAsync(s => s.Id == skuId, ct) ?? await skus.SingleOrDefaultAsync(s => s.SourceId == skuId, ct);
        return sku is null ? OrderErrors.SkuNotFound(skuId) : sku;
    }

    private static void Lay(Sku sku, SkuInput input)
    {
        bool Cleared(ItemParts part) => input.Cleared.HasFlag(part);
        sku.SourceId ??= input.SourceId;
        sku.Name = input.Name?.Trim() ?? (Cleared(ItemParts.Name) ? "" : sku.Name);
        sku.PriceAmount = input.PriceAmount ?? (Cleared(ItemParts.Price) ? null : sku.PriceAmount);
        sku.Currency = input.Currency ?? (Cleared(ItemParts.Currency) ? null : sku.Currency);
        sku.Attributes = (Cleared(ItemParts.Attributes) ? MetadataBag.Empty : sku.Attributes).MergedWith(input.Attributes);
        sku.Metadata = (Cleared(ItemParts.Metadata) ? MetadataBag.Empty : sku.Metadata).MergedWith(input.Metadata);
        sku.ImageUrl = input.ImageUrl ?? (Cleared(ItemParts.ImageUrl) ? null : sku.ImageUrl);
    }

    private static object Told(Sku sku) => new { sku.ProductId, sku.Name, sku.SourceId, Price = sku.PriceAmount, sku.Attributes, sku.ImageUrl, sku.Metadata };

    private static InvalidError? Problem(SkuInput input) =>
        input.Name is { } name && (name.Length > 300 || name.Any(char.IsControl)) ? OrderErrors.InvalidSku("sku", "must have at most 300 characters, none of them control characters")
        : input.SourceId is { } source && (string.IsNullOrWhiteSpace(source) || source.Length > 255 || source.Any(char.IsControl))
            ? OrderErrors.InvalidSku("source_id", "must have 1 to 255 characters, none of them control characters")
        : input.Currency is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetter)) ? OrderErrors.InvalidSku("currency", "must be three letters")
        : input.ImageUrl is { } url && (url.Length > 2000 || url.Any(char.IsControl)) ? OrderErrors.InvalidSku("image_url", "must have at most 2000 characters")
        : input.PriceAmount is < 0 or > OrderArithmetic.MostAmount ? OrderErrors.InvalidSku("price", $"must be 0 to {OrderArithmetic.MostAmount} minor units")
        : null;
}
