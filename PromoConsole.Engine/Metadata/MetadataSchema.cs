using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>What a schema describes.</summary>
public enum SchemaKind
{
    /// <summary>Attributes of one kind of object; its name is one of <see cref="MetadataResources"/>.</summary>
    Resource,

    /// <summary>A shape of its own, for attributes that are objects.</summary>
    Nested,

    /// <summary>What comes with a custom event; its name is the event's.</summary>
    Event,
}

/// <summary>Which custom attributes objects of one kind have. Concept: metadata schema.</summary>
public sealed class MetadataSchema
{
    /// <summary>Definitions of one schema, those taken out included.</summary>
    public const int MostDefinitions = 100;

    /// <summary>Schemas of nested objects, and of events.</summary>
    public const int MostSchemas = 100;

    public const int MaxNameLength = 100;

    /// <summary><c>ms_…</c>.</summary>
    public required string Id { get; init; }

    public required SchemaKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Refuses keys without a definition. Default false: they are kept as they are.</summary>
    public bool DefinedOnly { get; set; }

    /// <summary>Each key once, those taken out included.</summary>
    public IReadOnlyList<MetadataDefinition> Definitions { get; set; } = [];

    /// <summary>Raised by every change, so that two who edit notice each other.</summary>
    public long Revision { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The definitions in force.</summary>
    public IEnumerable<MetadataDefinition> InForce => Definitions.Where(definition => !definition.Deleted);
}

/// <summary>The kinds of objects that have custom attributes, in the field's words.</summary>
public static class MetadataResources
{
    public const string Campaign = "campaign";
    public const string Voucher = "voucher";
    public const string Customer = "customer";

    /// <summary>SKUs too.</summary>
    public const string Product = "product";
    public const string Order = "order";
    public const string OrderItem = "order_item";
    public const string Redemption = "redemption";
    public const string Publication = "publication";
    public const string PromotionTier = "promotion_tier";
    public const string LoyaltyTier = "loyalty_tier";
    public const string EarningRule = "earning_rule";
    public const string Reward = "reward";

    /// <summary>In the order a person reads them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Customer, Product, Order, OrderItem, Campaign, Voucher, Redemption, Publication, PromotionTier, LoyaltyTier, EarningRule, Reward];

    /// <summary>Whether a place may stand among its attributes.</summary>
    public static bool HasGeopoints(SchemaKind kind, string name) => kind == SchemaKind.Resource && name is Customer or Product;

    /// <summary>Whether keys that were taken out can be purged from what is stored: history keeps its own.</summary>
    public static bool CanPurge(SchemaKind kind, string name) => kind == SchemaKind.Resource && name is not (EarningRule or Publication or Redemption or Reward or LoyaltyTier);
}

internal sealed class MetadataSchemaConfiguration : IEntityTypeConfiguration<MetadataSchema>
{
    public void Configure(EntityTypeBuilder<MetadataSchema> schema)
    {
        schema.ToTable("MetadataSchemas");
        schema.Property(s => s.Name).HasMaxLength(300);
        schema.HasIndex(s => new { s.Kind, s.Name }).IsUnique();
        schema.Property(s => s.Definitions).HasJsonConversion();
        schema.Property(s => s.Revision).IsConcurrencyToken();
        schema.Ignore(s => s.InForce);
    }
}
