using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>A product as the shop sends it. Absent parts keep what is stored; metadata is merged by key.</summary>
public sealed record ProductInput
{
    public string? Id { get; init; }

    public string? SourceId { get; init; }

    /// <summary>Needed for a new product, at most 300 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Unit price in minor units, 0 or more.</summary>
    public long? PriceAmount { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;
}

/// <summary>What the shop sells, as far as rules and carts need it.</summary>
public sealed class ProductService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
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
        writes.ExclusiveAsync<IReadOnlyList<Product>>(async (db, token) => // proofs name products
        {
            var now = time.GetUtcNow();
            var result = new List<Product>(inputs.Count);
            var bySource = new Dictionary<string, Product>(StringComparer.Ordinal);
            foreach (var chunk in inputs.Chunk(Chunk))
            {
                var ids = chunk.Select(p => p.Id).OfType<string>().Distinct().ToList();
                var sources = chunk.Select(p => p.SourceId).OfType<string>().Distinct().ToList();
                var known = await db.Products
                    .Where(p => ids.Contains(p.Id) || (p.SourceId != null && sources.Contains(p.SourceId))).ToListAsync(token);
                var byId = known.ToDictionary(p => p.Id, StringComparer.Ordinal);
                foreach (var product in known)
                    if (product.SourceId is { } source) bySource[source] = product;
                foreach (var input in chunk)
                {
                    if (Problem(input) is { } problem) return problem;
                    var stored = Stored(input, byId, bySource, caller, now);
                    if (!stored.IsOk) return stored.Error;
                    if (db.Entry(stored.Value).State == EntityState.Detached) db.Products.Add(stored.Value);
                    if (stored.Value.SourceId is { } sourceId) bySource[sourceId] = stored.Value;
                    result.Add(stored.Value);
                }
            }

            return result;
        }, ct);

    /// <summary>Products by a part of their name or by source id, by name.</summary>
    /// <param name="text">Null or empty for all.</param>
    public async Task<Page<Product>> SearchAsync(string? text, int skip = 0, int pageSize = 50, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = db.Products.AsNoTracking();
        foreach (var term in SearchText.Terms(text))
        {
            var pattern = Like.Containing(term);
            products = products.Where(p =>
                EF.Functions.Like(p.Name, pattern, Like.Escape) || (p.SourceId != null && EF.Functions.Like(p.SourceId, pattern, Like.Escape)));
        }

        var total = await products.LongCountAsync(ct);
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

    private static Result<Product> Stored(
        ProductInput input, Dictionary<string, Product> byId, Dictionary<string, Product> bySource, Caller caller, DateTimeOffset now)
    {
        var product = input.Id is { } id ? byId.GetValueOrDefault(id)
            : input.SourceId is { } source ? bySource.GetValueOrDefault(source)
            : null;
        if (product is null)
        {
            if (input.Id is { } unknown) return OrderErrors.ProductNotFound(unknown);
            return input.Name is null
                ? OrderErrors.InvalidProduct("name", "is missing")
                : new Product
                {
                    Id = Ids.New(IdPrefix, now), SourceId = input.SourceId, Name = input.Name.Trim(), PriceAmount = input.PriceAmount,
                    Metadata = input.Metadata, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now,
                };
        }

        if (product.SourceId is null && input.SourceId is { } taken && bySource.ContainsKey(taken)) return OrderErrors.ProductSourceIdTaken(taken);
        product.SourceId ??= input.SourceId;
        product.Name = input.Name?.Trim() ?? product.Name;
        product.PriceAmount = input.PriceAmount ?? product.PriceAmount;
        product.Metadata = product.Metadata.MergedWith(input.Metadata);
        return product;
    }

    private static InvalidError? Problem(ProductInput input) =>
        input.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > 300 || name.Any(char.IsControl))
            ? OrderErrors.InvalidProduct("name", "must have 1 to 300 characters, none of them control characters")
        : input.SourceId is { } source && (string.IsNullOrWhiteSpace(source) || source.Length > 255 || source.Any(char.IsControl))
            ? OrderErrors.InvalidProduct("source_id", "must have 1 to 255 characters, none of them control characters")
        : input.PriceAmount is < 0 or > OrderArithmetic.MostAmount ? OrderErrors.InvalidProduct("price", $"must be 0 to {OrderArithmetic.MostAmount} minor units")
        : null;
}
