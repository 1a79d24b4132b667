using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>Product collections: fixed sets of products that rules name. Decisions read them from the catalogue, so every change is published.</summary>
public sealed class CollectionService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Chunk = 500;

    /// <returns>The new collection; or <c>invalid_payload</c>, <c>duplicate_found</c>, <c>not_found</c> for an unknown product.</returns>
    public Task<Result<ProductCollection>> CreateAsync(
        string name, IReadOnlyCollection<string> productIds, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ProductCollection>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            name = name.Trim();
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            var collection = new ProductCollection { Id = Ids.New("pc_", now), Name = name, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now };
            db.Collections.Add(collection);
            var added = await AddAsync(db, collection.Id, productIds, token);
            if (!added.IsOk) return added.Error;
            db.Audit.Add(Entry(collection.Id, "collection.created", caller, now, after: name));
            return collection;
        }, ct);

    /// <returns>The collection; or <c>not_found</c>, <c>invalid_payload</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<ProductCollection>> RenameAsync(string collectionId, string name, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ProductCollection>(async (db, token) =>
        {
            name = name.Trim();
            var collection = await db.Collections.SingleOrDefaultAsync(c => c.Id == collectionId, token);
            if (collection is null) return OrderErrors.CollectionNotFound(collectionId);
            if (await NameProblemAsync(db, name, collectionId, token) is { } problem) return problem;
            db.Audit.Add(Entry(collectionId, "collection.renamed", caller, time.GetUtcNow(), before: collection.Name, after: name));
            collection.Name = name;
            return collection;
        }, ct);

    /// <param name="productIds">Platform ids.</param>
    /// <returns>How many were new in it; or <c>not_found</c> for the collection or the first unknown product, and then nothing was added.</returns>
    public Task<Result<int>> AddProductsAsync(string collectionId, IReadOnlyCollection<string> productIds, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<int>(async (db, token) =>
        {
            if (!await db.Collections.AnyAsync(c => c.Id == collectionId, token)) return OrderErrors.CollectionNotFound(collectionId);
            var added = await AddAsync(db, collectionId, productIds, token);
            if (added.IsOk && added.Value > 0)
                db.Audit.Add(Entry(collectionId, "collection.products_added", caller, time.GetUtcNow(), after: $"{added.Value} products"));
            return added;
        }, ct);

    /// <returns>How many were taken out; or <c>not_found</c> for the collection.</returns>
    public Task<Result<int>> RemoveProductsAsync(string collectionId, IReadOnlyCollection<string> productIds, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<int>(async (db, token) =>
        {
            if (!await db.Collections.AnyAsync(c => c.Id == collectionId, token)) return OrderErrors.CollectionNotFound(collectionId);
            var removed = 0;
            foreach (var chunk in productIds.Distinct().Chunk(Chunk))
            {
                var members = await db.CollectionMembers.Where(m => m.CollectionId == collectionId && chunk.Contains(m.ProductId)).ToListAsync(token);
                db.CollectionMembers.RemoveRange(members);
                removed += members.Count;
            }

            if (removed > 0)
                db.Audit.Add(Entry(collectionId, "collection.products_removed", caller, time.GetUtcNow(), before: $"{removed} products"));
            return removed;
        }, ct);

    /// <summary>All collections by name, with how many products are in each.</summary>
    public async Task<IReadOnlyList<CollectionRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Collections.AsNoTracking()
            .OrderBy(c => c.Name)
            .Select(c => new CollectionRow(c.Id, c.Name, db.CollectionMembers.LongCount(m => m.CollectionId == c.Id), c.CreatedAt))
            .ToListAsync(ct);
    }

    /// <summary>The products of a collection, by name.</summary>
    public async Task<Page<Product>> ProductsAsync(string collectionId, int skip = 0, int pageSize = 50, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = db.Products.AsNoTracking().Where(p => db.CollectionMembers.Any(m => m.CollectionId == collectionId && m.ProductId == p.Id));
        var total = await products.LongCountAsync(ct);
        var page = await products.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(pageSize, 1, 100)).ToListAsync(ct);
        return new(page, total);
    }

    private static async Task<Result<int>> AddAsync(PromoDbContext db, string collectionId, IReadOnlyCollection<string> productIds, CancellationToken ct)
    {
        var added = 0;
        foreach (var chunk in productIds.Distinct().Chunk(Chunk))
        {
            var known = await db.Products.Where(p => chunk.Contains(p.Id)).Select(p => p.Id).ToHashSetAsync(ct);
            if (chunk.FirstOrDefault(id => !known.Contains(id)) is { } unknown) return OrderErrors.ProductNotFound(unknown);
            var members = await db.CollectionMembers.Where(m => m.CollectionId == collectionId && chunk.Contains(m.ProductId))
                .Select(m => m.ProductId).ToHashSetAsync(ct);
            foreach (var id in chunk.Where(id => !members.Contains(id)))
            {
                db.CollectionMembers.Add(new CollectionMember { CollectionId = collectionId, ProductId = id });
                added++;
            }
        }

        return added;
    }

    private static async Task<PromoError?> NameProblemAsync(PromoDbContext db, string name, string? except, CancellationToken ct)
    {
        if (name.Length is 0 or > 200 || name.Any(char.IsControl)) return OrderErrors.CollectionNameMissing();
        return await db.Collections.AnyAsync(c => c.Name == name && c.Id != except, ct) ? OrderErrors.CollectionNameTaken(name) : null;
    }

    private static AuditEntry Entry(string subject, string action, Caller caller, DateTimeOffset now, string? before = null, string? after = null) =>
        new()
        {
            Id = Ids.New("aud_", now), At = now, Actor = caller.Name, Action = action, Subject = subject,
            Before = before is null ? null : JsonSerializer.Serialize(before), After = after is null ? null : JsonSerializer.Serialize(after),
        };
}

/// <param name="ProductsCount">Products in it.</param>
public sealed record CollectionRow(string Id, string Name, long ProductsCount, DateTimeOffset CreatedAt);
