using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>An object with its custom attributes.</summary>
/// <param name="Id">Of the object; of a line, the order's.</param>
/// <param name="Name">What people call it.</param>
public sealed record MetadataHolder(string Id, string Name, MetadataBag Metadata);

/// <summary>Reads the custom attributes of everything stored of one kind, newest first, in slices: constant memory however many there are.</summary>
internal static class StoredMetadata
{
    public const int Slice = 500;

    /// <summary>How many objects there are; of lines, how many orders.</summary>
    public static Task<long> CountAsync(PromoDbContext db, SchemaKind kind, string name, CancellationToken ct) => (kind, name) switch
    {
        (SchemaKind.Event, _) => db.CustomEvents.LongCountAsync(e => e.Name == name, ct),
        (_, MetadataResources.Customer) => db.Customers.LongCountAsync(ct),
        (_, MetadataResources.Product) => CountItemsAsync(db, ct),
        (_, MetadataResources.Order or MetadataResources.OrderItem) => db.Orders.LongCountAsync(ct),
        (_, MetadataResources.Voucher) => db.Vouchers.LongCountAsync(ct),
        (_, MetadataResources.Redemption) => db.Redemptions.LongCountAsync(r => r.Kind == RedemptionKind.Redeemed, ct),
        (_, MetadataResources.Publication) => db.Publications.LongCountAsync(ct),
        (_, MetadataResources.Campaign or MetadataResources.PromotionTier) => db.Campaigns.LongCountAsync(ct),
        _ => Task.FromResult(0L),
    };

    /// <summary>Objects with a smaller id than the last one of the slice before, which is told with each slice; null for the newest.</summary>
    /// <returns>The slice and where it ends; no end when it was the last.</returns>
    public static async Task<(List<MetadataHolder> Holders, int Rows, string? End)> ReadAsync(PromoDbContext db, SchemaKind kind, string name, string? end, CancellationToken ct)
    {
        if (kind == SchemaKind.Event)
            return Sliced(await db.CustomEvents.AsNoTracking().Where(e => e.Name == name && (end == null || string.Compare(e.Id, end) < 0)).OrderByDescending(e => e.Id).Take(Slice).Select(e => new MetadataHolder(e.CustomerId, e.Id, e.Metadata)).ToListAsync(ct), last => last.Name);
        switch (name)
        {
            case MetadataResources.Customer:
                return Sliced(await db.Customers.AsNoTracking().Where(c => end == null || string.Compare(c.Id, end) < 0).OrderByDescending(c => c.Id).Take(Slice)
                    .Select(c => new MetadataHolder(c.Id, c.Name ?? c.Email ?? c.SourceId ?? c.Id, c.Metadata)).ToListAsync(ct));
            case MetadataResources.Product:
                return await ItemsAsync(db, end, ct);
            case MetadataResources.Order or MetadataResources.OrderItem:
                var orders = await db.Orders.AsNoTracking().Where(o => end == null || string.Compare(o.Id, end) < 0).OrderByDescending(o => o.Id).Take(Slice)
                    .Select(o => new { o.Id, Name = o.SourceId ?? o.Id, o.Content }).ToListAsync(ct);
                var found = name == MetadataResources.Order
                    ? orders.ConvertAll(o => new MetadataHolder(o.Id, o.Name, o.Content.Metadata))
                    : orders.SelectMany(o => o.Content.Lines.Select((line, at) => new MetadataHolder(o.Id, $"{o.Name}, line {at + 1}", line.Metadata ?? MetadataBag.Empty))).ToList();
                return (found, orders.Count, orders.Count < Slice ? null : orders[^1].Id);
            case MetadataResources.Voucher:
                return Sliced(await db.Vouchers.AsNoTracking().Where(v => end == null || string.Compare(v.Id, end) < 0).OrderByDescending(v => v.Id).Take(Slice)
                    .Select(v => new MetadataHolder(v.Id, v.Code, v.Metadata ?? MetadataBag.Empty)).ToListAsync(ct));
            case MetadataResources.Redemption:
                var used = await db.Redemptions.AsNoTracking().Where(r => r.Kind == RedemptionKind.Redeemed && (end == null || string.Compare(r.Id, end) < 0)).OrderByDescending(r => r.Id).Take(Slice)
                    .Select(r => new { r.Id, r.Code, r.Detail }).ToListAsync(ct);
                return Sliced(used.ConvertAll(r => new MetadataHolder(r.Id, r.Code, r.Detail.Metadata)));
            case MetadataResources.Publication:
                return Sliced(await db.Publications.AsNoTracking().Where(p => end == null || string.Compare(p.Id, end) < 0).OrderByDescending(p => p.Id).Take(Slice)
                    .Select(p => new MetadataHolder(p.Id, p.Id, p.Metadata ?? MetadataBag.Empty)).ToListAsync(ct));
            case MetadataResources.Campaign or MetadataResources.PromotionTier:
                return await CampaignsAsync(db, name, end, ct);
            default:
                return ([], 0, null);
        }
    }

