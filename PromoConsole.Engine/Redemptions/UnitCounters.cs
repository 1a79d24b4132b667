using System.Security.Cryptography;
using System.Text;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Discounted units that are counted, because some <see cref="UnitLimit"/> reads them.</summary>
/// <param name="ItemId">Of the product, SKU or collection that the limited entry names.</param>
/// <param name="PerProduct">Each product of the collection is counted by itself.</param>
public readonly record struct UnitCounter(UnitScope Scope, ItemKind Kind, string ItemId, bool PerProduct)
{
    public static UnitCounter Of(CoverageEntry entry, UnitLimit limit) => new(limit.Scope, entry.Item.Kind, entry.Item.Id, limit.PerProduct);

    /// <summary>What a limit reads; null without the customer it is about, or for one not stored yet: nothing is counted so far.</summary>
    /// <param name="productId">Which product of the collection; ignored unless each is counted by itself.</param>
    public string? Key(CounterScope scope, string? productId)
    {
        var owner = Scope switch
        {
            UnitScope.Campaign => $"{UnitCounters.OfCampaign}{scope.CampaignId}:",
            UnitScope.CampaignCustomer => scope.CustomerId is { } customer ? $"{UnitCounters.OfCampaignCustomer}{scope.CampaignId}:{customer}:" : null,
            UnitScope.Incentive => $"{UnitCounters.OfIncentive}{scope.IncentiveId}:",
            _ => scope.CustomerId is { } customer ? $"{UnitCounters.OfIncentiveCustomer}{scope.IncentiveId}:{customer}:" : null,
        };
        return owner is null ? null : PerProduct ? $"{owner}{Part(ItemId)}/{Part(productId ?? "")}" : owner + Part(ItemId);
    }

    /// <summary>Whether it is a key of this counter in that scope, of whichever product.</summary>
    internal bool Names(string key, CounterScope scope) => Key(scope, null) is { } own
        && (PerProduct ? key.StartsWith(own.AsSpan(0, own.LastIndexOf('/') + 1), StringComparison.Ordinal) : key == own);

    // Ids of the platform are short and ASCII; the shop's own may be anything, and keys have a most length.
    private static string Part(string id) => id.Length is > 0 and <= 32 && id.All(char.IsAscii) && !id.Contains(':', StringComparison.Ordinal) && !id.Contains('/', StringComparison.Ordinal)
        ? id : "#" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..28];
}

/// <summary>
/// Counts discounted units. What a discount did to an order says by itself what it adds to each counter, so the same is found while deciding, out of
/// history, and when it is taken back.
/// </summary>
public static class UnitCounters
{
    public const string OfCampaign = "cu:";
    public const string OfCampaignCustomer = "cw:";
    public const string OfIncentive = "vq:";
    public const string OfIncentiveCustomer = "vw:";

    public static IReadOnlyList<UnitCounter> None { get; } = [];

    /// <summary>What the limits of a setup read, those of its tiers included.</summary>
    public static IReadOnlyList<UnitCounter> Of(CampaignSetup setup)
    {
        List<UnitCounter>? found = null;
        Add(ref found, setup.Coverage);
        foreach (var tier in setup.Tiers) Add(ref found, tier.Coverage);
        return found is null ? None : [.. found.Distinct()];
    }

    /// <summary>What the limits of a coverage read.</summary>
    public static IReadOnlyList<UnitCounter> Of(Coverage? coverage)
    {
        List<UnitCounter>? found = null;
        Add(ref found, coverage);
        return found is null ? None : [.. found.Distinct()];
    }

    /// <summary>Everything that may be read for an order, in no order.</summary>
    public static IEnumerable<string> Keys(IReadOnlyList<UnitCounter> counters, CounterScope scope, IReadOnlyList<OrderLine> lines)
    {
        foreach (var counter in counters)
        {
            if (counter.PerProduct)
            {
                foreach (var product in lines.Select(ProductOf).Distinct(StringComparer.Ordinal))
                    if (counter.Key(scope, product) is { } each) yield return each;
            }
            else if (counter.Key(scope, null) is { } key)
            {
                yield return key;
            }
        }
    }

    /// <summary>What a discount adds to counters, each once, above 0.</summary>
    /// <param name="lines">Of the order it came off, before it did.</param>
    public static Dictionary<string, long> Added(IReadOnlyCollection<UnitCounter> counters, CounterScope scope, AppliedDiscount applied, IReadOnlyList<LineState> lines)
    {
        var added = new Dictionary<string, long>(StringComparer.Ordinal);
        if (counters.Count == 0) return added;
        foreach (var change in applied.Lines)
        {
            if (change is not { Added: null, DiscountAmount: > 0, CoveredQuantity: > 0 and var units } || change.Index >= lines.Count) continue;
            var line = lines[change.Index].Line;
            foreach (var counter in counters)
                if (Counts(counter, line, EntryOf(applied, change.Index)) && counter.Key(scope, ProductOf(line)) is { } key)
                    added[key] = added.GetValueOrDefault(key) + units;
        }

        return added;
    }

    /// <summary>Whether units of a line are among those counted: of a product with all its SKUs, of a collection what its entry covered.</summary>
    /// <param name="entry">The entry that covers the line; null when none names it.</param>
    public static bool Counts(UnitCounter counter, OrderLine line, CoverageEntry? entry) => counter.Kind == ItemKind.Collection
        ? entry?.Item is { Kind: ItemKind.Collection } collection && collection.Id == counter.ItemId
        : LineIds.Only.Matches(line, new ItemReference(counter.Kind, counter.ItemId));

    /// <summary>By which id a product of a collection is counted.</summary>
    public static string ProductOf(OrderLine line) => line.ProductId ?? line.SkuId ?? line.SourceId ?? "";

    private static CoverageEntry? EntryOf(AppliedDiscount applied, int index) => applied.Applicable.FirstOrDefault(outcome => outcome.Indices.Contains(index))?.Entry;

    private static void Add(ref List<UnitCounter>? found, Coverage? coverage)
    {
        foreach (var entry in coverage?.Included ?? [])
            foreach (var limit in entry.UnitLimits ?? []) (found ??= []).Add(UnitCounter.Of(entry, limit));
    }
}
