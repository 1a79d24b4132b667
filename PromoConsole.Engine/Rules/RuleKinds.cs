using System.Collections.Frozen;

namespace PromoConsole.Engine.Rules;

/// <summary>The kinds of conditions, each described once, in the order a palette shows them.</summary>
public static partial class RuleKinds
{
    private static readonly Operator[] Comparisons =
        [Operator.AtLeast, Operator.MoreThan, Operator.AtMost, Operator.LessThan, Operator.Is, Operator.IsNot, Operator.HasValue, Operator.IsUnknown];

    private static readonly Operator[] Limits = [Operator.AtMost, Operator.LessThan, Operator.AtLeast, Operator.MoreThan, Operator.Is, Operator.IsNot];
    private static readonly Operator[] Memberships = [Operator.Is, Operator.IsNot];

    private static readonly Operator[] MetadataTests =
    [
        Operator.Is, Operator.IsNot, Operator.AtLeast, Operator.MoreThan, Operator.AtMost, Operator.LessThan, Operator.StartsWith, Operator.EndsWith,
        Operator.Contains, Operator.HasValue, Operator.IsUnknown, Operator.Before, Operator.After, Operator.MoreThanDaysAgo, Operator.LessThanDaysAgo,
        Operator.DaysAgo, Operator.MoreThanDaysAhead, Operator.LessThanDaysAhead, Operator.DaysAhead, Operator.DayOfWeek, Operator.Within,
        Operator.WithinPast, Operator.WithinFuture, Operator.Count, Operator.CountMore, Operator.CountLess, Operator.NotIntersect, Operator.NotDiffer,
    ];

    private const RuleContexts Redeeming = RuleContexts.Codes | RuleContexts.Promotions;
    private const RuleContexts WithOrder = Redeeming | RuleContexts.EarningForOrder | RuleContexts.DistributionForOrder | RuleContexts.PayWithPoints;

    public static readonly RuleKind LinePrice = SubRule(
        "order.items.price", RuleSubject.LinePrice, OperandKind.Amount, "Unit price of matching order line", "Price of one piece, as sent or stored.",
        "A shirt of 30.00 or more", "at {0} a piece", "One piece costs {0}.", "The line has no price.");

    public static readonly RuleKind LineQuantity = SubRule(
        "order.items.quantity", RuleSubject.LineQuantity, OperandKind.Quantity, "Item quantity in matching order line", "Pieces in one line.",
        "Two pieces of the very same thing", "{0} in one line", "The line has {0}.", "The line has no pieces.");

    public static readonly RuleKind LineMetadata = Metadata(
        "order.items.metadata", RuleSubject.LineMetadata, "Matching item metadata", "A custom attribute of the line, else of its product or SKU.",
        "Colour is red", WithOrder, RuleBlame.Order, isSubRule: true);

    public static readonly RuleKind MatchedQuantity = SubRule(
        "order.items.aggregated_quantity", RuleSubject.MatchedQuantity, OperandKind.Quantity, "Quantity of matched items", "Pieces of all matching lines together.",
        "2 pieces or more", "{0}", "The cart has {0} of them.", "The cart has none of them.");

    public static readonly RuleKind MatchedAmount = SubRule(
        "order.items.aggregated_amount", RuleSubject.MatchedAmount, OperandKind.Amount, "Subtotal of matched items",
        "Price × quantity of all matching lines together, before discounts.", "Worth 50.00 or more", "worth {0}", "They are worth {0} together.", "They have no price.");

    private static readonly RuleKind LegacyQuantity = Renamed(LineQuantity, "product.quantity");
    private static readonly RuleKind LegacyPrice = Renamed(LinePrice, "product.price");
    private static readonly RuleKind LegacySkuQuantity = Renamed(LineQuantity, "sku.quantity");
    private static readonly RuleKind LegacySkuPrice = Renamed(LinePrice, "sku.price");
    private static readonly RuleKind LegacyTarget = Mark("product.discount_applicable", RuleSubject.DiscountTarget, "Discount applies here",
        "The discount covers the named products, as if its coverage included them; restricts nothing.");

    private static readonly RuleKind LegacySkuTarget = Mark("sku.discount_applicable", RuleSubject.DiscountTarget, "Discount applies here",
        "The discount covers the named SKUs, as if its coverage included them; restricts nothing.");

    private static readonly RuleKind LegacyMetadataQuantity = Renamed(MatchedQuantity, "product.metadata.aggregated_quantity");
    private static readonly RuleKind LegacyMetadataAmount = Renamed(MatchedAmount, "product.metadata.aggregated_amount");
    private static readonly RuleKind LegacyMetadataTarget = Mark("product.metadata.discount_applicable", RuleSubject.DiscountTarget, "Discount applies here",
        "The discount covers products with such metadata, as if its coverage included them; restricts nothing.");

    private static readonly RuleKind MatchAll = Mark("product.metadata.match_all", RuleSubject.MatchAll, "Every line must match", "All lines, not just one.");

    private static readonly RuleKind[] LineRules = [MatchedQuantity, MatchedAmount, LinePrice, LineQuantity, LineMetadata];

