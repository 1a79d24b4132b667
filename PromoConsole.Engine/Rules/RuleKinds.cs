using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>Under which heading a condition is offered.</summary>
public enum RuleCategory { Audience, Products, PricesAndQuantities, Budget, Redemptions, Metadata }

/// <summary>What a condition is compared with, so that an editor knows which control to show.</summary>
public enum OperandKind { Amount, Quantity, Count, Segments, Metadata, Items }

/// <summary>All there is to know about one kind of condition; editor, checks, wire format and documentation read it from here.</summary>
/// <param name="Type">The record.</param>
/// <param name="Word">Its permanent name, in JSON and on the wire.</param>
/// <param name="Label">Short name for a palette.</param>
/// <param name="Help">One line: what it looks at.</param>
/// <param name="Example">One line a marketer recognises.</param>
/// <param name="Tests">Words of the comparisons or tests it allows, in the order to offer them.</param>
/// <param name="NeedsCustomer">Without a customer it is never satisfied.</param>
/// <param name="Empty">A new one as the editor starts it; incomplete where there is no sensible default.</param>
public sealed record RuleKind(
    Type Type, string Word, RuleCategory Category, string Label, string Help, string Example, OperandKind Operand,
    IReadOnlyList<string> Tests, bool NeedsCustomer, Func<Condition> Empty)
{
    /// <summary>Kinds of sub-rules it may carry; empty for most.</summary>
    public IReadOnlyList<ItemRuleKind> SubRules { get; init; } = [];
}

/// <summary>A kind of sub-rule over the matched order lines.</summary>
public sealed record ItemRuleKind(Type Type, string Word, string Label, string Help, OperandKind Operand, IReadOnlyList<string> Tests, Func<ItemCondition> Empty);

/// <summary>The kinds of conditions this release has, each described once.</summary>
public static class RuleKinds
{
    private static readonly string[] Comparisons = ["AtLeast", "MoreThan", "AtMost", "LessThan", "Is", "IsNot"];
    private static readonly string[] Limits = ["AtMost", "LessThan", "AtLeast", "MoreThan", "Is", "IsNot"];
    private static readonly string[] MetadataTests =
        ["Is", "IsNot", "AtLeast", "MoreThan", "AtMost", "LessThan", "StartsWith", "EndsWith", "Contains", "HasValue", "IsUnknown"];

    private static readonly FrozenDictionary<Type, string> Words = WordsOf(typeof(Rule)).Concat(WordsOf(typeof(ItemCondition))).ToFrozenDictionary();

    /// <summary>Sub-rules of product conditions.</summary>
    public static IReadOnlyList<ItemRuleKind> SubRules { get; } =
    [
        new(typeof(MatchedQuantity), Words[typeof(MatchedQuantity)], "Quantity of matched items", "Pieces of all matching lines together.",
            OperandKind.Quantity, Comparisons, static () => new MatchedQuantity(Comparison.AtLeast, 1)),
        new(typeof(MatchedAmount), Words[typeof(MatchedAmount)], "Subtotal of matched items", "Price × quantity of all matching lines together, before discounts.",
            OperandKind.Amount, Comparisons, static () => new MatchedAmount(Comparison.AtLeast, 0)),
    ];

