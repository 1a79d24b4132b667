using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
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
            return _current = await LoadAsync(_current, ct);
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
        var same = previous?.Project == project ? previous : null; // another zone means compiling everything anew
        var rows = await db.Campaigns.AsNoTracking()
            .Select(c => new Row(c.Id, c.Name, c.Active, c.PauseReason, c.DeletedAt != null, c.Version)).ToListAsync(ct);
        var versions = await NewVersionsAsync(db, rows, same, project, ct);
        return new Catalogue
        {
            Version = settings.CatalogueVersion,
            Project = project,
            Campaigns = rows.ToImmutableDictionary(row => row.Id, row => CampaignOf(row, same?.Campaign(row.Id), versions), StringComparer.Ordinal),
            Names = await NamesAsync(db, ct),
            CollectionsOfProduct = await CollectionsAsync(db, ct),
            Prices = await PricesAsync(db, ct),
        };
    }

    internal static CatalogueProject ProjectOf(ProjectSettings settings) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), settings.Currency, settings.FirstDayOfWeek, settings.CaseInsensitiveCodes);

    // Launched versions never change, so only those above the known ones are read and compiled.
    private static async Task<ILookup<string, CatalogueVersion>> NewVersionsAsync(
        PromoDbContext db, List<Row> rows, Catalogue? known, CatalogueProject project, CancellationToken ct)
    {
        var found = new List<(string CampaignId, CatalogueVersion Version)>();
        var changed = known is null ? [[]] : rows.Where(row => row.Version > (known.Campaign(row.Id)?.Version ?? 0)).Select(row => row.Id).Chunk(Chunk);
        foreach (var ids in changed)
        {
            var versions = db.CampaignVersions.AsNoTracking();
            if (known is not null) versions = versions.Where(v => ids.Contains(v.CampaignId));
            await foreach (var version in versions.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (known?.Campaign(version.CampaignId)?.Versions.ContainsKey(version.Number) == true) continue;
                found.Add((version.CampaignId, new(version.Number, version.Setup, CompiledTerms.Of(version.Setup, project))));
            }
        }

        return found.ToLookup(one => one.CampaignId, one => one.Version, StringComparer.Ordinal);
    }

    private static CatalogueCampaign CampaignOf(Row row, CatalogueCampaign? known, ILookup<string, CatalogueVersion> found)
    {
        var versions = known?.Versions ?? FrozenDictionary<int, CatalogueVersion>.Empty;
        if (found.Contains(row.Id)) versions = versions.Values.Concat(found[row.Id]).ToFrozenDictionary(version => version.Number);
        return new(row.Id, row.Name, row.Active, row.PauseReason, row.Deleted, row.Version, versions);
    }

    private static async Task<ImmutableDictionary<string, string>> NamesAsync(PromoDbContext db, CancellationToken ct)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var segment in await db.Segments.AsNoTracking().Select(s => new { s.Id, s.Name }).ToListAsync(ct)) names[segment.Id] = segment.Name;
        foreach (var product in await db.Products.AsNoTracking().Select(p => new { p.Id, p.Name }).ToListAsync(ct)) names[product.Id] = product.Name;
        foreach (var collection in await db.Collections.AsNoTracking().Select(c => new { c.Id, c.Name }).ToListAsync(ct)) names[collection.Id] = collection.Name;
        return names.ToImmutable();
    }

    private static async Task<FrozenDictionary<string, long>> PricesAsync(PromoDbContext db, CancellationToken ct)
    {
        var priced = await db.Products.AsNoTracking().Where(p => p.PriceAmount != null).Select(p => new { p.Id, Price = p.PriceAmount!.Value }).ToListAsync(ct);
        return priced.ToFrozenDictionary(p => p.Id, p => p.Price, StringComparer.Ordinal);
    }

    private static async Task<ImmutableDictionary<string, ImmutableArray<string>>> CollectionsAsync(PromoDbContext db, CancellationToken ct)
    {
        var members = await db.CollectionMembers.AsNoTracking().Select(m => new { m.ProductId, m.CollectionId }).ToListAsync(ct);
        return members.GroupBy(m => m.ProductId, m => m.CollectionId, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    private sealed record Row(string Id, string Name, bool Active, string? PauseReason, bool Deleted, int Version);
}
