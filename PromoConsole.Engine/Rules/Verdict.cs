using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>How one node of a rule ended. Undecided: something in it is incomplete, which only happens while a rule is being built (<see cref="DraftRule"/>).</summary>
public enum Outcome { Passed, Failed, Muted, Undecided }

/// <summary>What a number in a verdict counts, so that it can be said in words.</summary>
public enum Unit { None, Amount, Quantity, Count, Points }

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

    /// <summary>What the numbers below count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Unit Unit { get; init; }

    /// <summary>The number seen; null when there was nothing to see (no order amount, no customer) or the value is text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seen { get; init; }

    /// <summary>Text seen: a metadata value, the names of the customer's segments, the matching lines, the moment with its offset.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SeenText { get; init; }

    /// <summary>What was asked, test by test; null on junctions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TestVerdict>? Tests { get; init; }

    /// <summary>Names of the collections within which lines were looked for; null for the whole cart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? From { get; init; }

    /// <summary>Metadata key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Property { get; init; }

    /// <summary>Failed because what it needs was not there, so its opposite would have failed too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unknown { get; init; }

    /// <summary>Failed because the request named no customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MissingCustomer { get; init; }

    /// <summary>On the root of a rule that stands by itself: which one it is. Null for a campaign's own rule, and below the root.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleSource? Source { get; init; }

    /// <summary>The condition's text for the customer, its placeholders not filled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Tag of the language that text was chosen in; null for the default text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    /// <summary>Parts of a junction, or the sub-rules of a product condition as its telling line fulfils them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Verdict>? Parts { get; init; }

    /// <summary>Line by line, where sub-rules look at single lines; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LineVerdict>? Lines { get; init; }

    [JsonIgnore]
    public bool Holds => Outcome == Outcome.Passed;

    /// <summary>The first test that failed, else the first; null on junctions.</summary>
    [JsonIgnore]
    public TestVerdict? Telling => Tests?.FirstOrDefault(test => test.Outcome == Outcome.Failed) ?? Tests?.FirstOrDefault();

    /// <summary>The operator of the telling test.</summary>
    [JsonIgnore]
    public Operator? Test => Telling?.Is;

    /// <summary>The number the telling test asks for.</summary>
    [JsonIgnore]
    public long? Asked => Telling?.Asked is { Count: > 0 } asked ? asked[0] : null;

    /// <summary>How much more (positive) or less (negative) would have been enough; null when it passed or cannot be said.</summary>
    [JsonIgnore]
    public long? Distance => Telling?.Distance;

    /// <summary>Names asked for: segments, products, collections, metadata values.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Names => Telling?.Names;
}

/// <summary>The rule that was asked, as it was then.</summary>
/// <param name="RuleId"><c>val_…</c>.</param>
/// <param name="Version">Of the rule.</param>
public sealed record RuleSource(string RuleId, string Name, int Version);

/// <summary>One test of a condition.</summary>
public sealed record TestVerdict(Operator Is, Outcome Outcome)
{
    /// <summary>Numbers asked for, in the condition's unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Asked { get; init; }

    /// <summary>Names or texts asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>How much more (positive) or less (negative) would have been enough; null when it passed or cannot be said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Distance { get; init; }
}

/// <summary>How one matching order line fulfilled the sub-rules.</summary>
/// <param name="Index">From 0, as sent.</param>
public sealed record LineVerdict(int Index, string Name, Verdict Where);