    /// <summary>In the order a palette shows them.</summary>
    public static IReadOnlyList<RuleKind> All { get; } =
    [
        Kind<CustomerSegment>(RuleCategory.Audience, "Customer segment", "Whether the customer belongs to a segment.",
            "Customer is in Winter club", OperandKind.Segments, [nameof(Membership.In), nameof(Membership.NotIn)],
            static () => new CustomerSegment(Membership.In, []), needsCustomer: true),
        Kind<AnyItem>(RuleCategory.Products, "Any order item", "At least one order line is one of the products or in one of the collections.",
            "2 pieces or more from Outerwear", OperandKind.Items, [], static () => new AnyItem([], [])) with { SubRules = SubRules },
        Kind<InitialAmount>(RuleCategory.PricesAndQuantities, "Initial amount", "Cart value as sent, before anything was taken off.",
            "Initial amount is 50.00 or more", OperandKind.Amount, Comparisons, static () => new InitialAmount(Comparison.AtLeast, 0)),
        Kind<AmountBefore>(RuleCategory.PricesAndQuantities, "Total amount (before discounts)",
            "Cart value when this code's turn comes, before its own discount.", "Cart total is 150.00 or more", OperandKind.Amount, Comparisons,
            static () => new AmountBefore(Comparison.AtLeast, 0)),
        Kind<TotalAmount>(RuleCategory.PricesAndQuantities, "Total amount after discounts", "Cart value with this code's own discount taken off.",
            "At least 30.00 stays to pay", OperandKind.Amount, Comparisons, static () => new TotalAmount(Comparison.AtLeast, 0)),
        Kind<ItemsQuantity>(RuleCategory.PricesAndQuantities, "Items quantity", "Pieces in the cart, all lines together.", "3 pieces or more",
            OperandKind.Quantity, Comparisons, static () => new ItemsQuantity(Comparison.AtLeast, 1)),
        Kind<CampaignDiscountedAmount>(RuleCategory.Budget, "Total discounted amount", "Discounts the campaign has given, this one included.",
            "No more than 1,000.00 in all", OperandKind.Amount, Limits, static () => new CampaignDiscountedAmount(Comparison.AtMost, 0)),
        Kind<CampaignRedemptions>(RuleCategory.Budget, "Total number of redemptions", "Redemptions of the whole campaign, this one included.",
            "The first 500 redemptions", OperandKind.Count, Limits, static () => new CampaignRedemptions(Comparison.AtMost, 100)),
        Kind<CampaignRedemptionsPerCustomer>(RuleCategory.Redemptions, "Redemptions per customer in the campaign",
            "Redemptions of any of the campaign's codes by this customer, this one included.", "Once per customer", OperandKind.Count, Limits,
            static () => new CampaignRedemptionsPerCustomer(Comparison.AtMost, 1), needsCustomer: true),
        Kind<CodeRedemptionsPerCustomer>(RuleCategory.Redemptions, "Redemptions per customer of one code",
            "Redemptions of this very code by this customer, this one included.", "Each code twice per customer", OperandKind.Count, Limits,
            static () => new CodeRedemptionsPerCustomer(Comparison.AtMost, 1), needsCustomer: true),
        Kind<CustomerMetadata>(RuleCategory.Metadata, "Customer metadata", "A custom attribute of the customer.", "Customer's plan is gold",
            OperandKind.Metadata, MetadataTests, static () => new CustomerMetadata("", MetadataTest.Is, []), needsCustomer: true),
        Kind<OrderMetadata>(RuleCategory.Metadata, "Order metadata", "A custom attribute of the order.", "Order's channel is app",
            OperandKind.Metadata, MetadataTests, static () => new OrderMetadata("", MetadataTest.Is, [])),
    ];

    private static readonly FrozenDictionary<Type, RuleKind> ByType = All.ToFrozenDictionary(kind => kind.Type);
    private static readonly FrozenDictionary<string, RuleKind> ByWord = All.ToFrozenDictionary(kind => kind.Word, StringComparer.Ordinal);

    /// <summary>The heading as shown: "Prices &amp; quantities".</summary>
    public static string LabelOf(RuleCategory category) => category == RuleCategory.PricesAndQuantities ? "Prices & quantities" : category.ToString();

    public static RuleKind Of(Condition condition) => ByType[condition.GetType()];

    /// <summary>Null for words that are no condition.</summary>
    public static RuleKind? Find(string word) => ByWord.GetValueOrDefault(word);

    /// <summary>The permanent type word of any node.</summary>
    public static string WordOf(Rule rule) => Words[rule.GetType()];

    public static string WordOf(ItemCondition condition) => Words[condition.GetType()];

    internal static bool NeedsCustomer(Condition condition) => ByType[condition.GetType()].NeedsCustomer;

    private static RuleKind Kind<T>(
        RuleCategory category, string label, string help, string example, OperandKind operand, IReadOnlyList<string> tests, Func<Condition> empty,
        bool needsCustomer = false) where T : Condition =>
        new(typeof(T), Words[typeof(T)], category, label, help, example, operand, tests, needsCustomer, empty);

    private static IEnumerable<KeyValuePair<Type, string>> WordsOf(Type root) =>
        root.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(variant => KeyValuePair.Create(variant.DerivedType, (string)variant.TypeDiscriminator!));
}
