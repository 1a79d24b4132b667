using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>What may name a custom attribute.</summary>
public enum MetadataUser { Rule, Campaign, Segment, Collection }

/// <summary>A rule, campaign, segment or collection that names a custom attribute.</summary>
/// <param name="Key">As the schema calls it.</param>
/// <param name="InFormula">In a formula of its discount, rather than in a condition.</param>
public sealed record MetadataUse(MetadataUser User, string Id, string Name, string Key, bool InFormula = false);

/// <summary>Finds what names custom attributes, so that nobody changes them unaware.</summary>
public sealed class MetadataUses(IDbContextFactory<PromoDbContext> contexts)
{
    /// <param name="keys">Of the schema; null for all.</param>
    /// <returns>Each user once for each key, rules first.</returns>
    public async Task<IReadOnlyList<MetadataUse>> OfAsync(SchemaKind kind, string name, IReadOnlySet<string>? keys = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = new List<MetadataUse>();
        void Add(MetadataUser user, string id, string called, IEnumerable<string> named, bool inFormula = false)
        {
            foreach (var key in named.Select(path => path.Split('.')[0]).Where(key => keys is null || keys.Contains(key)).Distinct(StringComparer.Ordinal))
                if (!found.Exists(use => use.Id == id && use.Key == key)) found.Add(new(user, id, called, key, inFormula));
        }

        var rules = db.ValidationRules.AsNoTracking().OrderBy(r => r.Name).Select(r => new { r.Id, r.Name, r.Content }).AsAsyncEnumerable();
        await foreach (var rule in rules.WithCancellation(ct))
        {
            Add(MetadataUser.Rule, rule.Id, rule.Name, InRule(rule.Content.Rule, kind, name));
            Add(MetadataUser.Rule, rule.Id, rule.Name, InFormulas(Asking.FormulasOf(null, rule.Content.Coverage), kind, name), inFormula: true);
        }

        var campaigns = db.Campaigns.AsNoTracking().Where(c => c.DeletedAt == null).OrderBy(c => c.Name)
            .Select(c => new { c.Id, c.Name, c.Draft, InForce = db.CampaignVersions.Where(v => v.CampaignId == c.Id && v.Number == c.Version).Select(v => v.Setup).FirstOrDefault() }).AsAsyncEnumerable();
        await foreach (var campaign in campaigns.WithCancellation(ct))
        {
            foreach (var setup in (CampaignSetup?[])[campaign.InForce, campaign.Draft])
            {
                if (setup is null) continue;
                Add(MetadataUser.Campaign, campaign.Id, campaign.Name, setup.Tiers.Select(tier => tier.Rule).Prepend(setup.Rule).SelectMany(rule => InRule(rule, kind, name)));
                var discounts = setup.Tiers.Select(tier => (tier.Discount, tier.Coverage)).Prepend((setup.Discount, setup.Coverage));
                Add(MetadataUser.Campaign, campaign.Id, campaign.Name, InFormulas(discounts.SelectMany(one => Asking.FormulasOf(one.Discount, one.Coverage)), kind, name), inFormula: true);
            }
        }

        if (kind == SchemaKind.Resource && name == MetadataResources.Customer)
            foreach (var segment in await db.Segments.AsNoTracking().Where(s => s.Filter != null).OrderBy(s => s.Name).Select(s => new { s.Id, s.Name, s.Filter }).ToListAsync(ct))
                Add(MetadataUser.Segment, segment.Id, segment.Name, InFilter(segment.Filter!));
        if (kind == SchemaKind.Resource && name == MetadataResources.Product)
            foreach (var collection in await db.Collections.AsNoTracking().Where(c => c.Filter != null).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name, c.Filter }).ToListAsync(ct))
                Add(MetadataUser.Collection, collection.Id, collection.Name, InFilter(collection.Filter!));
        return found;
    }

    /// <summary>Keys of one kind of object that conditions name, sub-rules too.</summary>
    internal static IEnumerable<string> InRule(Rule? rule, SchemaKind kind, string name)
    {
        foreach (var condition in rule?.Conditions() ?? [])
        {
            if (condition is MetadataCondition metadata && Asks(metadata.Kind.Subject, kind, name)) yield return metadata.Property;
            foreach (var inner in InRule(condition.SubRules(), kind, name)) yield return inner;
        }
    }

    private static IEnumerable<string> InFilter(Filter filter) =>
        from field in filter.AllFields
        let at = field.Field.IndexOf("metadata.", StringComparison.Ordinal)
        where at == 0 || (at > 0 && field.Field[at - 1] == '.')
        select field.Field[(at + "metadata.".Length)..];

    private static IEnumerable<string> InFormulas(IEnumerable<Formula> formulas, SchemaKind kind, string name) =>
        from formula in formulas
        from call in formula.Attributes
        where Asks(call.Function, kind, name)
        select call.Key;

    private static bool Asks(RuleSubject subject, SchemaKind kind, string name) => (kind, name) switch
    {
        (SchemaKind.Event, _) => subject == RuleSubject.EventMetadata,
        (SchemaKind.Nested, _) => false,
        (_, MetadataResources.Customer) => subject == RuleSubject.CustomerMetadata,
        (_, MetadataResources.Order) => subject == RuleSubject.OrderMetadata,
        (_, MetadataResources.Redemption) => subject == RuleSubject.RedemptionMetadata,
        // A condition on lines looks at the line, then at its product.
        (_, MetadataResources.OrderItem) => subject is RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata or RuleSubject.LineMetadata,
        (_, MetadataResources.Product) => subject is RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata or RuleSubject.LineMetadata or RuleSubject.ProductMetadata,
        _ => false,
    };

    private static bool Asks(string function, SchemaKind kind, string name) => function switch
    {
        "ORDER_METADATA" => kind == SchemaKind.Resource && name == MetadataResources.Order,
        "CUSTOMER_METADATA" => kind == SchemaKind.Resource && name == MetadataResources.Customer,
        "REDEEMABLE_METADATA" => kind == SchemaKind.Resource && name is (MetadataResources.Voucher or MetadataResources.PromotionTier),
        "REDEMPTION_METADATA" => kind == SchemaKind.Resource && name == MetadataResources.Redemption,
        "CUSTOM_EVENT_METADATA" => kind == SchemaKind.Event,
        FormulaNames.PublicationMetadata => kind == SchemaKind.Resource && name == MetadataResources.Publication,
        _ => kind == SchemaKind.Resource && name switch
        {
            MetadataResources.Product => function.EndsWith("_PRODUCT_METADATA", StringComparison.Ordinal) || function.EndsWith("_SKU_METADATA", StringComparison.Ordinal),
            MetadataResources.OrderItem => function.EndsWith("ORDER_ITEM_METADATA", StringComparison.Ordinal),
            _ => false,
        },
    };
}
