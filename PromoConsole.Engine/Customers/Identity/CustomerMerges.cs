using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>Makes duplicates one customer, and parts them again.</summary>
/// <remarks>
/// Redemptions wait meanwhile and read anew afterwards, so that no limit per customer is counted on two customers at once: the uses of both add up, and
/// whoever names either id afterwards means the one customer.
/// </remarks>
public sealed class CustomerMerges
{
    private const int MostTries = 5;

    private readonly IDbContextFactory<PromoDbContext> _contexts;
    private readonly IWrites _writes;
    private readonly CatalogueStore _catalogues;
    private readonly TimeProvider _time;

    internal CustomerMerges(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CatalogueStore catalogues, TimeProvider time) =>
        (_contexts, _writes, _catalogues, _time) = (contexts, writes, catalogues, time);

    /// <summary>What merging would move, choose and count together; nothing is changed.</summary>
    /// <param name="customerId">Of the one who stays; platform id, source id or alias, as for the duplicate.</param>
    /// <returns>The preview; or <c>not_found</c>, <c>invalid_merge</c> for one customer with itself.</returns>
    public async Task<Result<MergePreview>> PreviewAsync(string customerId, string duplicateId, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Customers.AsNoTracking().ByIdAsync(db, customerId, ct) is not { } customer) return CustomerErrors.NotFound(customerId);
        if (await db.Customers.AsNoTracking().ByIdAsync(db, duplicateId, ct) is not { } duplicate) return CustomerErrors.NotFound(duplicateId);
        if (customer.Id == duplicate.Id) return MergeErrors.Same();

