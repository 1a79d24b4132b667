using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>
/// Holds the catalogue in memory. Whoever decides compares its version with the database's in the same reading, so a change published by
/// another instance is noticed at once; loading again compiles only what is new.
/// </summary>
internal sealed class CatalogueStore(IDbContextFactory<PromoDbContext> contexts) : IDisposable
{
    private const int Chunk = 500;
    private const int ItemChunk = 5_000; // as one parameter: thousands of small ones cost more than what they look up

    private readonly SemaphoreSlim _loading = new(1);
    private volatile Catalogue? _current;

    /// <summary>The snapshot in memory; loaded on first use.</summary>
    public ValueTask<Catalogue> CurrentAsync(CancellationToken ct) =>
        _current is { } current ? new(current) : new(AtLeastAsync(0, ct));

    /// <summary>A snapshot of this version or a newer one.</summary>
    public async Task<Catalogue> AtLeastAsync(long version, CancellationToken ct)
    {
        if (_current is { } ready && ready.Version >= version) return ready;
        await _loading.WaitAsync(ct);
        try
        {
            if (_current is { } loaded && loaded.Version >= version) return loaded;
            var catalogue = await LoadAsync(_current, ct);
            catalogue.MakeIndex(_current); // before anybody asks, so that no customer waits for it
            return _current = catalogue;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Catalogue> LoadAsync(Catalogue? previous, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (db.Database.IsSqlite())
        {
            // One reading transaction sees one state, however fast others publish.
            await db.Database.OpenConnectionAsync(ct);
            await using var reading = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await db.Database.UseTransactionAsync(reading, ct);
            return await ReadAsync(db, await db.Project.AsNoTracking().SingleAsync(ct), previous, ct);
        }

        while (true)
        {
            var settings = await db.Project.AsNoTracking().SingleAsync(ct);
            var catalogue = await ReadAsync(db, settings, previous, ct);
            // What was read belongs together only if nobody published meanwhile.
            if (await db.Project.Select(p => p.CatalogueVersion).SingleAsync(ct) == settings.CatalogueVersion) return catalogue;
        }
    }

    private static async Task<Catalogue> ReadAsync(PromoDbContext db, ProjectSettings settings, Catalogue? previous, CancellationToken ct)
    {
        var project = ProjectOf(settings);
        var same = previous?.Project.CompilesLike(project) == true ? previous : null; // another zone means compiling everything anew
        var rows = await db.Campaigns.AsNoTracking()
            .Select(c => new Row(c.Id, c.Name, c.Active, c.PauseReason, c.DeletedAt != null, c.Version, c.CategoryId, c.Kind == CampaignKind.Promotion)).ToListAsync(ct);
        var versions = await NewVersionsAsync(db, rows, same, project, ct);
        var rules = await CatalogueRules.ReadAsync(db, previous, ct);
        var campaigns = rows.ToImmutableDictionary(row => row.Id, row => CampaignOf(row, same?.Campaign(row.Id), versions, rules), StringComparer.Ordinal);
        var segments = await db.Segments.AsNoTracking().Select(s => new { s.Id, s.Name, s.Filter }).ToListAsync(ct);
        var collections = await db.Collections.AsNoTracking().Select(c => new { c.Id, c.Name, c.Filter }).ToListAsync(ct);
        var names = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        names[ProductCollection.AllProducts] = ProductCollection.NameOfAll;
        foreach (var segment in segments) names[segment.Id] = segment.Name;
        foreach (var collection in collections) names[collection.Id] = collection.Name;
        var items = await ItemsAsync(db, campaigns.Values.SelectMany(campaign => campaign.Versions.Values).SelectMany(version => version.Goods).Concat(rules.ById.Values.SelectMany(rule => rule.Asks.Goods)), ct);
        foreach (var (id, item) in items) names[id] = item.Name ?? item.SourceId ?? id;
        return new Catalogue
        {
            Version = settings.CatalogueVersion,
            Project = project,
            Campaigns = campaigns,
            Rules = rules.ById,
            AssignedRules = rules.ByOwner,
            Promotions = Catalogue.PromotionsOf(campaigns.Values),
            Categories = (await db.Categories.AsNoTracking().ToListAsync(ct))
                .ToImmutableDictionary(c => c.Id, c => new CatalogueCategory(c.Id, c.Name, c.Hierarchy, c.CreatedAt, c.UpdatedAt), StringComparer.Ordinal),
            Names = names.ToImmutable(),
            Items = items,
            Metadata = await MetadataSchemas.ReadAsync(db, ct),
            Messages = (await db.RuleMessages.AsNoTracking().Select(m => new { m.Id, m.Content }).ToListAsync(ct)).ToFrozenDictionary(m => m.Id, m => m.Content, StringComparer.Ordinal),
            FilterSegments = [.. segments.Where(s => s.Filter is not null).Select(s => new FilterSegment(s.Id, CompiledFilter<CustomerDetails>.Of(s.Filter!, CustomerFields.All)))],
            FilterCollections = [.. collections.Where(c => c.Filter is not null).Select(c => new FilterCollection(c.Id, CompiledFilter<ItemData>.Of(c.Filter!, ItemFields.All)))],
        };
    }

    internal static CatalogueProject ProjectOf(ProjectSettings settings) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), settings.Currency, settings.FirstDayOfWeek, settings.CaseInsensitiveCodes)
        {
            Stacking = settings.Stacking,
            Language = settings.Language,
        };

