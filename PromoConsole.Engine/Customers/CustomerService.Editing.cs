using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

public sealed partial class CustomerService
{
    /// <summary>Sets what an agent typed about a customer, new or known; an empty part is cleared. Another source id leaves the earlier one as an alias, which still finds them.</summary>
    /// <returns>
    /// The customer; or <c>not_found</c>, <c>invalid_customer</c>, <c>metadata_validation_failed</c>, <c>edited_meanwhile</c>, <c>duplicate_found</c> for a source id somebody else has, <c>alias_in_use</c>
    /// for one that still finds somebody else.
    /// </returns>
    public async Task<Result<Customer>> SaveAsync(SaveCustomer request, CancellationToken ct = default)
    {
        if (request.Id is null && string.IsNullOrWhiteSpace(request.Name) && string.IsNullOrWhiteSpace(request.Email))
            return CustomerErrors.Invalid("name", "is missing: give a name or an e-mail address");
        var input = request.Input;
        if (CustomerMerge.PlatformId(new CustomerInput { Id = request.SourceId?.Trim() }) is not null)
            return CustomerErrors.Invalid("source_id", $"begins with {CustomerMerge.IdPrefix}, as only the ids given here do");
        if (CustomerMerge.Problem(input) is { } problem) return problem;
        return await writes.WriteAsync<Customer>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            // The update decides who was first: it changes the row only while it is as it was seen.
            var seen = request is not { Id: { } seenId, SeenRevision: { } revision }
                || await db.Customers.Where(c => c.Id == seenId && c.Revision == revision).ExecuteUpdateAsync(set => set.SetProperty(c => c.Revision, c => c.Revision + 1), token) == 1;
            var customer = request.Id is { } id ? await db.Customers.SingleOrDefaultAsync(c => c.Id == id, token) : null;
            if (customer is null && request.Id is { } unknown) return CustomerErrors.NotFound(unknown);
            if (!seen) return CustomerErrors.EditedMeanwhile();

            var before = customer is null ? null : CustomerChange.Told(customer);
            var source = CustomerMerge.SourceId(input);
            if (source is null && customer?.SourceId is not null) return CustomerErrors.Invalid("source_id", "can be changed, but not taken away");
            var schemas = await MetadataSchemas.ReadAsync(db, token);
            if (customer is null)
            {
                var metadata = schemas.Made(MetadataResources.Customer, input.Metadata);
                if (!metadata.IsOk) return metadata.Error;
                input = input with { Metadata = metadata.Value };
                db.Customers.Add(customer = CustomerMerge.New(input with { SourceId = null }, now, demo: false));
            }
            else if (schemas.Problem(MetadataResources.Customer, input.Metadata.Beyond(customer.Metadata)) is { } wrong)
            {
                return wrong; // what stays as it is is not asked again
            }

            if (source is not null && source != customer.SourceId && await GiveSourceIdAsync(db, customer, source, request, now, token) is { } taken) return taken;
            CustomerMerge.Replace(customer, input, request.Profile is not null, now);
            if (await ConsentService.SayAsync(db, customer, request.Consents, request.Caller, now, token) is { } unasked) return unasked;
            var after = CustomerChange.Told(customer);
            if (before is not null && PromoJson.Write(before) == PromoJson.Write(after)) return customer; // nothing to tell
            db.Outbox.Add(Event(before is null ? "customer.created" : "customer.updated", customer, now));
            db.Record(now, request.Caller.Name, before is null ? "customer.created" : CustomerChange.ByPerson, customer.Id, before: before, after: after);
            return customer;
        }, ct);
    }

    /// <summary>The ids a customer had before, the latest first.</summary>
    /// <param name="customerId">Platform id.</param>
    public async Task<IReadOnlyList<CustomerAlias>> AliasesAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.CustomerAliases.AsNoTracking().Where(a => a.CustomerId == customerId).ToListAsync(ct)).OrderByDescending(a => a.At).ThenBy(a => a.Alias, StringComparer.Ordinal)];
    }

    private static async Task<PromoError?> GiveSourceIdAsync(PromoDbContext db, Customer customer, string source, SaveCustomer request, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Customers.AnyAsync(c => c.SourceId == source, ct)) return CustomerErrors.SourceIdTaken(source);
        if (await db.CustomerAliases.SingleOrDefaultAsync(a => a.Alias == source, ct) is { } alias)
        {
            if (alias.CustomerId != customer.Id && !request.TakeAlias)
            {
                var owner = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alias.CustomerId, ct);
                return CustomerErrors.AliasInUse(source, owner);
            }

            db.CustomerAliases.Remove(alias);
        }

        if (customer.SourceId is { } earlier) db.CustomerAliases.Add(CustomerAlias.Of(earlier, customer.Id, null, now, request.Caller.Name));
        customer.SourceId = source;
        return null;
    }
}
