using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>The customer is in one of the segments (or in none, with <see cref="Membership.In"/> reversed). Needs a customer.</summary>
public sealed record CustomerSegment(Membership Is, IReadOnlyList<string> SegmentIds) : Condition;

/// <summary>A custom attribute of the customer. Needs a customer.</summary>
/// <param name="Property">Metadata key.</param>
/// <param name="Values">Any of them suffices for positive tests; none may match for negative ones. Empty for has-value tests.</param>
public sealed record CustomerMetadata(string Property, MetadataTest Is, IReadOnlyList<string> Values) : Condition;

/// <summary>A custom attribute of the order. Same operands as <see cref="CustomerMetadata"/>.</summary>
public sealed record OrderMetadata(string Property, MetadataTest Is, IReadOnlyList<string> Values) : Condition;

/// <summary>The cart's value as sent, before anything was taken off.</summary>
/// <param name="Amount">Minor units.</param>
public sealed record InitialAmount(Comparison Is, long Amount) : Condition;

/// <summary>The cart's value at the moment this code is processed, before its own discount.</summary>
/// <param name="Amount">Minor units.</param>
public sealed record AmountBefore(Comparison Is, long Amount) : Condition;

/// <summary>The cart's value after this code's own discount.</summary>
/// <param name="Amount">Minor units.</param>
public sealed record TotalAmount(Comparison Is, long Amount) : Condition;

/// <summary>Sum of the quantities of all order lines.</summary>
public sealed record ItemsQuantity(Comparison Is, long Quantity) : Condition;

/// <summary>At least one order line is one of the products, SKUs or collections, and the lines that are fulfil the sub-rules.</summary>
/// <param name="Where">Sub-rules, all of which must hold; empty for none.</param>
public sealed record AnyItem(IReadOnlyList<ItemReference> Items, IReadOnlyList<ItemCondition> Where) : Condition;

/// <summary>Redemptions of the whole campaign, this one included. A budget: exact under concurrency.</summary>
public sealed record CampaignRedemptions(Comparison Is, long Limit) : Condition;

/// <summary>Redemptions of the campaign by this customer, this one included. Needs a customer.</summary>
public sealed record CampaignRedemptionsPerCustomer(Comparison Is, long Limit) : Condition;

/// <summary>Redemptions of this code by this customer, this one included. Needs a customer.</summary>
public sealed record CodeRedemptionsPerCustomer(Comparison Is, long Limit) : Condition;

/// <summary>Discounts given by the campaign so far plus this one. A budget: exact under concurrency.</summary>
/// <param name="Amount">Minor units.</param>
public sealed record CampaignDiscountedAmount(Comparison Is, long Amount) : Condition;

/// <summary>What an order line may be matched with.</summary>
/// <param name="Kind">Product, SKU or collection.</param>
/// <param name="Id">Platform id (<c>prod_…</c>, <c>sku_…</c>, <c>pc_…</c>).</param>
public sealed record ItemReference(ItemKind Kind, string Id);

public enum ItemKind { Product, Sku, Collection }

/// <summary>A sub-rule over the order lines a product condition matched.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MatchedQuantity), "order.items.aggregated_quantity")]
[JsonDerivedType(typeof(MatchedAmount), "order.items.aggregated_amount")]
public abstract record ItemCondition
{
    private protected ItemCondition() { }
}

/// <summary>Sum of the quantities of all matching lines.</summary>
public sealed record MatchedQuantity(Comparison Is, long Quantity) : ItemCondition;

/// <summary>Sum of price × quantity of all matching lines, before discounts.</summary>
/// <param name="Amount">Minor units.</param>
public sealed record MatchedAmount(Comparison Is, long Amount) : ItemCondition;

public enum Membership { In, NotIn }

/// <summary>How a number is compared.</summary>
public enum Comparison { Is, IsNot, MoreThan, AtLeast, LessThan, AtMost }

/// <summary>How a metadata value is tested. Text compares ordinally; numbers and numeric text compare as numbers.</summary>
public enum MetadataTest { Is, IsNot, MoreThan, AtLeast, LessThan, AtMost, StartsWith, EndsWith, Contains, HasValue, IsUnknown }