    // Launched versions never change, so only those above the known ones are read and compiled. Codes keep the version they were given with; tiers keep none.
    private static async Task<ILookup<string, CatalogueVersion>> NewVersionsAsync(
        PromoDbContext db, List<Row> rows, Catalogue? known, CatalogueProject project, CancellationToken ct)
    {
        var found = new List<(string CampaignId, CatalogueVersion Version)>();
        var changed = known is null ? [[]] : rows.Where(row => row.Version > (known.Campaign(row.Id)?.Version ?? 0)).Select(row => row.Id).Chunk(Chunk);
        foreach (var ids in changed)
        {
            var versions = db.CampaignVersions.AsNoTracking().Where(v => db.Campaigns.Any(c => c.Id == v.CampaignId && (c.Kind != CampaignKind.Promotion || c.Version == v.Number)));
            if (known is not null) versions = versions.Where(v => ids.Contains(v.CampaignId));
            await foreach (var version in versions.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (known?.Campaign(version.CampaignId)?.Versions.ContainsKey(version.Number) == true) continue;
                found.Add((version.CampaignId, CatalogueVersion.Of(version.Number, version.Setup, project)));
            }
        }

        return found.ToLookup(one => one.CampaignId, one => one.Version, StringComparer.Ordinal);
    }

    private static CatalogueCampaign CampaignOf(Row row, CatalogueCampaign? known, ILookup<string, CatalogueVersion> found, CatalogueRules rules)
    {
        var versions = known?.Versions ?? FrozenDictionary<int, CatalogueVersion>.Empty;
        if (found.Contains(row.Id)) versions = (row.Promotion ? found[row.Id] : versions.Values.Concat(found[row.Id])).ToFrozenDictionary(version => version.Number);
        return new(row.Id, row.Name, row.Active, row.PauseReason, row.Deleted, row.Version, versions)
        {
            CategoryId = row.CategoryId,
            AssignedCounters = rules.CountersOf(row.Id),
        };
    }

    // A shop has more products than campaigns and rules ever name.
    private static async Task<Dictionary<string, ItemFacts>> ItemsAsync(PromoDbContext db, IEnumerable<string> named, CancellationToken ct)
    {
        var items = new Dictionary<string, ItemFacts>(StringComparer.Ordinal);
        foreach (var ids in named.Distinct(StringComparer.Ordinal).Chunk(ItemChunk))
        {
            foreach (var product in await db.Products.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id)).Select(p => new { p.Id, p.Name, p.SourceId, p.PriceAmount }).ToListAsync(ct))
                items[product.Id] = new(product.Id, null, product.SourceId, Given(product.Name), product.PriceAmount);
            var skus = await db.Skus.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id))
                .Join(db.Products, s => s.ProductId, p => p.Id, (s, p) => new { s.Id, s.ProductId, s.Name, s.SourceId, Price = s.PriceAmount ?? p.PriceAmount }).ToListAsync(ct);
            foreach (var sku in skus) items[sku.Id] = new(sku.ProductId, sku.Id, sku.SourceId, Given(sku.Name), sku.Price);
        }

        return items;
    }

    private static string? Given(string name) => name.Length > 0 ? name : null;

    private sealed record Row(string Id, string Name, bool Active, string? PauseReason, bool Deleted, int Version, string? CategoryId, bool Promotion);
}
