using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>One node of a validation rule: a condition, or a junction of conditions.</summary>
/// <remarks>Concept: validation rules. Stored as JSON, so the type words are permanent; they are the field's rule names.</remarks>
[JsonConverter(typeof(RuleConverter))]
public abstract record Rule
{
    private protected Rule() { } // closed: every variant lives in this folder

    /// <summary>Kept, shown, but without effect: the evaluator treats a muted node as absent. Default false.</summary>
    public bool Muted { get; init; }

    /// <summary>Why whoever built the rule asks others not to change this part; blank gives no reason, null is not locked. Without effect on decisions.</summary>
    public string? Lock { get; init; }
}

/// <summary>Holds when every part holds. Without parts that count (none, or all muted) it restricts nothing: it is treated as absent.</summary>
public sealed record AllOf(IReadOnlyList<Rule> Rules) : Rule;

/// <summary>Holds when at least one part holds. Without parts that count it restricts nothing: it is treated as absent.</summary>
public sealed record AnyOf(IReadOnlyList<Rule> Rules) : Rule;

/// <summary>Holds when its part is known not to hold: what needs a customer or an amount that is not there satisfies neither a part nor its opposite.</summary>
public sealed record Not(Rule Rule) : Rule;

/// <summary>A leaf: one statement about the customer, the order, or what has been used up. Which one, its kind says.</summary>
public abstract record Condition : Rule
{
    private protected Condition(RuleKind kind, ConditionShape shape) => Kind = kind.Shape == shape
        ? kind : throw new ArgumentException($"{kind.Word} is not made of {shape} operands.", nameof(kind));

    /// <summary>What is looked at and which tests make sense.</summary>
    public RuleKind Kind { get; }

    /// <summary>The number shown on the node and used by the logic text; set when the rule is built, changed only by an edit. From 1.</summary>
    public int Number { get; init; }

    /// <summary>What the customer is told when this condition is what failed; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The same in other languages, by language tag; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Translations { get; init; }

    /// <summary>A message of the library that is told instead, while it is there; null for none.</summary>
    public string? MessageId { get; init; }
}
