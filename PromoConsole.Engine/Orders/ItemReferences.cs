using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>Finds the products, SKUs and collections that somebody names by platform id or by the shop's own.</summary>
public sealed class ItemReferences(IDbContextFactory<PromoDbContext> contexts)
{
    /// <returns>For each name the reference with its platform id; unknown names are not in it.</returns>
    public async Task<IReadOnlyDictionary<ItemReference, ItemReference>> ResolveAsync(IReadOnlyCollection<ItemReference> named, CancellationToken ct = default)
    {
        var found = new Dictionary<ItemReference, ItemReference>();
        if (named.Count == 0) return found;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var group in named.Distinct().GroupBy(item => item.Kind))
        {
            foreach (var chunk in group.Select(item => item.Id).Chunk(500))
            {
                var rows = group.Key switch
                {
                    ItemKind.Product => await db.Products.AsNoTracking().Where(p => chunk.Contains(p.Id) || (p.SourceId != null && chunk.Contains(p.SourceId)))
                        .Select(p => new { p.Id, p.SourceId }).ToListAsync(ct),
                    ItemKind.Sku => await db.Skus.AsNoTracking().Where(s => chunk.Contains(s.Id) || (s.SourceId != null && chunk.Contains(s.SourceId)))
                        .Select(s => new { s.Id, s.SourceId }).ToListAsync(ct),
                    _ => await db.Collections.AsNoTracking().Where(c => chunk.Contains(c.Id)).Select(c => new { c.Id, SourceId = (string?)null }).ToListAsync(ct),
                };
                foreach (var row in rows)
                {
                    // A platform id wins over somebody's own id that looks like one.
                    if (row.SourceId is { } own) found.TryAdd(new(group.Key, own), new(group.Key, row.Id));
                    found[new(group.Key, row.Id)] = new(group.Key, row.Id);
                }
            }
        }

        return found;
    }

    /// <summary>What products, SKUs and collections are called, by platform id; what is gone is not in it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<ItemReference> named, CancellationToken ct = default)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (named.Count == 0) return names;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var group in named.Distinct().GroupBy(item => item.Kind))
        {
            foreach (var chunk in group.Select(item => item.Id).Chunk(500))
            {
                var rows = group.Key switch
                {
                    ItemKind.Product => await db.Products.AsNoTracking().Where(p => chunk.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct),
                    ItemKind.Sku => await db.Skus.AsNoTracking().Where(s => chunk.Contains(s.Id)).Select(s => new { s.Id, Name = s.Name != "" ? s.Name : s.SourceId ?? s.Id }).ToListAsync(ct),
                    _ => await db.Collections.AsNoTracking().Where(c => chunk.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(ct),
                };
                foreach (var row in rows) names[row.Id] = row.Name;
            }
        }

        return names;
    }
}
