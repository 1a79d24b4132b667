using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>The job that takes a key out of everything stored of one kind, slice by slice, and then forgets its definition.</summary>
/// <remarks>Versions of campaigns and their tiers are history and keep it. After an interruption it begins anew: what is out already costs only looking.</remarks>
public sealed class MetadataPurge(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time) : IJobHandler
{
    public const string JobType = "METADATA_KEY_PURGE";

    string IJobHandler.Type => JobType;

    internal static Job Job(string resource, string key, string schemaId, string actor, DateTimeOffset now) => new()
    {
        Id = Ids.New("aa_", now), Type = JobType, Title = $"“{key}” taken out of every {resource.Replace('_', ' ')}", Subject = schemaId,
        Input = PromoJson.Write(new Order(resource, key)), CreatedBy = actor, CreatedAt = now, UpdatedAt = now,
    };

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        var order = PromoJson.Read<Order>(run.Job.Input);
        string? end = null;
        long done = 0;
        // Versions of campaigns are history: there is nothing to go through.
        for (var more = order.Resource is not (MetadataResources.Campaign or MetadataResources.PromotionTier); more; more = end is not null)
        {
            List<string> ids;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                var (holders, rows, next) = await StoredMetadata.ReadAsync(db, SchemaKind.Resource, order.Resource, end, ct);
                ids = [.. holders.Where(holder => holder.Metadata.Values.ContainsKey(order.Key)).Select(holder => holder.Id).Distinct(StringComparer.Ordinal)];
                (done, end) = (done + rows, next);
            }

            if (await run.AdvanceAsync((db, token) => TakeOutAsync(db, order, ids, time.GetUtcNow(), token), done, ct) is { } problem) return problem;
        }

        var forgotten = await writes.ExclusiveAsync<bool>(async (db, token) =>
        {
            if (await db.MetadataSchemas.AsNoTracking().SingleOrDefaultAsync(s => s.Id == run.Job.Subject, token) is { } schema) MetadataSchemaService.Forget(db, schema, order.Key, time.GetUtcNow());
            return true;
        }, ct);
        return forgotten.Error;
    }

    private static async Task<PromoError?> TakeOutAsync(PromoDbContext db, Order order, List<string> ids, DateTimeOffset now, CancellationToken ct)
    {
        if (ids.Count == 0) return null;
        switch (order.Resource)
        {
            case MetadataResources.Customer:
                foreach (var customer in await db.Customers.Where(c => ids.Contains(c.Id)).ToListAsync(ct))
                    (customer.Metadata, customer.UpdatedAt) = (Without(customer.Metadata, order.Key), now); // segments that ask for the key find by it whom to ask again
                break;
            case MetadataResources.Product:
                foreach (var product in await db.Products.Where(p => ids.Contains(p.Id)).ToListAsync(ct)) product.Metadata = Without(product.Metadata, order.Key);
                foreach (var sku in await db.Skus.Where(s => ids.Contains(s.Id)).ToListAsync(ct)) sku.Metadata = Without(sku.Metadata, order.Key);
                break;
            case MetadataResources.Voucher:
                foreach (var voucher in await db.Vouchers.Where(v => ids.Contains(v.Id)).ToListAsync(ct)) voucher.Metadata = voucher.Metadata is { } given ? Without(given, order.Key) : null;
                break;
            case MetadataResources.Order:
                foreach (var stored in await db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync(ct)) stored.Content = stored.Content with { Metadata = Without(stored.Content.Metadata, order.Key) };
                break;
            case MetadataResources.OrderItem:
                foreach (var stored in await db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync(ct))
                    stored.Content = stored.Content with { Lines = [.. stored.Content.Lines.Select(line => line.Metadata is { } given ? line with { Metadata = Without(given, order.Key) } : line)] };
                break;
        }

        return null;
    }

    private static MetadataBag Without(MetadataBag bag, string key)
    {
        if (!bag.Values.ContainsKey(key)) return bag;
        var left = new Dictionary<string, JsonElement>(bag.Values, StringComparer.Ordinal);
        left.Remove(key);
        return left.Count == 0 ? MetadataBag.Empty : new MetadataBag(left);
    }

    private sealed record Order(string Resource, string Key);
}
