using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification.Index;

/// <summary>Finds, of some campaigns, what a cart could use at all.</summary>
/// <remarks>
/// Each offer has a slot for every alternative of its rule. For every attribute there are the slots that do not ask and those a value satisfies; ANDed over
/// the attributes they leave the possible ones. Start and end are an attribute like the others; recurring hours and what was used up are left to the decision.
/// </remarks>
internal sealed class IndexBlock
{
    private readonly CatalogueCampaign[] _campaignsOf;
    private readonly Offer[] _offers;
    private readonly int[] _offerOf;
    private readonly ulong[] _tiers;
    private readonly ulong[] _stacks;
    private readonly ulong[] _sharedCodes;
    private readonly ulong[] _campaigns;
    private readonly Ranges _open;
    private readonly OneOf<bool>? _customer;
    private readonly OneOf<string>? _segments;
    private readonly OneOf<ItemKey>? _items;
    private readonly OneOf<ItemKey>? _second;
    private readonly Ranges _initial;
    private readonly Ranges _before;
    private readonly Ranges _quantity;

    private IndexBlock(CatalogueCampaign[] campaigns, Offer[] offers, List<(int Offer, Needs Needs, Between Open)> slots)
    {
        _campaignsOf = campaigns;
        _offers = offers;
        _offerOf = [.. slots.Select(slot => slot.Offer)];
        ulong[] OfKind(Func<Offer, bool> which)
        {
            var words = new ulong[SlotSet.WordsFor(slots.Count)];
            for (var slot = 0; slot < slots.Count; slot++)
                if (which(offers[_offerOf[slot]])) words[slot >> 6] |= 1UL << slot;
            return words;
        }

        _tiers = OfKind(offer => offer.Kind == OfferKind.PromotionTier);
        _stacks = OfKind(offer => offer.Kind == OfferKind.PromotionStack);
        _sharedCodes = OfKind(offer => offer.Kind == OfferKind.Voucher);
        _campaigns = OfKind(offer => offer.Kind == OfferKind.Campaign);
        _open = Ranges.Of(slots.ConvertAll(slot => slot.Open));
        _customer = OneOf<bool>.Of(slots.ConvertAll(slot => slot.Needs.Customer ? s_yes : null));
        _segments = OneOf<string>.Of(slots.ConvertAll(slot => slot.Needs.Segments));
        _items = OneOf<ItemKey>.Of(slots.ConvertAll(slot => slot.Needs.Items));
        _second = OneOf<ItemKey>.Of(slots.ConvertAll(slot => slot.Needs.Second));
        _initial = Ranges.Of(slots.ConvertAll(slot => slot.Needs.Initial));
        _before = Ranges.Of(slots.ConvertAll(slot => slot.Needs.Before));
        _quantity = Ranges.Of(slots.ConvertAll(slot => slot.Needs.Quantity));
    }

    private static readonly IReadOnlyList<bool> s_yes = [true];

    /// <summary>All there is, newest first.</summary>
    public IReadOnlyList<Offer> Offers => _offers;

    /// <summary>Whether it was made of the same campaigns in the same order, each as it is now.</summary>
    public bool IsOf(CatalogueCampaign[] campaigns) => _campaignsOf.AsSpan().SequenceEqual(campaigns);

    public static IndexBlock Of(CatalogueCampaign[] campaigns, Catalogue catalogue)
    {
        var found = new List<(Offer Offer, IReadOnlyList<Needs> Alternatives, Between Open)>();
        foreach (var campaign in campaigns)
            if (campaign is { Active: true, Deleted: false, Newest: { } version }) AddOffers(campaign, version, catalogue, found);
        found.Sort(static (a, b) => OfferPage.Compare(a.Offer, b.Offer));

        var slots = new List<(int, Needs, Between)>(found.Count);
        for (var i = 0; i < found.Count; i++)
            foreach (var needs in found[i].Alternatives) slots.Add((i, needs, found[i].Open));
        return new(campaigns, [.. found.Select(one => one.Offer)], slots);
    }

    private static void AddOffers(
        CatalogueCampaign campaign, CatalogueVersion version, Catalogue catalogue, List<(Offer Offer, IReadOnlyList<Needs> Alternatives, Between Open)> found)
    {
        var open = OpenOf(version.Terms.Windows);
        foreach (var tier in version.Tiers.Values)
        {
            if (!tier.Setup.Active) continue;
            var offer = Offer.OfTier(campaign, version, tier, catalogue);
            found.Add((offer, Needs.Of(offer.Incentives[0]), open.And(OpenOf(tier.Terms.Windows))));
        }

        foreach (var stack in version.Setup.Stacks)
        {
            if (stack.TierIds.Count == 0 || !stack.TierIds.All(version.Tiers.ContainsKey)) continue;
            // Which of its tiers must hold depends on the project, and the later ones see another order: but the customer stays.
            var offer = Offer.OfStack(campaign, version, stack, catalogue);
            found.Add((offer, [.. offer.Incentives.SelectMany(Needs.Of).Select(one => one.OfCustomer).Distinct()], open));
        }

        if (version.Setup.Discount is null || version.Setup.Tiers.Count > 0) return;
        var fresh = Offer.OfCampaign(campaign, catalogue);
        if (version.Setup.Codes is { Mode: CodeMode.Shared, SharedCode: { Length: > 0 } code })
            found.Add((Offer.OfSharedCode(campaign, code), Needs.Of(fresh.Incentives[0]), Between.Any)); // the code may keep the dates of an older version
        else if (version.Setup.Codes.Mode == CodeMode.Unique)
            found.Add((fresh, Needs.Of(fresh.Incentives[0]), open));
    }

    /// <summary>Adds what could be used, newest first.</summary>
    public void Find(in CartKeys cart, OfferKinds kinds, AskedAbout about, List<Offer> found)
    {
        if (_offerOf.Length == 0) return;
        using var result = SlotSet.Borrow(_tiers.Length);
        result.Words.Clear();
        if (kinds.HasFlag(OfferKinds.Tiers)) result.Or(_tiers);
        if (kinds.HasFlag(OfferKinds.Stacks)) result.Or(_stacks);
        if (kinds.HasFlag(OfferKinds.Vouchers)) result.Or(_sharedCodes);
        if (kinds.HasFlag(OfferKinds.Campaigns)) result.Or(_campaigns);

        _open.Apply(result, cart.NowTicks);
        if (about.HasFlag(AskedAbout.Customer))
        {
            _customer?.Apply(result, cart.HasCustomer ? s_yes : []);
            _segments?.Apply(result, cart.Segments);
        }

        if (about.HasFlag(AskedAbout.Products))
        {
            _items?.Apply(result, cart.Items);
            _second?.Apply(result, cart.Items);
        }

        if (about.HasFlag(AskedAbout.Amounts))
        {
            _initial.Apply(result, cart.InitialAmount);
            _before.Apply(result, cart.AmountBefore);
            _quantity.Apply(result, cart.Quantity);
        }

        var last = -1; // the slots of one offer are neighbours
        foreach (var slot in result)
        {
            if (_offerOf[slot] == last) continue;
            last = _offerOf[slot];
            found.Add(_offers[last]);
        }
    }

    // The end counts no more, so the last instant is one tick before it.
    private static Between OpenOf(ValidityWindows windows) => new(
        windows.Schedule.StartsAt?.UtcTicks ?? long.MinValue, windows.EndOf(null, null) is { } end ? end.UtcTicks - 1 : long.MaxValue);
}
