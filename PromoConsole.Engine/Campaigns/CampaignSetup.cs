using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Everything a marketer decides about a campaign. A draft may be incomplete; a launched version never is.</summary>
/// <remarks>Stored whole as JSON, in the draft and in each version.</remarks>
public sealed record CampaignSetup
{
    public string Description { get; init; } = "";

    public CodeSetup Codes { get; init; } = new();

    /// <summary>Null only in a draft.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Which items the discount covers; null: all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Coverage? Coverage { get; init; }

    /// <summary>What the cart must hold for it, and how often; null: no bundle.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BundleRule? Bundle { get; init; }

    /// <summary>Who and what qualifies; null means everybody and everything.</summary>
    public Rule? Rule { get; init; }

    /// <summary>Carts its own rule must let pass or refuse, run before a launch; null for none. No effect on decisions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleExample>? RuleExamples { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>What the customer is told when no failed condition has a text of its own.</summary>
    public string? RefusalMessage { get; init; }

    public CampaignLimits Limits { get; init; } = new();

    public Schedule Schedule { get; init; } = new();

    /// <summary>Discounts of a promotion campaign; empty for other kinds, whose discount stands above.</summary>
    public IReadOnlyList<TierSetup> Tiers { get; init; } = [];

    /// <summary>Tiers to be applied together; of a promotion campaign.</summary>
    public IReadOnlyList<StackSetup> Stacks { get; init; } = [];

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    /// <summary>The campaign's custom attributes are those its codes take over, so they are checked by the schema of codes instead of the one of campaigns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MetadataOfCodes { get; init; }
}

/// <summary>The usual limits, offered by themselves; each acts as one more condition beside the rule. Null: no limit. All include the redemption being tested.</summary>
/// <param name="Redemptions">Of the whole campaign.</param>
/// <param name="RedemptionsPerCustomer">Of the campaign by one customer.</param>
/// <param name="RedemptionsPerCustomerPerCode">Of one code by one customer.</param>
/// <param name="DiscountedAmount">Discounts the campaign may give in all, minor units.</param>
/// <param name="OrdersAmount">Value of the orders the campaign may be used on in all, before discounts, minor units.</param>
/// <param name="Daily">Of the whole campaign in one calendar day; week and month likewise.</param>
/// <param name="DailyPerCustomer">Of the campaign by one customer in one calendar day; week and month likewise.</param>
public sealed record CampaignLimits(
    long? Redemptions = null, long? RedemptionsPerCustomer = null, long? RedemptionsPerCustomerPerCode = null, long? DiscountedAmount = null,
    long? OrdersAmount = null, long? Daily = null, long? Weekly = null, long? Monthly = null,
    long? DailyPerCustomer = null, long? WeeklyPerCustomer = null, long? MonthlyPerCustomer = null)
{
    /// <summary>Those that are set, with what each counts.</summary>
    [JsonIgnore]
    public IEnumerable<(BudgetMeasure Measure, long Limit)> All
    {
        get
        {
            (BudgetMeasure Measure, long? Limit)[] all =
            [
                (BudgetMeasure.CampaignRedemptions, Redemptions), (BudgetMeasure.CampaignRedemptionsDaily, Daily),
                (BudgetMeasure.CampaignRedemptionsWeekly, Weekly), (BudgetMeasure.CampaignRedemptionsMonthly, Monthly),
                (BudgetMeasure.CampaignPerCustomer, RedemptionsPerCustomer), (BudgetMeasure.CampaignPerCustomerDaily, DailyPerCustomer),
                (BudgetMeasure.CampaignPerCustomerWeekly, WeeklyPerCustomer), (BudgetMeasure.CampaignPerCustomerMonthly, MonthlyPerCustomer),
                (BudgetMeasure.IncentivePerCustomer, RedemptionsPerCustomerPerCode), (BudgetMeasure.CampaignDiscountedAmount, DiscountedAmount),
                (BudgetMeasure.CampaignOrdersAmount, OrdersAmount),
            ];
            foreach (var (measure, limit) in all)
                if (limit is { } most) yield return (measure, most);
        }
    }
}

/// <summary>How the campaign's codes look and how often each may be used.</summary>
public sealed record CodeSetup
{
    /// <summary>Of a promotion campaign, which has no codes.</summary>
    public static CodeSetup None { get; } = new() { Count = 0, RedemptionLimit = null };

    public CodeMode Mode { get; init; } = CodeMode.Unique;

    /// <summary>The text customers type, for <see cref="CodeMode.Shared"/>.</summary>
    public string? SharedCode { get; init; }

    /// <summary>How unique codes are made.</summary>
    public CodePattern Pattern { get; init; } = new();

    /// <summary>How many unique codes are made at launch, 0 to 1,000,000.</summary>
    public int Count { get; init; } = 100;

    /// <summary>Whether a unique code is made whenever one is to be given and none is left. Concept: campaign type AUTO_UPDATE. Default false: what exists is all there is to give.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnDemand { get; init; }

    /// <summary>Whether each customer is given one unique code of the campaign, and that one again whenever they are given one. Concept: join_once. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnePerCustomer { get; init; }

    /// <summary>How often each code may be redeemed; null is unlimited. Default 1 for unique codes.</summary>
    public int? RedemptionLimit { get; init; } = 1;
}

/// <summary>One code for everybody, or a code of one's own for each customer.</summary>
public enum CodeMode { Shared, Unique }

/// <summary>When codes may be used. Wall-clock parts are in <see cref="TimeZone"/>; all parts present must allow.</summary>
public sealed record Schedule
{
    /// <summary>IANA zone; null means the project's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>From this instant on, inclusive; null is open.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Until this instant, exclusive; null is open.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Days on which codes work; empty means every day. Not together with <see cref="Hours"/>.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>Hours of the day in which codes work; empty means all day.</summary>
    public IReadOnlyList<DailyHours> Hours { get; init; } = [];

    /// <summary>A window that repeats from <see cref="StartsAt"/>; needs it.</summary>
    public Timeframe? Timeframe { get; init; }

    /// <summary>A published code works this long from its publication, instead of until <see cref="EndsAt"/>; ISO 8601 duration such as <c>P14D</c>.</summary>
    public string? ValidAfterPublication { get; init; }
}

/// <param name="From">Wall time, inclusive.</param>
/// <param name="To">Wall time, exclusive; 00:00 means the end of the day.</param>
/// <param name="Days">Empty means every day.</param>
public sealed record DailyHours(TimeOnly From, TimeOnly To, IReadOnlyList<DayOfWeek> Days);

/// <summary>Open for <paramref name="Duration"/> at the start of every <paramref name="Interval"/>; both ISO 8601 durations.</summary>
public sealed record Timeframe(string Interval, string Duration);
