using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Engine.Campaigns;

/// <summary>One code-less discount of a promotion campaign: it applies when its rule lets it. Concept: promotion tier.</summary>
/// <remarks>Part of the campaign's setup, so that a redemption keeps the version of the tier it used.</remarks>
public sealed record TierSetup
{
    public const string IdPrefix = "promo_";

    /// <summary><c>promo_…</c>; stays the same over versions.</summary>
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>What shoppers read about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Banner { get; init; }

    /// <summary>Order inside the campaign: 1 comes first. Default 1.</summary>
    public int Hierarchy { get; init; } = 1;

    /// <summary>Off blocks this tier alone. Default true.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Null only in a draft.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Discount? Discount { get; init; }

    /// <summary>Which items the discount covers; null: all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Coverage? Coverage { get; init; }

    /// <summary>What the cart must hold for the discount; null: no bundle.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BundleRule? Bundle { get; init; }

    /// <summary>Who and what qualifies, beside the campaign's own rule; null means everybody and everything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Rule? Rule { get; init; }

    /// <summary>Carts its own rule must let pass or refuse, run before a launch; null for none. No effect on decisions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleExample>? RuleExamples { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>What the customer is told when no failed condition has a text of its own; null: the campaign's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefusalMessage { get; init; }

    /// <summary>When it works, beside the campaign's schedule: both must allow.</summary>
    public Schedule Schedule { get; init; } = new();

    /// <summary>For stacking; null: the campaign's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CategoryId { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>Tiers of one campaign that are applied together, in this order. Concept: promotion stack.</summary>
public sealed record StackSetup
{
    public const string IdPrefix = "stack_";
    public const int MostTiers = 30;

    /// <summary><c>stack_…</c>.</summary>
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>1 to 30 tiers of the same campaign, in the order of application.</summary>
    public IReadOnlyList<string> TierIds { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CategoryId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }
}
