using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>How the segments, collections, products and SKUs that rules name stand today.</summary>
public sealed class NamedThings(IDbContextFactory<PromoDbContext> contexts)
{
    private const int Chunk = 500;
    private const string Segment = "seg_";
    private const string Collection = "pc_";
    private const string Product = "prod_";
    private const string Sku = "sku_";

    /// <summary>All of them at once: a query for each kind of thing, however many ids.</summary>
    /// <param name="ids">As rules name them. Of products and SKUs also the shop's own ids, which fit lines although nothing is stored under them.</param>
    /// <returns>A state for every id.</returns>
    public async Task<IReadOnlyDictionary<string, ThingState>> StatesAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        var states = new Dictionary<string, ThingState>(StringComparer.Ordinal);
        if (ids.Count == 0) return states;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var asked = ids.Distinct(StringComparer.Ordinal).ToLookup(KindOf);
        foreach (var chunk in asked[Segment].Chunk(Chunk))
        {
            var rows = await db.Segments.AsNoTracking().Where(s => chunk.Contains(s.Id))
                .Select(s => new { s.Id, s.Name, ByFilter = s.Filter != null, Count = db.SegmentMembers.LongCount(m => m.SegmentId == s.Id) }).ToListAsync(ct);
            foreach (var row in rows) states[row.Id] = new(ThingKind.Segment, row.Name, row.ByFilter ? Standing.ByFilter : Standing.Listed, row.ByFilter ? null : row.Count);
        }

        foreach (var chunk in asked[Collection].Chunk(Chunk))
        {
            var rows = await db.Collections.AsNoTracking().Where(c => chunk.Contains(c.Id))
                .Select(c => new
                {
                    c.Id, c.Name, ByFilter = c.Filter != null,
                    Count = db.CollectionMembers.LongCount(m => m.CollectionId == c.Id) + db.CollectionSkus.LongCount(m => m.CollectionId == c.Id),
                }).ToListAsync(ct);
            foreach (var row in rows) states[row.Id] = new(ThingKind.Collection, row.Name, row.ByFilter ? Standing.ByFilter : Standing.Listed, row.ByFilter ? null : row.Count);
        }

        foreach (var chunk in asked[Sku].Chunk(Chunk))
        {
            var rows = await db.Skus.AsNoTracking().Where(s => chunk.Contains(s.Id)).Select(s => new { s.Id, Name = s.Name != "" ? s.Name : s.SourceId ?? s.Id }).ToListAsync(ct);
            foreach (var row in rows) states[row.Id] = new(ThingKind.Sku, row.Name, Standing.Listed, null);
        }

        foreach (var chunk in asked[Product].Chunk(Chunk))
        {
            var rows = await db.Products.AsNoTracking().Where(p => chunk.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
            foreach (var row in rows) states[row.Id] = new(ThingKind.Product, row.Name, Standing.Listed, null);
        }

        states[ProductCollection.AllProducts] = new(ThingKind.Collection, ProductCollection.NameOfAll, Standing.ByFilter, null);
        return ids.Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => states.GetValueOrDefault(id) ?? Missing(id), StringComparer.Ordinal);
    }

    private static string KindOf(string id) => Array.Find([Segment, Collection, Product, Sku], prefix => id.StartsWith(prefix, StringComparison.Ordinal)) ?? "";

    private static ThingState Missing(string id) => KindOf(id) switch
    {
        Segment => new(ThingKind.Segment, null, Standing.Gone, null),
        Collection => new(ThingKind.Collection, null, Standing.Gone, null),
        Product => new(ThingKind.Product, null, Standing.Gone, null),
        Sku => new(ThingKind.Sku, null, Standing.Gone, null),
        _ => new(ThingKind.Product, null, Standing.ShopsOwn, null),
    };
}

public enum ThingKind { Segment, Collection, Product, Sku }

/// <summary>Why a thing holds what it holds.</summary>
public enum Standing
{
    /// <summary>Stored; of a segment or collection a fixed list.</summary>
    Listed,

    /// <summary>Stored as a filter, whose matches are found out at every decision and not counted.</summary>
    ByFilter,

    /// <summary>It was deleted, so nothing fits it any more.</summary>
    Gone,

    /// <summary>An id of the shop's: it fits order lines that carry it, stored or not.</summary>
    ShopsOwn,
}

/// <summary>How something that a rule names stands today.</summary>
/// <param name="Name">Null where nothing is stored.</param>
/// <param name="Count">Customers, or products and SKUs, on a fixed list; null for everything else.</param>
public sealed record ThingState(ThingKind Kind, string? Name, Standing Standing, long? Count)
{
    /// <summary>A fixed list with nothing on it.</summary>
    public bool IsEmpty => Count == 0;
}
