using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>How one node of a rule ended.</summary>
public enum Outcome { Passed, Failed, Muted }

/// <summary>What a number in a verdict counts, so that it can be said in words.</summary>
public enum Unit { None, Amount, Quantity, Count }

/// <summary>
/// Mirrors the rule node by node: the value seen, what was asked, the outcome and how far off it was.
/// Stored with each attempt and complete in itself: names are copied in, nothing is looked up in today's configuration.
/// </summary>
public sealed record Verdict
{
    /// <summary>The rule's type word: <c>all</c>, <c>any</c>, <c>not</c> or a condition's name.</summary>
    public required string Kind { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The condition's number; 0 on junctions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Number { get; init; }

    /// <summary>The comparison or test as asked, as its word (<c>AtLeast</c>, <c>In</c>, <c>HasValue</c>); null on junctions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Test { get; init; }

    /// <summary>What the numbers below count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Unit Unit { get; init; }

    /// <summary>The number seen; null when there was nothing to see (no order amount, no customer) or the value is text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seen { get; init; }

    /// <summary>The number asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Asked { get; init; }

    /// <summary>How much more (positive) or less (negative) would have been enough; null when it passed or cannot be said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Distance { get; init; }

    /// <summary>Text seen: a metadata value, the names of the customer's segments, the matching lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SeenText { get; init; }

    /// <summary>Names asked for: segments, products, collections, metadata values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Metadata key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Property { get; init; }

    /// <summary>Failed because the request named no customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MissingCustomer { get; init; }

    /// <summary>The condition's text for the customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Parts of a junction, or the sub-rules of a product condition.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Verdict>? Parts { get; init; }

    [JsonIgnore]
    public bool Holds => Outcome == Outcome.Passed;
}
