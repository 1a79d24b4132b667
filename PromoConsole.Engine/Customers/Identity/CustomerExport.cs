using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>Gives a person all that is stored about them.</summary>
public sealed class CustomerExport(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Flushed = 64; // rows written before they leave, so that memory stays constant

    /// <summary>Notes in the log that the data of a person were taken out, and says who it is.</summary>
    /// <param name="customerId">Platform id, source id or an earlier one.</param>
    /// <returns>The customer to <see cref="WriteAsync"/>, or <c>not_found</c>.</returns>
    public Task<Result<Customer>> BeginAsync(string customerId, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<Customer>(async (db, token) =>
        {
            if (await db.Customers.AsNoTracking().ByIdAsync(db, customerId, token) is not { } customer) return CustomerErrors.NotFound(customerId);
            db.Record(time.GetUtcNow(), caller.Name, "customer.exported", customer.Id);
            return customer;
        }, ct);

    /// <summary>Writes one JSON document: the profile, earlier ids, merges, segments, codes, publications, orders, the ids of orders they referred, redemptions with all their details, events, and the log.</summary>
    public async Task WriteAsync(Stream to, Customer customer, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = PromoJson.Options.Encoder });
        var id = customer.Id;
        json.WriteStartObject();
        json.WriteString("exportedAt", time.GetUtcNow());
        json.WritePropertyName("profile");
        JsonSerializer.Serialize(json, customer, PromoJson.Options);
        await ListAsync(json, "earlierIds", db.CustomerAliases.Where(a => a.CustomerId == id).OrderBy(a => a.Alias), ct);
        await ListAsync(json, "merges", db.MergedCustomers.Where(m => m.CustomerId == id).OrderBy(m => m.Id), ct);
        await ListAsync(json, "segments", db.Segments.Where(s => db.SegmentMembers.Any(m => m.SegmentId == s.Id && m.CustomerId == id) || db.KeptMembers.Any(m => m.SegmentId == s.Id && m.CustomerId == id)).OrderBy(s => s.Id).Select(s => new { s.Id, s.Name }), ct);
        await ListAsync(json, "segmentMoves", db.SegmentMoves.Where(m => m.CustomerId == id).OrderBy(m => m.Id), ct);
        await ListAsync(json, "codes", db.Vouchers.Where(v => v.HolderId == id).OrderBy(v => v.Id), ct);
        await ListAsync(json, "publications", db.Publications.Where(p => p.CustomerId == id).OrderBy(p => p.Id), ct);
        await ListAsync(json, "refusedPublications", db.RefusedPublications.Where(p => p.CustomerId == id).OrderBy(p => p.Id), ct);
        await ListAsync(json, "orders", db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Id), ct);
        await ListAsync(json, "referredOrders", db.Orders.Where(o => o.ReferrerId == id).OrderBy(o => o.Id).Select(o => new { o.Id, o.CreatedAt }), ct); // what was bought is somebody else's
        await ListAsync(json, "redemptions", db.Redemptions.Where(r => r.CustomerId == id).OrderBy(r => r.At).ThenBy(r => r.Id), ct);
        await ListAsync(json, "events", db.CustomEvents.Where(e => e.CustomerId == id).OrderBy(e => e.Id), ct);
        await ListAsync(json, "log", db.Audit.Where(a => a.Subject == id).OrderBy(a => a.Id), ct);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static async Task ListAsync<T>(Utf8JsonWriter json, string name, IQueryable<T> rows, CancellationToken ct) where T : class
    {
        json.WriteStartArray(name);
        var written = 0;
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            JsonSerializer.Serialize(json, row, PromoJson.Options);
            if (++written % Flushed == 0) await json.FlushAsync(ct);
        }

        json.WriteEndArray();
    }
}
