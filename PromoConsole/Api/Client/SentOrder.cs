using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api.Client;

/// <summary>What a page sent of an order. One that was stored before may hold more, which stays out of the page's answer.</summary>
internal sealed class SentOrder
{
    private readonly MetadataBag _metadata;
    private readonly bool _sameItems;

    private SentOrder(MetadataBag metadata, bool sameItems) => (_metadata, _sameItems) = (metadata, sameItems);

    /// <param name="used">The order that was redeemed on.</param>
    public static SentOrder Of(OrderInput? sent, OrderState? used)
    {
        var mine = sent?.Content ?? new OrderContent();
        List<OrderLine> theirs = [.. (used?.Lines ?? []).Where(line => !line.Added).Select(line => line.Line)];
        return new(mine.Metadata, mine.Lines.Count == theirs.Count && mine.Lines.Zip(theirs).All(pair => Same(pair.First, pair.Second)));
    }

    /// <summary>Amounts as they are; lines when they are those that were sent; attributes that were sent.</summary>
    public OrderView? In(OrderView? order) => order is null ? null : order with { Items = _sameItems ? order.Items : null, Metadata = Among(order.Metadata), Referrer = null, ReferrerId = null };

    private MetadataBag Among(MetadataBag stored) =>
        new(stored.Values.Where(pair => _metadata.Values.TryGetValue(pair.Key, out var mine) && JsonElement.DeepEquals(mine, pair.Value)).ToDictionary());

    // Prices, names and further ids may have been filled in, and an id of the shop's replaced by ours.
    private static bool Same(OrderLine mine, OrderLine theirs)
    {
        var (named, stored) = (IdsOf(mine), IdsOf(theirs));
        return mine.Quantity == theirs.Quantity && (mine.Name is null || mine.Name == theirs.Name)
            && (named.Count + stored.Count == 0 ? mine.Name == theirs.Name : named.Intersect(stored, StringComparer.Ordinal).Any())
            && Same(mine.Metadata ?? MetadataBag.Empty, theirs.Metadata ?? MetadataBag.Empty);
    }

    private static List<string> IdsOf(OrderLine line) => [.. new[] { line.ProductId, line.SkuId, line.SourceId }.OfType<string>()];

    private static bool Same(MetadataBag mine, MetadataBag theirs) =>
        mine.Values.Count == theirs.Values.Count && theirs.Values.All(pair => mine.Values.TryGetValue(pair.Key, out var own) && JsonElement.DeepEquals(own, pair.Value));
}
