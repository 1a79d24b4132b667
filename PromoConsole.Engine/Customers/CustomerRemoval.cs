using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>What went with a customer.</summary>
/// <param name="Id"><c>del_…</c>.</param>
/// <param name="CustomerId">The platform id, which stays in the history as a pseudonym.</param>
/// <param name="Redemptions">Redemptions and refusals that no longer say who it was.</param>
public sealed record CustomerDeletion(string Id, string CustomerId, DateTimeOffset At, int Events, int Segments, int Orders, int Redemptions);

/// <summary>What erasing somebody takes (the first four) and what stays under a pseudonym.</summary>
/// <param name="Ids">Ids of the shop, earlier ones included.</param>
/// <param name="OrdersAmount">Before discounts, minor units.</param>
/// <param name="Redemptions">Uses, refusals and rollbacks.</param>
/// <param name="DiscountAmount">What came off and stayed off, minor units.</param>
public sealed record ErasurePreview(int Ids, int Events, int Segments, int Merges, int Orders, long OrdersAmount, int Redemptions, long DiscountAmount, int Codes)
{
    /// <summary>Loaded files of customers and orders, of everybody, which are emptied.</summary>
    public int Files { get; init; }
}

/// <summary>
/// Takes customers away. What they redeemed stays, with its amounts and reasons, under the platform id alone: nobody can tell any more whose it was,
/// and every sum still adds up.
/// </summary>
public sealed class CustomerRemoval(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Slice = 500;
    private static readonly string[] s_identity = ["customerName", "customerSourceId", "trackingId"];
    private static readonly string[] s_personal = ["metadata"];

    /// <summary>Deletes a customer; the history keeps no name.</summary>
    /// <param name="customerId">Platform id or source id.</param>
    /// <returns>What went; or <c>not_found</c>.</returns>
    public Task<Result<CustomerDeletion>> DeleteAsync(string customerId, Caller caller, CancellationToken ct = default) => RemoveAsync(customerId, erase: false, caller, ct);

    /// <summary>Deletes a customer and everything they may be recognised by: events, audit details, what orders and redemptions carry as custom attributes.</summary>
    /// <param name="customerId">Platform id or source id.</param>
    /// <returns>What went; or <c>not_found</c>.</returns>
    public Task<Result<CustomerDeletion>> EraseAsync(string customerId, Caller caller, CancellationToken ct = default) => RemoveAsync(customerId, erase: true, caller, ct);

    /// <summary>What erasing somebody would take and leave.</summary>
    /// <param name="customerId">Platform id, source id or an earlier one.</param>
    /// <returns>The counts, or <c>not_found</c>.</returns>
    public async Task<Result<ErasurePreview>> PreviewAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Customers.AsNoTracking().ByIdAsync(db, customerId, ct) is not { Id: var id } customer) return CustomerErrors.NotFound(customerId);
        var redemptions = db.Redemptions.Where(r => r.CustomerId == id);
        var orders = db.Orders.Where(o => o.CustomerId == id);
        return new ErasurePreview(
            await db.CustomerAliases.CountAsync(a => a.CustomerId == id, ct) + (customer.SourceId is null ? 0 : 1),
            await db.CustomEvents.CountAsync(e => e.CustomerId == id, ct),
            await db.SegmentMembers.CountAsync(m => m.CustomerId == id, ct),
            await db.MergedCustomers.CountAsync(m => m.CustomerId == id, ct),
            await orders.CountAsync(ct), await orders.SumAsync(o => o.Amount, ct),
            await redemptions.CountAsync(ct), await redemptions.SumAsync(r => r.DiscountAmount, ct),
            await db.Vouchers.CountAsync(v => v.HolderId == id, ct))
        {
            Files = await Files(db).CountAsync(ct),
        };
    }

    private Task<Result<CustomerDeletion>> RemoveAsync(string customerId, bool erase, Caller caller, CancellationToken ct) =>
        writes.WriteAsync<CustomerDeletion>(async (db, token) =>
        {
            var customer = await db.Customers.ByIdAsync(db, customerId, token);
            if (customer is null) return CustomerErrors.NotFound(customerId);
            var (id, now) = (customer.Id, time.GetUtcNow());

            var redemptions = await ForgetInRedemptionsAsync(db, id, erase, token);
            var orders = erase ? await ForgetInOrdersAsync(db, id, token) : 0;
            var segments = await db.SegmentMembers.Where(m => m.CustomerId == id).ExecuteDeleteAsync(token);
            var events = erase ? await db.Outbox.Where(e => e.Subject == id).ExecuteDeleteAsync(token) + await db.CustomEvents.Where(e => e.CustomerId == id).ExecuteDeleteAsync(token)
                + await db.SegmentMoves.Where(m => m.CustomerId == id).ExecuteDeleteAsync(token) : 0;
            if (!erase) await db.CustomEvents.Where(e => e.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Metadata, MetadataBag.Empty), token);
            await db.Publications.Where(p => p.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Metadata, (MetadataBag?)null), token);
            await db.RefusedPublications.Where(p => p.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Metadata, (MetadataBag?)null), token);
            var none = (string?)null;
            var files = erase ? await ForgetFilesAsync(db, token) : 0;
            var merged = await db.MergedCustomers.Where(m => m.CustomerId == id || m.DuplicateId == id).Select(m => m.DuplicateId).ToListAsync(token); // as they are known by the log
            await db.MergedCustomers.Where(m => m.CustomerId == id || m.DuplicateId == id).ExecuteDeleteAsync(token);
            await db.CustomerAliases.Where(a => a.CustomerId == id).ExecuteDeleteAsync(token);
            await db.Audit.Where(a => a.Subject == id || merged.Contains(a.Subject)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Before, none).SetProperty(a => a.After, none), token);
            db.Customers.Remove(customer);
            db.Record(now, caller.Name, erase ? "customer.erased" : "customer.deleted", id, after: erase ? new { emptied_files = files } : null);
            db.Publish(now, "customer.deleted", id);
            return new CustomerDeletion(Ids.New("del_", now), id, now, events, segments, orders, redemptions);
        }, ct);

    // Files that were loaded are kept for a while only to be looked at; whom they name cannot be told without reading all of them.
    private static async Task<int> ForgetFilesAsync(PromoDbContext db, CancellationToken ct)
    {
        var files = Files(db).Select(i => i.Id);
        await db.ImportChunks.Where(c => files.Contains(c.ImportId)).ExecuteDeleteAsync(ct);
        await db.ImportProblems.Where(p => files.Contains(p.ImportId)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Value, (string?)null), ct);
        return await Files(db).ExecuteUpdateAsync(set => set.SetProperty(i => i.Emptied, true), ct);
    }

    private static IQueryable<Import> Files(PromoDbContext db) =>
        db.Imports.Where(i => i.State == ImportState.Done && !i.Emptied && (i.Kind == ImportKind.Customers || i.Kind == ImportKind.Orders));

    private static async Task<int> ForgetInRedemptionsAsync(PromoDbContext db, string customerId, bool erase, CancellationToken ct)
    {
        var (forgotten, last) = (0, "");
        while (true)
        {
            var behind = last;
            var slice = await db.Redemptions.AsTracking().Where(r => r.CustomerId == customerId && string.Compare(r.Id, behind) > 0).OrderBy(r => r.Id).Take(Slice).ToListAsync(ct);
            foreach (var row in slice) db.Entry(row).Property(r => r.Detail).CurrentValue = Forgotten(row.Detail, erase);
            await db.SaveChangesAsync(ct);
            foreach (var row in slice) db.Entry(row).State = EntityState.Detached; // a long history needs no more memory than a short one
            forgotten += slice.Count;
            if (slice.Count < Slice) return forgotten;
            last = slice[^1].Id;
        }
    }

    private static async Task<int> ForgetInOrdersAsync(PromoDbContext db, string customerId, CancellationToken ct)
    {
        var orders = await db.Orders.Where(o => o.CustomerId == customerId).ToListAsync(ct);
        foreach (var order in orders) order.Content = Forgotten(order.Content, erase: true);
        return orders.Count;
    }

    /// <summary>The document without what tells who it was about. Done on its stored form, so that no part of it can be forgotten.</summary>
    /// <param name="erase">Also custom attributes, and the values of the customer that proofs saw.</param>
    internal static T Forgotten<T>(T document, bool erase)
    {
        var json = JsonNode.Parse(PromoJson.Write(document))!;
        Forget(json, erase);
        return PromoJson.Read<T>(json.ToJsonString(PromoJson.Options));
    }

    // What an attempt was decided on holds the customer's own values: without them it cannot be decided again.
    private static void ForgetInputs(JsonObject detail, bool erase)
    {
        if (detail["inputs"] is not JsonObject inputs) return;
        if (erase || inputs["customer"] is JsonObject customer && (customer.ContainsKey("metadata") || customer.ContainsKey("birthdate")))
            detail["inputs"] = new JsonObject { ["erased"] = true };
    }

    private static void Forget(JsonNode? node, bool erase)
    {
        if (node is JsonArray list)
        {
            foreach (var part in list) Forget(part, erase);
            return;
        }

        if (node is not JsonObject thing) return;
        foreach (var name in s_identity) thing.Remove(name);
        ForgetInputs(thing, erase);
        if (erase)
        {
            foreach (var name in s_personal)
                if (thing[name] is JsonObject) thing[name] = new JsonObject();
            if (thing["kind"] is JsonValue kind && kind.TryGetValue<string>(out var word) && word.StartsWith("customer.", StringComparison.Ordinal)) thing.Remove("seenText");
        }

        foreach (var (_, part) in thing) Forget(part, erase);
    }
}
