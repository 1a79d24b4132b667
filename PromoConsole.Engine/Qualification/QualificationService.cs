using PromoConsole.Engine.Qualification.Index;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Qualification;

/// <summary>Says what a customer could use. Concept: qualification.</summary>
public interface IQualificationService
{
    /// <summary>What could be used right now, each by itself, one page. Writes nothing.</summary>
    /// <remarks>
    /// Of codes without campaign, and of those published to the customer, the newest 500 are looked at. Unique codes that were given to nobody are never
    /// offered, nor are somebody else's.
    /// </remarks>
    /// <returns>The page; or <c>not_found</c> for a customer or order named by an unknown platform id, <c>invalid_order</c> for one worth more than can be counted.</returns>
    Task<Result<QualificationAnswer>> QualifyAsync(QualifyRedeemables request, CancellationToken ct = default);
}

internal sealed class QualificationService(IQualificationStore store, TimeProvider time) : IQualificationService
{
    public async Task<Result<QualificationAnswer>> QualifyAsync(QualifyRedeemables request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var looking = Looking.Of(request.Scenario).Only(request.Filter);
        var asked = request.AsValidation;
        var (catalogue, read) = await store.ReadAsync(asked, new(looking.Held, looking.ForEverybody, Until(request)), now, ct);
        var loaded = LoadedFacts.Of(asked, read.Rows, catalogue, now, redeeming: false);
        if (!loaded.IsOk) return loaded.Error;
        var facts = loaded.Value.Facts;

        var offers = await OffersAsync(request.Filter, catalogue, catalogue.Index.Find(CartKeys.Of(facts, now), looking.Kinds, looking.About), read, now, ct);
        if (read.Rows.Customer is { } customer) offers = await WithPublicationsAsync(offers, customer.Id, catalogue, ct);
        var counts = await store.CountsAsync(CounterKeysOf(request, offers, facts, catalogue, looking, now), LimitedIn(offers), now, ct);
        return Qualifier.Decide(request, catalogue, facts with { Counters = counts.Counters }, WithHeld(offers, counts.Held, catalogue), now);
    }

    private async Task<List<Offer>> OffersAsync(
        QualificationFilter filter, Catalogue catalogue, List<Offer> found, CodeRows read, DateTimeOffset now, CancellationToken ct)
    {
        var offers = new List<Offer>(found.Count);
        var shared = new List<string>();
        foreach (var offer in found)
        {
            if (offer.Incentives.Count > 0) offers.Add(offer);
            else shared.Add(CodeKeys.Key(offer.Code!, catalogue.Project.CaseInsensitiveCodes));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < read.Rows.Vouchers.Length; i++)
            if (read.Rows.Vouchers[i] is { } voucher && seen.Add(voucher.Id)) offers.Add(Offer.OfVoucher(voucher, catalogue, held: i < read.HeldCount));
        if (shared.Count > 0)
        {
            foreach (var voucher in await store.CodesAsync(shared, ct))
                if (seen.Add(voucher.Id)) offers.Add(Offer.OfVoucher(voucher, catalogue, held: false));
        }

        offers.RemoveAll(offer => !filter.Allows(offer));
        return offers;
    }

    private async Task<List<Offer>> WithPublicationsAsync(List<Offer> offers, string customerId, Catalogue catalogue, CancellationToken ct)
    {
        var wanted = PublicationsWanted.Of(offers.Where(offer => offer.Kind == OfferKind.Voucher).Select(offer => offer.Incentives[0].Voucher), catalogue);
        if (wanted.Count == 0) return offers;
        var found = await store.PublicationsAsync(customerId, wanted, ct);
        return found.Count == 0 ? offers : offers.ConvertAll(offer => found.TryGetValue(offer.Id, out var metadata)
            ? Offer.OfVoucher(offer.Incentives[0].Voucher! with { Publication = metadata }, catalogue, offer.IsHeld) : offer);
    }

    private static HashSet<string> CounterKeysOf(
        QualifyRedeemables request, List<Offer> offers, Facts facts, Catalogue catalogue, Looking looking, DateTimeOffset now)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (looking.About != AskedAbout.Everything) return keys; // what was used up is not asked
        var periods = PeriodKeys.Of(now, catalogue.Project);
        foreach (var offer in offers)
            foreach (var incentive in offer.Incentives)
                if (incentive.Units.Count > 0 || !incentive.Counters.IsEmpty) keys.UnionWith(incentive.CounterKeys(incentive.Scope(facts.Customer?.Id, request.Caller, periods), facts.Order?.Content.Lines ?? []));
        return keys;
    }

    private static List<string> LimitedIn(List<Offer> offers) =>
        [.. offers.Where(offer => offer.Kind == OfferKind.Voucher && offer.Incentives[0].Voucher!.RedemptionLimit is not null).Select(offer => offer.Id)];

    private static List<Offer> WithHeld(List<Offer> offers, IReadOnlyDictionary<string, int> held, Catalogue catalogue) => held.Count == 0 ? offers
        : offers.ConvertAll(offer => held.TryGetValue(offer.Id, out var uses)
            ? Offer.OfVoucher(offer.Incentives[0].Voucher! with { HeldQuantity = uses }, catalogue, offer.IsHeld) : offer);

    // By creation only the first page's codes can be left out: the order of best deals is another.
    private static DateTimeOffset? Until(QualifyRedeemables request) => request.Sort == QualificationSort.Newest ? request.StartingAfter : null;
}
