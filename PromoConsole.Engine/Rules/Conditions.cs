using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>A condition that puts a value to one or more tests, all of which must hold.</summary>
public abstract record TestedCondition : Condition
{
    private protected TestedCondition(RuleKind kind, ConditionShape shape, IReadOnlyList<RuleTest> tests) : base(kind, shape) => Tests = tests;

    public IReadOnlyList<RuleTest> Tests { get; init; }
}

/// <summary>An amount of the order, a price, a quantity, or how much was used up. Amounts in minor units; what is counted includes the redemption being decided.</summary>
public sealed record NumberCondition(RuleKind Kind, IReadOnlyList<RuleTest> Tests) : TestedCondition(Kind, ConditionShape.Number, Tests);

/// <summary>Whether a name is one of those asked: segments or loyalty tiers of the customer, the user or the API key that redeems.</summary>
public sealed record MembershipCondition(RuleKind Kind, IReadOnlyList<RuleTest> Tests) : TestedCondition(Kind, ConditionShape.Membership, Tests);

/// <summary>A custom attribute of the customer, order, redemption, event, or of order lines.</summary>
/// <param name="Property">Metadata key; dots go into nested objects.</param>
public sealed record MetadataCondition(RuleKind Kind, string Property, IReadOnlyList<RuleTest> Tests) : TestedCondition(Kind, ConditionShape.Metadata, Tests)
{
    /// <summary>Sub-rules over the lines whose product has such metadata (older rules only); null for none.</summary>
    public Rule? Where { get; init; }
}

/// <summary>The moment that is decided for, by the clocks of the project's zone.</summary>
public sealed record MomentCondition(RuleKind Kind, IReadOnlyList<RuleTest> Tests) : TestedCondition(Kind, ConditionShape.Moment, Tests);

/// <summary>Something that is so or not so.</summary>
public sealed record FlagCondition(RuleKind Kind, bool Is) : Condition(Kind, ConditionShape.Flag);

/// <summary>
/// Which order lines match, and what they must fulfil. A line matches when it is one of <see cref="Items"/> (any line when none are named), none of
/// <see cref="Except"/>, and in one of the collections of <see cref="From"/> when there are some. How many must match, the kind says.
/// </summary>
public sealed record ItemsCondition(RuleKind Kind, IReadOnlyList<ItemReference> Items) : Condition(Kind, ConditionShape.Items)
{
    public IReadOnlyList<ItemReference> Except { get; init; } = [];

    /// <summary>Collection ids. For the cheapest and the most expensive line: within which the extreme is sought.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Sub-rules: a tree of its own over each matching line and the sums over all of them; null for none.</summary>
    public Rule? Where { get; init; }
}

/// <summary>What an order line may be matched with.</summary>
/// <param name="Kind">Product, SKU or collection. A product covers its SKUs.</param>
/// <param name="Id">Platform id (<c>prod_…</c>, <c>sku_…</c>, <c>pc_…</c>), or the shop's own id.</param>
public sealed record ItemReference(ItemKind Kind, string Id)
{
    /// <summary>The shop's own id beside the platform's, as it was given; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceId { get; init; }
}

public enum ItemKind { Product, Sku, Collection }