    private static (List<MetadataHolder>, int, string?) Sliced(List<MetadataHolder> rows, Func<MetadataHolder, string>? end = null) =>
        (rows, rows.Count, rows.Count < Slice ? null : (end ?? (last => last.Id))(rows[^1]));

    private static async Task<long> CountItemsAsync(PromoDbContext db, CancellationToken ct) => await db.Products.LongCountAsync(ct) + await db.Skus.LongCountAsync(ct);

    // Products, then SKUs: their ids differ in the prefix.
    private static async Task<(List<MetadataHolder>, int, string?)> ItemsAsync(PromoDbContext db, string? end, CancellationToken ct)
    {
        if (end is null || !end.StartsWith("sku_", StringComparison.Ordinal))
        {
            var (products, rows, next) = Sliced(await db.Products.AsNoTracking().Where(p => end == null || string.Compare(p.Id, end) < 0).OrderByDescending(p => p.Id).Take(Slice)
                .Select(p => new MetadataHolder(p.Id, p.Name != "" ? p.Name : p.SourceId ?? p.Id, p.Metadata)).ToListAsync(ct));
            return (products, rows, next ?? "sku_~");
        }

        return Sliced(await db.Skus.AsNoTracking().Where(s => string.Compare(s.Id, end) < 0).OrderByDescending(s => s.Id).Take(Slice)
            .Select(s => new MetadataHolder(s.Id, s.Name != "" ? s.Name : s.SourceId ?? s.Id, s.Metadata)).ToListAsync(ct));
    }

    // As they are in force; of a draft that was never launched, as it is drafted.
    private static async Task<(List<MetadataHolder>, int, string?)> CampaignsAsync(PromoDbContext db, string name, string? end, CancellationToken ct)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => end == null || string.Compare(c.Id, end) < 0).OrderByDescending(c => c.Id).Take(Slice)
            .Select(c => new { c.Id, c.Name, c.Draft, InForce = db.CampaignVersions.Where(v => v.CampaignId == c.Id && v.Number == c.Version).Select(v => v.Setup).FirstOrDefault() }).ToListAsync(ct);
        var found = new List<MetadataHolder>();
        foreach (var campaign in campaigns)
        {
            var setup = campaign.InForce ?? campaign.Draft ?? new CampaignSetup();
            if (name == MetadataResources.Campaign)
            {
                if (!setup.MetadataOfCodes) found.Add(new(campaign.Id, campaign.Name, setup.Metadata)); // else the schema of codes is asked, which looks at the codes
            }
            else found.AddRange(setup.Tiers.Select(tier => new MetadataHolder(campaign.Id, $"{campaign.Name}: {tier.Name}", tier.Metadata)));
        }

        return (found, campaigns.Count, campaigns.Count < Slice ? null : campaigns[^1].Id);
    }
}
