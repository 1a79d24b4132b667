using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Everything that is decided about a rule that stands by itself. Stored whole as JSON, in the rule and in each version.</summary>
public sealed record RuleContent
{
    /// <summary>Who and what qualifies; null means everybody and everything. Conditions keep their numbers, those without effect are muted.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The logic as somebody wrote it, where that is more than <see cref="Wire.LogicText"/> would write: brackets nobody needs. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Logic { get; init; }

    /// <summary>What the customer is told when no failed condition has a text of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefusalMessage { get; init; }

    /// <summary>Which items a discount covers that does not say so itself; null: all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Coverage? Coverage { get; init; }

    /// <summary>What the cart must hold for a discount that does not say so itself; null: no bundle.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BundleRule? Bundle { get; init; }

    /// <summary>Carts it must let pass or refuse, run before it is put in force; null for none. No effect on decisions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleExample>? Examples { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>How it was built; no effect on decisions. Default <see cref="RuleForm.Expression"/>.</summary>
    public RuleForm Form { get; init; }

    /// <summary>One of <see cref="RuleContextNames"/>: decides what a builder offers, never how it is evaluated. Default <c>global</c>.</summary>
    public string Context { get; init; } = RuleContextNames.Global;
}

/// <summary>How a rule was built: in the rule builder, or one of three older ways. Stored as the word.</summary>
public enum RuleForm { Expression, Basic, Advanced, Complex }
