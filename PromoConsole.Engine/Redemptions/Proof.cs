using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>
/// Why a code did or did not work, complete in itself: state checks, rule tree, discount, limits before and after.
/// One structure for the test bench, the wallet, the reports and the API; stored with every attempt.
/// </summary>
public sealed record Proof
{
    public required bool Accepted { get; init; }

    /// <summary>Stable key of the refusal; null when accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefusalKey { get; init; }

    /// <summary>What the customer is told: the failed condition's text, else the campaign's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CustomerMessage { get; init; }

    /// <summary>What was asked for. Default: a code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RedeemableKind Kind { get; init; }

    /// <summary>Why it was left out although it works by itself (<see cref="Stacking.StackingKeys"/>); null when it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SkipKey { get; init; }

    /// <summary>Limits no stack may break that cut this discount; null when none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GuardCut>? Guards { get; init; }

    /// <summary>The code as stored, or the tier's name; as typed (cut to 100 characters) when no such thing exists.</summary>
    public string Code { get; init; } = "";

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>IANA zone in which windows were read and dates should be shown.</summary>
    public required string TimeZone { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CampaignVersion { get; init; }

    /// <summary>Order value before this code, minor units; null without an order value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? OrderAmount { get; init; }

    /// <summary>In the order they were made; the first failed one ends the decision.</summary>
    public IReadOnlyList<StateCheck> Checks { get; init; } = [];

    /// <summary>Null when there is no rule or it was not reached.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Verdict? Rule { get; init; }

    /// <summary>The assigned rule whose bundle is not complete; null when none is to blame for that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleSource? BundleRule { get; init; }

    /// <summary>The rules to blame for the refusal: null stands for the incentive's own.</summary>
    [JsonIgnore]
    public IReadOnlyList<RuleSource?> FailedRules => BundleRule is { } bundle ? [bundle] : RuleSets.Failed(Rule);

    /// <summary>What would come or came off; null when it was not reached.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppliedDiscount? Discount { get; init; }

    /// <summary>A single change that was tried and would have made the code work; null when accepted or when none is certain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NearestChange? Nearest { get; init; }

    /// <summary>Limits this decision looked at.</summary>
    public IReadOnlyList<LimitUse> Limits { get; init; } = [];
}

/// <summary>One question about the state of the code or its campaign.</summary>
/// <param name="Kind">Which question.</param>
/// <param name="Passed">The answer.</param>
/// <param name="At">The instant it turns on: start, end, next opening; null when none.</param>
/// <param name="Text">What cannot be said by instants: an existing code of nearly the same spelling, the pause reason, the open hours in words.</param>
/// <param name="Used">Uses so far, for <see cref="CheckKind.UsesLeft"/>.</param>
/// <param name="Limit">Inclusive maximum of uses; null when unlimited.</param>
/// <param name="Held">Of those used, how many other sessions hold right now without having redeemed; null for none.</param>
public sealed record StateCheck(
    CheckKind Kind, bool Passed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Used = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Held = null);

/// <summary>The state checks of the field, in their fixed order. Stored as words. Those named after codes are asked of tiers too.</summary>
public enum CheckKind { CodeExists, CodeActive, CampaignActive, Started, NotEnded, OpenNow, UsesLeft, OrderGiven }

/// <summary>A guard rail that cut a discount.</summary>
/// <param name="Amount">How much it cut away, minor units.</param>
public sealed record GuardCut(GuardKind Kind, long Amount);

/// <summary>The guard rails, in the order in which they are asked. Stored as words.</summary>
public enum GuardKind { ProtectedItems, MaximumDiscount, MinimumTotal }

/// <summary>A limit before and after this redemption.</summary>
/// <param name="Kind">The condition's type word, <c>code</c> for the code's own limit, or <see cref="OfUnits"/>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Before">Used before, minor units or pieces.</param>
/// <param name="After">Used if this one counts.</param>
/// <param name="Limit">Inclusive maximum.</param>
public sealed record LimitUse(string Kind, Unit Unit, long Before, long After, long Limit)
{
    /// <summary>The <see cref="Kind"/> of the code's own limit.</summary>
    public const string OfCode = "code";

    /// <summary>The <see cref="Kind"/> of limits of discounted units over all orders.</summary>
    public static string OfUnits(UnitScope scope) => scope switch
    {
        UnitScope.Campaign => "units.campaign",
        UnitScope.CampaignCustomer => "units.campaign_customer",
        UnitScope.Incentive => "units.incentive",
        _ => "units.incentive_customer",
    };
}