        var (kept, gone) = (customer.Id, duplicate.Id);
        var both = await db.Publications.CountAsync(p => p.CustomerId == gone && db.Publications.Any(o => o.CustomerId == kept && o.VoucherId == p.VoucherId), ct);
        var counts = new MergeCounts(
            await db.Vouchers.CountAsync(v => v.HolderId == gone, ct),
            await db.Redemptions.CountAsync(r => r.CustomerId == gone, ct),
            await db.Orders.CountAsync(o => o.CustomerId == gone, ct),
            await db.SegmentMembers.CountAsync(m => m.CustomerId == gone, ct),
            await db.CustomEvents.CountAsync(e => e.CustomerId == gone, ct),
            await db.Publications.CountAsync(p => p.CustomerId == gone, ct) - both,
            await db.CustomerAliases.CountAsync(a => a.CustomerId == gone, ct) + (duplicate.SourceId is null ? 1 : 2));
        var catalogue = await CatalogueAsync(db, ct);
        var moves = await MergedCounters.OfAsync(db.Redemptions.Where(r => r.CustomerId == gone), gone, kept, catalogue, ct);
        var limits = await MergeLimits.OfAsync(db, moves, kept, gone, catalogue, _time.GetUtcNow(), ct);
        return new MergePreview(customer, duplicate, MergeFields.Of(customer, duplicate), counts, both, limits);
    }

    /// <summary>Merges the duplicate into the customer: all it holds and did is the customer's from then on, and all its ids find them.</summary>
    /// <returns>The merge; or <c>not_found</c>, <c>invalid_merge</c>, <c>edited_meanwhile</c> when either was changed since the preview.</returns>
    public Task<Result<MergedCustomer>> MergeAsync(MergeCustomers request, CancellationToken ct = default)
    {
        if (request.Reason is { Length: > 1000 }) return Task.FromResult<Result<MergedCustomer>>(MergeErrors.ReasonTooLong());
        if (request.CustomerId == request.DuplicateId) return Task.FromResult<Result<MergedCustomer>>(MergeErrors.Same());
        return CountedAsync<MergedCustomer>(async (db, catalogue, token) =>
        {
            var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == request.CustomerId, token);
            if (customer is null) return CustomerErrors.NotFound(request.CustomerId);
            var duplicate = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.DuplicateId, token);
            if (duplicate is null) return CustomerErrors.NotFound(request.DuplicateId);
            if ((customer.Revision, duplicate.Revision) != request.SeenRevisions) return CustomerErrors.EditedMeanwhile();

            var now = _time.GetUtcNow();
            await db.MergedCustomers.Where(m => m.At <= now - MergedCustomer.UndoneWithin).ExecuteDeleteAsync(token); // nobody can ask for them any more
            var before = customer.Copy();
            MergeFields.Lay(customer, duplicate, request.FromDuplicate);
            customer.SourceId = duplicate.SourceId is not null && (customer.SourceId is null || request.FromDuplicate.Contains(MergeFields.SourceId)) ? duplicate.SourceId : customer.SourceId;
            MergeFields.Find(customer);
            customer.UpdatedAt = now;
            var merge = new MergedCustomer
            {
                Id = Ids.New("cmrg_", now), CustomerId = customer.Id, DuplicateId = duplicate.Id, At = now, By = request.Caller.Name,
                Content = new MergeContent(before, duplicate, customer.Copy(), Text(request.Reason)),
            };
            var own = customer.SourceId;
            db.MergedCustomers.Add(merge);
            customer.SourceId = before.SourceId; // the duplicate has it still
            await db.SaveChangesAsync(token);

            var moves = await MergedCounters.OfAsync(db.Redemptions.Where(r => r.CustomerId == duplicate.Id), duplicate.Id, customer.Id, catalogue, token);
            await MergedCounters.MoveAllAsync(db, moves, token);
            await MergedRows.MoveAsync(db, merge, token);
            await KeptMembership.ForgetAsync(db, duplicate.Id, token);
            await db.Customers.Where(c => c.Id == duplicate.Id).ExecuteDeleteAsync(token);
            customer.SourceId = own;
            foreach (var id in new[] { duplicate.Id, before.SourceId, duplicate.SourceId }.OfType<string>().Where(id => id != own))
                db.CustomerAliases.Add(CustomerAlias.Of(id, customer.Id, merge.Id, now, request.Caller.Name));

            db.Publish(now, "customer.updated", customer.Id);
            db.Publish(now, "customer.deleted", duplicate.Id, new { merged_into = customer.Id });
            db.Record(now, request.Caller.Name, "customer.merged", customer.Id, Text(request.Reason), before: new { duplicate = duplicate.Id }, after: new { merge = merge.Id });
            return merge;
        }, ct);
    }

    /// <summary>Parts two customers again: what came with the duplicate goes back to it, with what followed from that; what happened since stays with the customer.</summary>
    /// <returns>The duplicate as it is stored again; or <c>not_found</c>, <c>merge_undone</c>, <c>merge_too_old</c>, <c>merge_not_undoable</c> with the reason.</returns>
    public Task<Result<Customer>> UndoAsync(string mergeId, Caller caller, CancellationToken ct = default) =>
        CountedAsync<Customer>(async (db, catalogue, token) =>
        {
            var now = _time.GetUtcNow();
            var merge = await db.MergedCustomers.SingleOrDefaultAsync(m => m.Id == mergeId, token);
            if (merge is null) return MergeErrors.NotFound(mergeId);
            if (merge.UndoneAt is not null) return MergeErrors.UndoneAlready();
            if (merge.UndoableUntil <= now) return MergeErrors.TooOld();
            if (await db.Customers.SingleOrDefaultAsync(c => c.Id == merge.CustomerId, token) is not { } customer) return MergeErrors.CustomerGone();
            var (before, duplicate, after, _) = merge.Content;
            string[] theirs = duplicate.SourceId is { } source ? [duplicate.Id, source] : [duplicate.Id];
            foreach (var id in theirs)
                if (await CustomerIds.PlatformIdAsync(db, id, token) != customer.Id) return MergeErrors.IdGiven(id);

            var moved = db.MergedRows.Where(r => r.MergeId == mergeId && r.Kind == MovedKind.Redemption).Select(r => r.RowKey);
            var moves = await MergedCounters.OfAsync(db.Redemptions.Where(r => r.CustomerId == customer.Id && moved.Contains(r.Id)), customer.Id, duplicate.Id, catalogue, token);
            await MergedCounters.MovePartAsync(db, moves, token);

            MergeFields.TakeBack(customer, before, after);
            await db.CustomerAliases.Where(a => a.CustomerId == customer.Id && (theirs.Contains(a.Alias) || (a.Alias == before.SourceId && customer.SourceId == after.SourceId))).ExecuteDeleteAsync(token);
            if (customer.SourceId == after.SourceId) customer.SourceId = before.SourceId;
            MergeFields.Find(customer);
            customer.UpdatedAt = now;
            await db.SaveChangesAsync(token);

            var again = duplicate.Copy();
            (again.Revision, again.UpdatedAt) = (duplicate.Revision + 1, now);
            db.Customers.Add(again);
            await db.SaveChangesAsync(token);
            await MergedRows.MoveBackAsync(db, merge, token);
            (merge.UndoneAt, merge.UndoneBy) = (now, caller.Name);
            db.Publish(now, "customer.created", again.Id);
            db.Publish(now, "customer.updated", customer.Id);
            db.Record(now, caller.Name, "customer.merge_undone", customer.Id, before: new { merge = mergeId }, after: new { duplicate = again.Id });
            return again;
        }, ct);

    /// <summary>The merges into a customer that can still be undone, the latest first.</summary>
    /// <param name="customerId">Platform id.</param>
    public async Task<IReadOnlyList<MergedCustomer>> UndoableAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var since = _time.GetUtcNow() - MergedCustomer.UndoneWithin;
        return await db.MergedCustomers.AsNoTracking().Where(m => m.CustomerId == customerId && m.UndoneAt == null && m.At > since).OrderByDescending(m => m.Id).Take(100).ToListAsync(ct);
    }

    // What a use counts follows from the catalogue, which must be the one of this moment: nobody changes it once the work runs.
    private async Task<Result<T>> CountedAsync<T>(Func<PromoDbContext, Catalogue, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            Catalogue catalogue;
            await using (var reading = await _contexts.CreateDbContextAsync(ct)) catalogue = await CatalogueAsync(reading, ct);
            var done = await _writes.ExclusiveAsync<T>(
                async (db, token) => await db.Project.Select(p => p.CatalogueVersion).SingleAsync(token) == catalogue.Version + 1 ? await work(db, catalogue, token) : MergeErrors.CatalogueMoved(), ct);
            if (done.Error is not { Key: "catalogue_moved" } || tries == MostTries) return done;
        }
    }

    private async Task<Catalogue> CatalogueAsync(PromoDbContext db, CancellationToken ct) =>
        await _catalogues.AtLeastAsync(await db.Project.Select(p => p.CatalogueVersion).SingleAsync(ct), ct);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
