using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Consents;

/// <summary>What customers are asked to agree to, and what they said.</summary>
public sealed class ConsentService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    /// <summary>What the log calls it when a customer said something to a consent.</summary>
    public const string Said = "customer.consents_changed";

    private const string Subject = "consents";

    /// <summary>The settings as they are; none while nobody saved any.</summary>
    public async Task<ConsentSettings> GetAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ConsentSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ConsentSettings();
    }

    /// <summary>Saves which consents there are. What customers said to one that is left out stays, unseen, and is there again with the same id.</summary>
    /// <param name="seenRevision">What the editor opened; null saves over whatever is there.</param>
    /// <returns>The settings; or <c>invalid_payload</c> with the field, <c>edited_meanwhile</c>.</returns>
    public async Task<Result<ConsentSettings>> SaveAsync(IReadOnlyList<ConsentDraft> drafts, long? seenRevision, Caller caller, CancellationToken ct = default)
    {
        if (ConsentErrors.Problem(drafts) is { } problem) return problem;
        var saved = await writes.WriteAsync<ConsentSettings>(async (db, token) =>
        {
            var settings = await db.ConsentSettings.SingleOrDefaultAsync(token);
            if (seenRevision is { } seen && seen != (settings?.Revision ?? 0))
            {
                var by = await db.Audit.Where(a => a.Subject == Subject).OrderByDescending(a => a.Id).Select(a => a.Actor).FirstOrDefaultAsync(token);
                return ConsentErrors.SettingsChanged(by ?? "Somebody");
            }

            var (before, now) = (settings?.Consents ?? [], time.GetUtcNow());
            if (settings is null) db.ConsentSettings.Add(settings = new ConsentSettings());
            (settings.Consents, settings.Revision) = ([.. drafts.Select(draft => Kept(draft, before, now))], settings.Revision + 1);
            db.Record(now, caller.Name, "consents.changed", Subject, before: new { consents = before }, after: new { consents = settings.Consents });
            return settings;
        }, ct);
        return saved.Error is { Key: "duplicate_found" } ? ConsentErrors.SettingsChanged("Somebody") : saved; // two saved the first ones at once
    }

    /// <summary>Notes what a customer said.</summary>
    /// <param name="customerId">Platform id, source id or an earlier one.</param>
    /// <param name="said">By the id of the consent: whether it is given.</param>
    /// <returns>The customer; or <c>not_found</c>, <c>invalid_payload</c> for a consent that is not defined.</returns>
    public Task<Result<Customer>> SetAsync(string customerId, IReadOnlyDictionary<string, bool> said, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<Customer>(async (db, token) =>
        {
            if (await db.Customers.ByIdAsync(db, customerId, token) is not { } customer) return CustomerErrors.NotFound(customerId);
            if (await SayAsync(db, customer, said, caller, time.GetUtcNow(), token) is { } unknown) return unknown;
            return customer;
        }, ct);

    /// <summary>The same as part of a change of the customer.</summary>
    internal static async Task<PromoError?> SayAsync(PromoDbContext db, Customer customer, IReadOnlyDictionary<string, bool> said, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (said.Count == 0) return null;
        var defined = (await db.ConsentSettings.AsNoTracking().SingleOrDefaultAsync(ct))?.Consents ?? [];
        if (said.Keys.FirstOrDefault(id => defined.All(consent => consent.Id != id)) is { } unknown) return ConsentErrors.Unknown(unknown);
        var changed = said.Where(one => customer.Consents?.GetValueOrDefault(one.Key)?.Given != one.Value).ToDictionary(StringComparer.Ordinal);
        if (changed.Count == 0) return null;
        var before = changed.Keys.ToDictionary(id => id, id => customer.Consents?.GetValueOrDefault(id)?.Given, StringComparer.Ordinal);
        customer.Consents = ConsentStatements.Said(customer.Consents, changed, now, caller.Name);
        customer.UpdatedAt = now;
        db.Publish(now, "customer.updated", customer.Id);
        db.Record(now, caller.Name, Said, customer.Id, before: before, after: changed);
        return null;
    }

    // What did not change keeps its times.
    private static Consent Kept(ConsentDraft draft, IReadOnlyList<Consent> before, DateTimeOffset now)
    {
        var made = new Consent(draft.Id, draft.Name.Trim(), Text(draft.Description), Text(draft.Category), now, null);
        if (before.FirstOrDefault(one => one.Id == draft.Id) is not { } known) return made;
        var same = made with { CreatedAt = known.CreatedAt, UpdatedAt = known.UpdatedAt };
        return same == known ? known : same with { UpdatedAt = now };
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
