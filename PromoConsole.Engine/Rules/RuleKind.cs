using PromoConsole.Engine.Filters;

namespace PromoConsole.Engine.Rules;

/// <summary>Under which heading a condition is offered.</summary>
public enum RuleCategory { Audience, Products, PricesAndQuantities, Budget, Redemptions, Metadata, Time }

/// <summary>Of which record a condition is.</summary>
public enum ConditionShape { Number, Membership, Metadata, Items, Flag, Moment, Field }

/// <summary>What a condition is compared with, so that an editor knows which control to show.</summary>
public enum OperandKind { Amount, Quantity, Count, Points, Segments, LoyaltyTiers, Users, ApiKeys, Metadata, Items, Flag, Moment }

/// <summary>Which rules a refusal is blamed on: decides the key that is answered.</summary>
public enum RuleBlame { Customer, Order, Redemption }

/// <summary>What a condition looks at; the one thing the evaluator has to know of a kind.</summary>
public enum RuleSubject
{
    InitialAmount, AmountBefore, TotalAmount, ItemsQuantity, AnyPrice, EachPrice, PointsUsed, Budget,
    LinePrice, LineQuantity, MatchedQuantity, MatchedAmount,
    Segments, LoyaltyTiers, User, ApiKey,
    CustomerMetadata, OrderMetadata, RedemptionMetadata, EventMetadata, AnyLineMetadata, EachLineMetadata, LineMetadata, ProductMetadata,
    AnyLine, EveryLine, NoLine, CheapestLines, DearestLines, NamedGoods,
    IsHolder, DiscountTarget, MatchAll,
    Moment,
}

/// <summary>What a rule may be attached to. Decides what a builder offers, never how a rule is evaluated.</summary>
[Flags]
public enum RuleContexts
{
    None = 0,
    Coupons = 1,
    GiftCards = 2,
    Referrals = 4,
    Promotions = 8,
    EarningForOrder = 16,
    EarningForEvent = 32,
    EarningForCustomer = 64,
    DistributionForEvent = 128,
    DistributionForOrder = 256,
    PayWithPoints = 512,
    Codes = Coupons | GiftCards | Referrals,
    All = 1023,
}

/// <summary>All there is to know about one kind of condition; editor, checks, wire format, words and documentation read it from here.</summary>
public sealed class RuleKind
{
    /// <summary>Its permanent name, in JSON and on the wire.</summary>
    public required string Word { get; init; }

    public required ConditionShape Shape { get; init; }

    public required RuleSubject Subject { get; init; }

    /// <summary>What is counted, for <see cref="RuleSubject.Budget"/>.</summary>
    public BudgetMeasure? Budget { get; init; }

    public required RuleCategory Category { get; init; }

    /// <summary>Short name for a palette.</summary>
    public required string Label { get; init; }

    /// <summary>One line: what it looks at.</summary>
    public required string Help { get; init; }

    /// <summary>One line a marketer recognises.</summary>
    public required string Example { get; init; }

    public required OperandKind Operand { get; init; }

    /// <summary>In the order to offer them; empty for kinds without tests.</summary>
    public IReadOnlyList<Operator> Operators { get; init; } = [];

    /// <summary>Kinds of sub-rules it may carry; empty for most.</summary>
    public IReadOnlyList<RuleKind> SubRules { get; init; } = [];

    public required RuleContexts Contexts { get; init; }

    public required RuleBlame Blame { get; init; }

    /// <summary>Without a customer it is never satisfied.</summary>
    public bool NeedsCustomer { get; init; }

    /// <summary>Without an order, or one with a value, it is never satisfied.</summary>
    public bool NeedsOrder { get; init; }

    /// <summary>Understood and kept, but no longer offered.</summary>
    public bool Legacy { get; init; }

    /// <summary>A sub-rule only: it looks at one order line, or at the sums over the matching ones.</summary>
    public bool IsSubRule { get; init; }

    /// <summary>What the attribute holds, for <see cref="ConditionShape.Field"/>.</summary>
    public FieldType? Field { get; init; }

    /// <summary>The part of the attribute's name that is typed; null where <see cref="Word"/> is the whole name.</summary>
    public FieldKey? Key { get; init; }

    /// <summary>As part of a sentence about the rule, with a place for what is asked: "cart total is {0}".</summary>
    public string Phrase { get; init; } = "";

    /// <summary>As a sentence about what was seen: "Cart total is {0}."</summary>
    public string Saw { get; init; } = "";

    /// <summary>The sentence when there was nothing to see.</summary>
    public string Nothing { get; init; } = "";

    /// <summary>What its numbers count; <see cref="Rules.Unit.None"/> for kinds without.</summary>
    public Unit Unit => Shape != ConditionShape.Number ? Unit.None : Operand switch
    {
        OperandKind.Amount => Unit.Amount,
        OperandKind.Quantity => Unit.Quantity,
        OperandKind.Points => Unit.Points,
        _ => Unit.Count,
    };

    /// <summary>At which moment an amount is taken that is known at several; null for what is known once.</summary>
    public AmountBasis? Basis { get; init; }

    /// <summary>The kinds that ask for the same at another moment, itself included; only itself where there is no other.</summary>
    public IReadOnlyList<RuleKind> SameAmount => Basis is { } basis ? [.. RuleKinds.All.Where(kind => kind.Basis?.Group == basis.Group)] : [this];

    /// <summary>A new one as an editor starts it; incomplete where there is no sensible default.</summary>
    public Condition Empty() => Shape switch
    {
        ConditionShape.Number => new NumberCondition(this, [new(Operators[0], [Budget is { } budget ? (budget.Sum() == BudgetSum.Redemptions ? 1 : 0) : Operand == OperandKind.Quantity ? 1 : 0])]),
        ConditionShape.Membership => new MembershipCondition(this, [new(Operators[0], [])]),
        ConditionShape.Metadata => new MetadataCondition(this, "", [new(Operators[0], [])]),
        ConditionShape.Items => new ItemsCondition(this, []),
        ConditionShape.Field => new FieldCondition(this, Field ?? FieldType.Anything, new FieldFilter(Word, [new(Field is FieldType.Number ? FilterOperator.AtLeast : Field is FieldType.Time ? FilterOperator.LessThanAgo : FilterOperator.Is, [])])),
        ConditionShape.Moment => new MomentCondition(this, [new(Operators[0], [])]),
        _ => new FlagCondition(this, true),
    };

    public override string ToString() => Word;
}

/// <summary>At which moment an amount is taken.</summary>
/// <param name="Group">What the amount is of: "cart value".</param>
/// <param name="Label">"before this discount".</param>
/// <param name="Example">One cart at that moment, to tell it from the others.</param>
public sealed record AmountBasis(string Group, string Label, string Example);
