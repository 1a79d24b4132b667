using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Asks a rule by itself, without a code or tier: what it says to a cart and a customer.</summary>
/// <remarks>As if nothing had been used yet: limits see this one use alone. No discount is known, so nothing comes off the order. Changes nothing.</remarks>
public sealed class RuleTrial
{
    private const int Chunk = 500;

    // What nobody has: only the customer and the order are asked for.
    private static readonly Redeemable[] s_nothing = [Redeemable.Tier("")];

    private readonly IRedemptionStore _store;
    private readonly CatalogueStore _catalogues;
    private readonly IDbContextFactory<PromoDbContext> _contexts;
    private readonly RuleRecords _rules;
    private readonly TimeProvider _time;

    internal RuleTrial(IRedemptionStore store, CatalogueStore catalogues, IDbContextFactory<PromoDbContext> contexts, RuleRecords rules, TimeProvider time) =>
        (_store, _catalogues, _contexts, _rules, _time) = (store, catalogues, contexts, rules, time);

    /// <summary>Who asks when it is nobody in particular: the shop, without a key of its own.</summary>
    public static Caller Shop { get; } = new(Caller.Api, "");

    /// <param name="request">Its redeemables are not looked at.</param>
    /// <returns>The answer; or <c>not_found</c> for the rule, or for a customer or order named by an unknown platform id; <c>invalid_order</c>.</returns>
    public async Task<Result<RuleTrialAnswer>> TryAsync(string ruleId, ValidateRedeemables request, CancellationToken ct = default)
    {
        var found = await _rules.GetAsync(ruleId, ct);
        if (!found.IsOk) return found.Error;
        var loaded = await LoadAsync(request, ct);
        return loaded.IsOk ? loaded.Value.Explain(CatalogueRule.Of(found.Value.Rule)) : loaded.Error;
    }

    /// <summary>Loads what a cart, a customer and a time say, once: rules are then asked in memory.</summary>
    /// <param name="request">Its redeemables are not looked at.</param>
    /// <returns>The facts; or <c>not_found</c> for a customer or order named by an unknown platform id; <c>invalid_order</c>.</returns>
    public async Task<Result<RuleTrialFacts>> LoadAsync(ValidateRedeemables request, CancellationToken ct = default)
    {
        var now = request.AsOf ?? _time.GetUtcNow();
        var considered = await _store.ConsiderAsync(request with { Redeemables = s_nothing }, now, ct);
        return considered.IsOk ? new RuleTrialFacts(request, considered.Value.Loaded.Facts, considered.Value.Catalogue, now) : considered.Error;
    }

    /// <summary>The same for several requests, in a constant number of queries. They name customers by platform id, and no stored order.</summary>
    /// <returns>In the order of the requests: the facts, or why there are none.</returns>
    internal async Task<IReadOnlyList<Result<RuleTrialFacts>>> LoadAsync(IReadOnlyList<ValidateRedeemables> requests, CancellationToken ct)
    {
        if (requests.Count == 0) return [];
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var catalogue = await _catalogues.AtLeastAsync(await db.Project.Select(project => project.CatalogueVersion).SingleAsync(ct), ct);
        var items = await ItemStockReading.ReadWithListsAsync(db, requests.Select(request => request.Order?.Content).OfType<OrderContent>(), ct);
        var customers = new Dictionary<string, Customer>(StringComparer.Ordinal);
        var segments = new List<SegmentMember>();
        foreach (var ids in requests.Select(request => request.Customer?.Id).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            foreach (var customer in await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct)) customers[customer.Id] = customer;
            segments.AddRange(await db.SegmentMembers.AsNoTracking().Where(m => ids.Contains(m.CustomerId)).ToListAsync(ct));
        }

        var segmentsOf = segments.ToLookup(member => member.CustomerId, member => member.SegmentId, StringComparer.Ordinal);
        var present = _time.GetUtcNow();
        return [.. requests.Select(request => Of(request))];

        Result<RuleTrialFacts> Of(ValidateRedeemables request)
        {
            var now = request.AsOf ?? present;
            // A copy: what the request says of a customer is laid over it, and others may name the same one.
            var rows = new FactRows { Vouchers = [null], Items = items, Customer = request.Customer?.Id is { } id ? customers.GetValueOrDefault(id)?.Copy() : null };
            if (rows.Customer is { } known) rows.SegmentIds.AddRange(segmentsOf[known.Id]);
            var loaded = LoadedFacts.Of(request with { Redeemables = s_nothing }, rows, catalogue, now, redeeming: false);
            return loaded.IsOk ? new RuleTrialFacts(request, loaded.Value.Facts, catalogue, now) : loaded.Error;
        }
    }
}
