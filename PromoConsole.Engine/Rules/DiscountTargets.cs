using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>What a rule marks as target of the discount, as older rules do: the goods it names, and the goods whose metadata it asks for.</summary>
/// <remarks>Concept: <c>product.discount_applicable</c>. The same as naming them among the included items of the coverage; the mark restricts nothing.</remarks>
internal sealed class DiscountTargets
{
    private readonly ItemReference[] _items;
    private readonly MetadataMatcher[] _metadata;

    private DiscountTargets(ItemReference[] items, MetadataMatcher[] metadata) => (_items, _metadata) = (items, metadata);

    /// <returns>Null for a rule that marks nothing.</returns>
    public static DiscountTargets? Of(Rule rule)
    {
        List<Condition> marked = [.. Counted(rule).Where(Marks)];
        return marked.Count == 0 ? null : new(
            [.. marked.OfType<ItemsCondition>().SelectMany(condition => condition.Items).Distinct()],
            [.. marked.OfType<MetadataCondition>().Select(condition => new MetadataMatcher(condition.Property, condition.Tests))]);
    }

    /// <summary>The coverage with what is marked among its included items.</summary>
    /// <param name="coverage">Null for one that names nothing: then only what is marked is covered.</param>
    /// <param name="lines">Of the order, in which marked metadata is looked for.</param>
    public Coverage AddedTo(Coverage? coverage, IEnumerable<OrderLine> lines, DayClock clock)
    {
        coverage ??= new();
        var found = _metadata.Length == 0 ? [] : lines.Where(line => line.Quantity > 0 && Array.Exists(_metadata, test => test.Holds(line, clock))).Select(GoodsOf).OfType<ItemReference>();
        var added = _items.Concat(found).Distinct().Where(item => coverage.Included.All(entry => entry.Item.Kind != item.Kind || entry.Item.Id != item.Id));
        return coverage with { Included = [.. coverage.Included, .. added.Select(item => new CoverageEntry(item))], OnlyIncluded = true };
    }

    private static ItemReference? GoodsOf(OrderLine line) => line switch
    {
        { ProductId: { } product } => new(ItemKind.Product, product),
        { SkuId: { } sku } => new(ItemKind.Sku, sku),
        { SourceId: { } source } => new(line.SourceIsSku ? ItemKind.Sku : ItemKind.Product, source),
        _ => null,
    };

    private static bool Marks(Condition condition) => condition.SubRules() is { } where
        && Counted(where).Any(sub => sub is FlagCondition { Is: true, Kind.Subject: RuleSubject.DiscountTarget } || Marks(sub));

    // What is asked not to be so marks nothing.
    private static IEnumerable<Condition> Counted(Rule rule) =>
        rule.Muted || rule is Not ? [] : rule is Condition condition ? [condition] : rule.Parts().SelectMany(Counted);
}
