using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>What somebody says about a collection.</summary>
public sealed record SaveCollection
{
    /// <summary>1 to 200 characters, unique; null keeps it.</summary>
    public string? Name { get; init; }

    /// <summary>What is on the fixed list, which it replaces; null keeps it. Not together with a filter.</summary>
    public IReadOnlyList<CollectionItem>? Items { get; init; }

    /// <summary>What belongs to it; null for a fixed list.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The revision the change was made on; null for whoever does not look before.</summary>
    public int? SeenRevision { get; init; }

    public required Caller Caller { get; init; }
}

/// <param name="Id">Platform id or source id of a product, or of a SKU.</param>
public sealed record CollectionItem(string Id, bool IsSku);

/// <param name="Collection">Its name.</param>
public sealed record ItemOnList(string Collection, CollectionItem Item);

/// <summary>Product collections: fixed lists of products and SKUs, or filters. Rules name them, so every change is published.</summary>
public sealed partial class CollectionService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Chunk = 500;

    /// <returns>The new fixed list; or <c>invalid_payload</c>, <c>duplicate_found</c>, <c>not_found</c> for an unknown product.</returns>
    public Task<Result<ProductCollection>> CreateAsync(
        string name, IReadOnlyCollection<string> productIds, Caller caller, CancellationToken ct = default) =>
        CreateAsync(new SaveCollection { Name = name, Items = [.. productIds.Select(id => new CollectionItem(id, IsSku: false))], Caller = caller }, ct);

    /// <returns>The new collection; or <c>invalid_payload</c>, <c>duplicate_found</c>, <c>not_found</c> for an unknown product or SKU.</returns>
    public Task<Result<ProductCollection>> CreateAsync(SaveCollection request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ProductCollection>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var name = (request.Name ?? "").Trim();
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            if (request.Filter is { } filter && FilterCheck.Problems(filter, ItemFields.All) is { Count: > 0 } wrong) return OrderErrors.InvalidFilter(string.Join('\n', wrong));
            var collection = new ProductCollection
            {
                Id = Ids.New("pc_", now), Name = name, Filter = request.Filter, Demo = request.Caller.Channel == Caller.DemoStore, CreatedAt = now,
            };
            db.Collections.Add(collection);
            if (request.Filter is null && await SetItemsAsync(db, collection.Id, request.Items ?? [], token) is { } unknown) return unknown;
            db.Record(now, request.Caller.Name, "collection.created", collection.Id, after: new { name, request.Filter });
            return collection;
        }, ct);

    /// <summary>Renames it, puts other things on the list, or changes the filter. A list stays a list and a filter a filter.</summary>
    /// <returns>The collection; or <c>not_found</c>, <c>edited_meanwhile</c>, <c>invalid_payload</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<ProductCollection>> ChangeAsync(string collectionId, SaveCollection request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ProductCollection>(async (db, token) =>
        {
            var collection = await db.Collections.SingleOrDefaultAsync(c => c.Id == collectionId, token);
            if (collection is null) return OrderErrors.CollectionNotFound(collectionId);
            if (request.SeenRevision is { } seen && seen != collection.Revision) return OrderErrors.CollectionEditedMeanwhile(collection);
            var name = request.Name?.Trim() ?? collection.Name;
            if (await NameProblemAsync(db, name, collectionId, token) is { } problem) return problem;
            if (collection.Filter is not null && request.Items is not null) return OrderErrors.CollectionIsFilter(collectionId);
            if (collection.Filter is null && request.Filter is not null) return OrderErrors.InvalidFilter($"Collection {collectionId} is a fixed list (STATIC) and has no filter");
            if (request.Filter is { } filter && FilterCheck.Problems(filter, ItemFields.All) is { Count: > 0 } wrong) return OrderErrors.InvalidFilter(string.Join('\n', wrong));
            if (request.Items is { } items)
            {
                await db.CollectionMembers.Where(m => m.CollectionId == collectionId).ExecuteDeleteAsync(token);
                await db.CollectionSkus.Where(m => m.CollectionId == collectionId).ExecuteDeleteAsync(token);
                if (await SetItemsAsync(db, collectionId, items, token) is { } unknown) return unknown;
            }

            var now = time.GetUtcNow();
            db.Record(now, request.Caller.Name, "collection.changed", collectionId, before: new { collection.Name, collection.Filter }, after: new { name, Filter = request.Filter ?? collection.Filter });
            (collection.Name, collection.Filter, collection.UpdatedAt, collection.Revision) = (name, request.Filter ?? collection.Filter, now, collection.Revision + 1);
            return collection;
        }, ct);

    /// <returns>The collection that is gone; or <c>not_found</c>, <c>resource_in_use</c> while a campaign names it.</returns>
    public Task<Result<ProductCollection>> DeleteAsync(string collectionId, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ProductCollection>(async (db, token) =>
        {
            var collection = await db.Collections.SingleOrDefaultAsync(c => c.Id == collectionId, token);
            if (collection is null) return OrderErrors.CollectionNotFound(collectionId);
            if (await CampaignUses.ProblemAsync(db, "products collection", collectionId, new HashSet<string>(StringComparer.Ordinal) { collectionId }, token) is { } used) return used;
            db.Collections.Remove(collection);
            db.Record(time.GetUtcNow(), caller.Name, "collection.deleted", collectionId, before: new { collection.Name, collection.Filter });
            return collection;
        }, ct);

    /// <returns>The collection; or <c>not_found</c>, <c>invalid_payload</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<ProductCollection>> RenameAsync(string collectionId, string name, Caller caller, CancellationToken ct = default) =>
        ChangeAsync(collectionId, new SaveCollection { Name = name, Caller = caller }, ct);

    /// <summary>Puts products and SKUs on a fixed list; those that are on it stay.</summary>
    /// <param name="items">By platform id.</param>
    /// <returns>How many were new; or <c>not_found</c> for the collection or the first unknown item, and then nothing was added; <c>invalid_payload</c> for a filter.</returns>
    public Task<Result<int>> AddItemsAsync(string collectionId, IReadOnlyCollection<CollectionItem> items, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<int>(async (db, token) =>
        {
            if (await db.Collections.SingleOrDefaultAsync(c => c.Id == collectionId, token) is not { } collection) return OrderErrors.CollectionNotFound(collectionId);
            if (collection.Filter is not null) return OrderErrors.CollectionIsFilter(collectionId);
            var count = 0;
            foreach (var chunk in items.Where(item => !item.IsSku).Select(item => item.Id).Distinct(StringComparer.Ordinal).Chunk(Chunk))
            {
                var known = await db.Products.Where(p => chunk.Contains(p.Id)).Select(p => p.Id).ToHashSetAsync(token);
                if (Array.Find(chunk, id => !known.Contains(id)) is { } unknown) return OrderErrors.ProductNotFound(unknown);
                var there = await db.CollectionMembers.Where(m => m.CollectionId == collectionId && chunk.Contains(m.ProductId)).Select(m => m.ProductId).ToHashSetAsync(token);
                var fresh = chunk.Where(id => !there.Contains(id)).ToList();
                db.CollectionMembers.AddRange(fresh.Select(id => new CollectionMember { CollectionId = collectionId, ProductId = id }));
                count += fresh.Count;
            }

            foreach (var chunk in items.Where(item => item.IsSku).Select(item => item.Id).Distinct(StringComparer.Ordinal).Chunk(Chunk))
            {
                var known = await db.Skus.Where(s => chunk.Contains(s.Id)).Select(s => s.Id).ToHashSetAsync(token);
                if (Array.Find(chunk, id => !known.Contains(id)) is { } unknown) return OrderErrors.SkuNotFound(unknown);
                var there = await db.CollectionSkus.Where(m => m.CollectionId == collectionId && chunk.Contains(m.SkuId)).Select(m => m.SkuId).ToHashSetAsync(token);
                var fresh = chunk.Where(id => !there.Contains(id)).ToList();
                db.CollectionSkus.AddRange(fresh.Select(id => new CollectionSku { CollectionId = collectionId, SkuId = id }));
                count += fresh.Count;
            }

            if (count == 0) return 0;
            var now = time.GetUtcNow();
            (collection.UpdatedAt, collection.Revision) = (now, collection.Revision + 1);
            db.Record(now, caller.Name, "collection.products_added", collectionId, after: $"{count} products and SKUs");
            return count;
        }, ct);

    /// <summary>Takes products and SKUs off a fixed list.</summary>
    /// <param name="items">By platform id.</param>
    /// <returns>How many were on it; or <c>not_found</c> for the collection.</returns>
    public Task<Result<int>> RemoveItemsAsync(string collectionId, IReadOnlyCollection<CollectionItem> items, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<int>(async (db, token) =>
        {
            if (await db.Collections.SingleOrDefaultAsync(c => c.Id == collectionId, token) is not { } collection) return OrderErrors.CollectionNotFound(collectionId);
            var count = 0;
            foreach (var chunk in items.Where(item => !item.IsSku).Select(item => item.Id).Chunk(Chunk))
                count += await db.CollectionMembers.Where(m => m.CollectionId == collectionId && chunk.Contains(m.ProductId)).ExecuteDeleteAsync(token);
            foreach (var chunk in items.Where(item => item.IsSku).Select(item => item.Id).Chunk(Chunk))
                count += await db.CollectionSkus.Where(m => m.CollectionId == collectionId && chunk.Contains(m.SkuId)).ExecuteDeleteAsync(token);
            if (count == 0) return 0;
            var now = time.GetUtcNow();
            (collection.UpdatedAt, collection.Revision) = (now, collection.Revision + 1);
            db.Record(now, caller.Name, "collection.products_removed", collectionId, before: $"{count} products and SKUs");
            return count;
        }, ct);

    /// <summary>Puts products and SKUs on fixed lists by name within a write that is under way, making lists that do not exist; one refusal does not stop the others.</summary>
    /// <returns>For each null, also when it was on the list before; or <c>not_found</c>, <c>invalid_payload</c> for a collection that is a filter or a bad name.</returns>
    internal async Task<IReadOnlyList<PromoError?>> AddEachAsync(PromoDbContext db, IReadOnlyList<ItemOnList> items, Caller caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var answers = new List<PromoError?>(items.Count);
        var made = new Dictionary<string, ProductCollection>(StringComparer.Ordinal);
        foreach (var chunk in items.Chunk(Chunk))
        {
            var names = chunk.Select(one => one.Collection).Distinct(StringComparer.Ordinal).ToList();
            var lists = await db.Collections.Where(c => names.Contains(c.Name)).ToDictionaryAsync(c => c.Name, StringComparer.Ordinal, ct);
            foreach (var (name, list) in made) lists[name] = list;
            var products = await ProductService.IdsAsync(db, [.. chunk.Where(one => !one.Item.IsSku).Select(one => one.Item.Id)], ct);
            var skus = await SkuService.IdsAsync(db, [.. chunk.Where(one => one.Item.IsSku).Select(one => one.Item.Id)], ct);
            var listIds = lists.Values.Select(list => list.Id).ToList();
            var productIds = products.Values.ToList();
            var skuIds = skus.Values.ToList();
            var on = (await db.CollectionMembers.Where(m => listIds.Contains(m.CollectionId) && productIds.Contains(m.ProductId)).Select(m => new { m.CollectionId, m.ProductId }).ToListAsync(ct))
                .Select(m => (m.CollectionId, m.ProductId)).ToHashSet();
            foreach (var sku in await db.CollectionSkus.Where(m => listIds.Contains(m.CollectionId) && skuIds.Contains(m.SkuId)).Select(m => new { m.CollectionId, m.SkuId }).ToListAsync(ct))
                on.Add((sku.CollectionId, sku.SkuId));
            foreach (var (name, item) in chunk) answers.Add(Add(name, item));

            PromoError? Add(string given, CollectionItem item)
            {
                var name = given.Trim();
                if (name.Length is 0 or > 200 || name.Any(char.IsControl)) return OrderErrors.CollectionNameMissing();
                if ((item.IsSku ? skus : products).GetValueOrDefault(item.Id) is not { } id) return item.IsSku ? OrderErrors.SkuNotFound(item.Id) : OrderErrors.ProductNotFound(item.Id);
                if (!lists.TryGetValue(name, out var list))
                {
                    list = made[name] = lists[name] = new ProductCollection { Id = Ids.New("pc_", now), Name = name, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now };
                    db.Collections.Add(list);
                    db.Record(now, caller.Name, "collection.created", list.Id, after: new { name });
                }

                if (list.Filter is not null) return OrderErrors.CollectionIsFilter(list.Id);
                if (!on.Add((list.Id, id))) return null;
                if (item.IsSku) db.CollectionSkus.Add(new CollectionSku { CollectionId = list.Id, SkuId = id });
                else db.CollectionMembers.Add(new CollectionMember { CollectionId = list.Id, ProductId = id });
                return null;
            }
        }

        return answers;
    }

    private static async Task<PromoError?> NameProblemAsync(PromoDbContext db, string name, string? except, CancellationToken ct)
    {
        if (name.Length is 0 or > 200 || name.Any(char.IsControl)) return OrderErrors.CollectionNameMissing();
        return await db.Collections.AnyAsync(c => c.Name == name && c.Id != except, ct) ? OrderErrors.CollectionNameTaken(name) : null;
    }

    // Puts products and SKUs on a list that is empty.
    private static async Task<PromoError?> SetItemsAsync(PromoDbContext db, string collectionId, IReadOnlyList<CollectionItem> items, CancellationToken ct)
    {
        var on = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in items.Where(item => !item.IsSku).Select(item => item.Id).Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var known = await ProductService.IdsAsync(db, chunk, ct);
            if (Array.Find(chunk, id => !known.ContainsKey(id)) is { } unknown) return OrderErrors.ProductNotFound(unknown);
            db.CollectionMembers.AddRange(known.Values.Where(on.Add).Select(id => new CollectionMember { CollectionId = collectionId, ProductId = id }));
        }

        foreach (var chunk in items.Where(item => item.IsSku).Select(item => item.Id).Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var known = await SkuService.IdsAsync(db, chunk, ct);
            if (Array.Find(chunk, id => !known.ContainsKey(id)) is { } unknown) return OrderErrors.SkuNotFound(unknown);
            db.CollectionSkus.AddRange(known.Values.Where(on.Add).Select(id => new CollectionSku { CollectionId = collectionId, SkuId = id }));
        }

        return null;
    }
}
