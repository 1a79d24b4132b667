using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>Something a rule can name.</summary>
/// <param name="Note">What tells it from others: "18,204 customers", its price.</param>
public sealed record Choosable(string Id, string Name, string? Note, ItemKind? Kind = null);

/// <summary>Finds segments, products, collections and custom attributes for rules, and the names of those a rule has.</summary>
public sealed class RuleChoices(SegmentService segments, ProductService products, CollectionService collections, MetadataFields fields)
{
    private const int Shown = 8;

    /// <summary>Segments whose name contains the text.</summary>
    public async Task<IReadOnlyList<Choosable>> SegmentsAsync(string text, CancellationToken ct = default) =>
        [.. (await segments.ListAsync(ct)).Where(s => Matches(s.Name, text)).Take(Shown).Select(s => new Choosable(s.Id, s.Name, s.MembersCount is { } count ? Many(count, "customer") : "By filter"))];

    /// <summary>Collections whose name contains the text.</summary>
    public async Task<IReadOnlyList<Choosable>> CollectionsAsync(string text, CancellationToken ct = default) =>
        [.. (await collections.SearchAsync(text, ItemOrder.Name, 0, Shown, ct)).Items
            .Select(c => new Choosable(c.Id, c.Name, c.ItemsCount is { } count ? Many(count, "product") : "By filter", ItemKind.Collection))];

    /// <summary>Collections, then products, whose name contains the text.</summary>
    public async Task<IReadOnlyList<Choosable>> ItemsAsync(string text, CancellationToken ct = default)
    {
        var sets = (await collections.SearchAsync(text, ItemOrder.Name, 0, Shown, ct)).Items
            .Select(c => new Choosable(c.Id, c.Name, c.ItemsCount is { } count ? $"Collection, {Many(count, "product")}" : "Collection by filter", ItemKind.Collection));
        var goods = (await products.SearchAsync(text, 0, Shown, ct)).Items
            .Select(p => new Choosable(p.Id, p.Name, p.SourceId is null ? "Product" : $"Product {p.SourceId}", ItemKind.Product));
        return [.. sets, .. goods];
    }

    /// <summary>Segments, collections, then products, whose name contains the text.</summary>
    public async Task<IReadOnlyList<Choosable>> AnyAsync(string text, CancellationToken ct = default) =>
        [.. await SegmentsAsync(text, ct), .. await ItemsAsync(text, ct)];

    /// <summary>The custom attributes a condition of this kind may ask for, as the shop's newest objects have them.</summary>
    public Task<IReadOnlyList<MetadataField>> FieldsAsync(RuleKind kind, CancellationToken ct = default) => fields.OfAsync(kind.Subject switch
    {
        RuleSubject.CustomerMetadata => MetadataOwner.Customer,
        RuleSubject.OrderMetadata => MetadataOwner.Order,
        RuleSubject.RedemptionMetadata => MetadataOwner.Redemption,
        RuleSubject.EventMetadata => MetadataOwner.CustomEvent,
        RuleSubject.ProductMetadata => MetadataOwner.Product,
        _ => MetadataOwner.OrderLine,
    }, ct);

    /// <summary>Names by id of everything a rule mentions; what is gone keeps its id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(Rule? rule, CancellationToken ct = default)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rule is null) return names;
        var ids = rule.NamedIds().Distinct().ToList();
        if (ids.Exists(id => id.StartsWith("seg_", StringComparison.Ordinal)))
            foreach (var segment in await segments.ListAsync(ct)) names[segment.Id] = segment.Name;
        foreach (var (id, name) in await collections.NamesAsync([.. ids.Where(id => id.StartsWith("pc_", StringComparison.Ordinal))], ct)) names[id] = name;
        if (ids.Contains(ProductCollection.AllProducts)) names[ProductCollection.AllProducts] = ProductCollection.NameOfAll;
        string[] goods = [.. ids.Where(id => !names.ContainsKey(id))];
        if (goods.Length == 0) return names;
        foreach (var product in await products.GetManyAsync(goods, ct)) names[product.Id] = product.Name;
        return names;
    }

    /// <summary>Names by id of everything a campaign's rule and those of its tiers mention.</summary>
    public Task<IReadOnlyDictionary<string, string>> NamesAsync(CampaignSetup? setup, CancellationToken ct = default)
    {
        Rule[] rules = [.. ((Rule?[])[setup?.Rule, .. setup?.Tiers.Select(tier => tier.Rule) ?? []]).OfType<Rule>()];
        return NamesAsync(rules.Length == 0 ? null : new AllOf(rules), ct);
    }

    private static bool Matches(string name, string text) => name.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Many(long count, string thing) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
