using System.Collections.Immutable;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification.Index;

/// <summary>
/// Finds, of everything that is launched, what a cart could use at all, without looking at each rule. It may offer too much, which the decision sorts out,
/// never too little. Made once for each catalogue.
/// </summary>
/// <remarks>A campaign always falls into the same one of a few blocks, so that publishing one makes an eighth anew and not everything.</remarks>
internal sealed class QualificationIndex
{
    private const int Blocks = 8;

    private readonly Catalogue _catalogue;
    private readonly IndexBlock[] _blocks;

    private QualificationIndex(Catalogue catalogue, IndexBlock[] blocks) => (_catalogue, _blocks) = (catalogue, blocks);

    /// <summary>All there is, newest first.</summary>
    public IReadOnlyList<Offer> Offers => [.. _blocks.SelectMany(block => block.Offers).Order(Comparer<Offer>.Create(OfferPage.Compare))];

    public bool IsOf(Catalogue catalogue) => ReferenceEquals(catalogue, _catalogue);

    /// <param name="before">Of an earlier catalogue, whose blocks are kept where nothing in them has changed; null for none.</param>
    public static QualificationIndex Of(Catalogue catalogue, QualificationIndex? before = null)
    {
        var campaigns = new List<CatalogueCampaign>[Blocks];
        for (var i = 0; i < Blocks; i++) campaigns[i] = [];
        foreach (var campaign in catalogue.Campaigns.Values) campaigns[BlockOf(campaign.Id)].Add(campaign);
        var same = before is not null && Alike(before._catalogue, catalogue);
        var blocks = new IndexBlock[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            campaigns[i].Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
            CatalogueCampaign[] some = [.. campaigns[i]];
            blocks[i] = same && before!._blocks[i].IsOf(some) ? before._blocks[i] : IndexBlock.Of(some, catalogue);
        }

        return new(catalogue, blocks);
    }

    /// <summary>What could be used, block by block.</summary>
    public List<Offer> Find(in CartKeys cart, OfferKinds kinds, AskedAbout about)
    {
        var found = new List<Offer>();
        foreach (var block in _blocks) block.Find(cart, kinds, about, found);
        return found;
    }

    // What offers are made with beside their campaign.
    private static bool Alike(Catalogue one, Catalogue other) =>
        one.Project.CompilesLike(other.Project) && Same(one.Rules, other.Rules) && Same(one.AssignedRules, other.AssignedRules) && Same(one.Categories, other.Categories);

    private static bool Same<T>(ImmutableDictionary<string, T> one, ImmutableDictionary<string, T> other) where T : class
    {
        if (ReferenceEquals(one, other)) return true;
        if (one.Count != other.Count) return false;
        foreach (var (id, value) in one)
            if (!other.TryGetValue(id, out var theirs) || !(ReferenceEquals(value, theirs) || value.Equals(theirs))) return false;
        return true;
    }

    // The same in every process, so that what is measured is the same too.
    private static int BlockOf(string campaignId)
    {
        var hash = 17;
        foreach (var character in campaignId) hash = unchecked((hash * 31) + character);
        return (int)((uint)hash % Blocks);
    }
}

/// <summary>Which kinds of offers are looked at.</summary>
[Flags]
internal enum OfferKinds { None = 0, Tiers = 1, Stacks = 2, Vouchers = 4, Campaigns = 8, All = Tiers | Stacks | Vouchers | Campaigns }

internal static class OfferKindWords
{
    public static OfferKinds InKinds(this OfferKind kind) => kind switch
    {
        OfferKind.PromotionTier => OfferKinds.Tiers,
        OfferKind.PromotionStack => OfferKinds.Stacks,
        OfferKind.Voucher => OfferKinds.Vouchers,
        _ => OfferKinds.Campaigns,
    };
}

/// <summary>Which conditions count; the others are taken as met.</summary>
[Flags]
internal enum AskedAbout { None = 0, Customer = 1, Products = 2, Amounts = 4, Everything = Customer | Products | Amounts }