    // As a sub-rule of product.id it looks at the matching lines; by itself at all of them.
    public static readonly RuleKind ProductMetadata = new()
    {
        Word = "product.metadata", Shape = ConditionShape.Metadata, Subject = RuleSubject.ProductMetadata, Category = RuleCategory.Metadata,
        Label = "Product metadata (older rules)", Help = "A custom attribute of the product of any order line.", Example = "Something whose material is linen",
        Operand = OperandKind.Metadata, Operators = MetadataTests, Contexts = WithOrder, Blame = RuleBlame.Order, NeedsOrder = true, Legacy = true,
        SubRules = [LegacyMetadataQuantity, LegacyMetadataAmount, LegacyMetadataTarget, MatchAll],
    };

    /// <summary>Every kind a rule may begin with; older ones that are no longer offered come last.</summary>
    public static IReadOnlyList<RuleKind> All { get; } =
    [
        .. Audience, .. Products, .. Prices, .. BudgetKinds, .. RedemptionKinds, .. MetadataKinds, .. TimeKinds, .. Older,
    ];

    /// <summary>Kinds of sub-rules that are no rules of their own.</summary>
    public static IReadOnlyList<RuleKind> SubRules { get; } =
    [
        .. LineRules, LegacyQuantity, LegacyPrice, LegacyTarget, LegacySkuQuantity, LegacySkuPrice, LegacySkuTarget,
        LegacyMetadataQuantity, LegacyMetadataAmount, LegacyMetadataTarget, MatchAll,
    ];

    private static readonly FrozenDictionary<string, RuleKind> ByWord = All.Concat(SubRules).ToFrozenDictionary(kind => kind.Word, StringComparer.Ordinal);

    /// <summary>The heading as shown: "Prices &amp; quantities".</summary>
    public static string LabelOf(RuleCategory category) => category switch
    {
        RuleCategory.PricesAndQuantities => "Prices & quantities",
        RuleCategory.Time => "Time & context",
        _ => category.ToString(),
    };

    /// <summary>By its permanent word, sub-rules too; null for words that are no condition.</summary>
    public static RuleKind? Find(string word) => ByWord.GetValueOrDefault(word);

    /// <summary>By a word that is known to be one.</summary>
    public static RuleKind Of(string word) => ByWord[word];

    /// <summary>The kind that reads a counter.</summary>
    public static RuleKind Of(BudgetMeasure measure) => All.First(kind => kind.Budget == measure);

    /// <summary>The permanent type word of any node.</summary>
    public static string WordOf(Rule rule) => rule switch { AllOf => "all", AnyOf => "any", Not => "not", _ => ((Condition)rule).Kind.Word };

    /// <summary>What keeps a kind from being offered where the rule is attached to; null when it may be.</summary>
    public static bool IsOffered(RuleKind kind, RuleContexts context) => !kind.Legacy && (kind.Contexts & context) != 0;

    private static RuleKind SubRule(
        string word, RuleSubject subject, OperandKind operand, string label, string help, string example, string phrase, string saw, string nothing) => new()
        {
            Word = word, Shape = ConditionShape.Number, Subject = subject, Category = RuleCategory.Products, Label = label, Help = help, Example = example,
            Operand = operand, Operators = Comparisons, Contexts = WithOrder, Blame = RuleBlame.Order, NeedsOrder = true, IsSubRule = true,
            Phrase = phrase, Saw = saw, Nothing = nothing,
        };

    private static RuleKind Renamed(RuleKind kind, string word) => new()
    {
        Word = word, Shape = kind.Shape, Subject = kind.Subject, Category = kind.Category, Label = $"{kind.Label} (older rules)", Help = kind.Help,
        Example = kind.Example, Operand = kind.Operand, Operators = kind.Operators, Contexts = kind.Contexts, Blame = kind.Blame, NeedsOrder = true,
        IsSubRule = true, Legacy = true, Phrase = kind.Phrase, Saw = kind.Saw, Nothing = kind.Nothing,
    };

    private static RuleKind Mark(string word, RuleSubject subject, string label, string help) => new()
    {
        Word = word, Shape = ConditionShape.Flag, Subject = subject, Category = RuleCategory.Products, Label = $"{label} (older rules)", Help = help,
        Example = label, Operand = OperandKind.Flag, Contexts = WithOrder, Blame = RuleBlame.Order, IsSubRule = true, Legacy = true,
        Phrase = label.ToLowerInvariant(), Saw = $"{label}.",
    };

    private static RuleKind Metadata(
        string word, RuleSubject subject, string label, string help, string example, RuleContexts contexts, RuleBlame blame, bool needsCustomer = false,
        bool isSubRule = false) => new()
        {
            Word = word, Shape = ConditionShape.Metadata, Subject = subject, Category = isSubRule ? RuleCategory.Products : RuleCategory.Metadata, Label = label,
            Help = help, Example = example, Operand = OperandKind.Metadata, Operators = MetadataTests, Contexts = contexts, Blame = blame,
            NeedsCustomer = needsCustomer, NeedsOrder = blame == RuleBlame.Order, IsSubRule = isSubRule,
        };
}
