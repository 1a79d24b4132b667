using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>All a decision may ask that is not in the catalogue, loaded in one go.</summary>
public sealed record Facts
{
    /// <summary>One for each redeemable of the request, in its order: null for tiers and for codes that do not exist.</summary>
    public IReadOnlyList<VoucherFacts?> Vouchers { get; init; } = [];

    /// <summary>Null when the request names no customer.</summary>
    public CustomerFacts? Customer { get; init; }

    /// <summary>The order to decide on: the stored one when the request names one that is known, else the request's with prices filled in. Null without an order.</summary>
    public OrderFacts? Order { get; init; }

    /// <summary>Values by <see cref="CounterKeys"/>; a missing one is 0.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = EmptyCounters;

    /// <summary>By code as typed: an existing code that differs from it by one slip, to say so in the refusal.</summary>
    public IReadOnlyDictionary<string, string> NearCodes { get; init; } = NoCodes;

    /// <summary>Products and SKUs that codes without campaign give, by platform id.</summary>
    public IReadOnlyDictionary<string, ItemFacts> GivenItems { get; init; } = NoItems;

    private static readonly IReadOnlyDictionary<string, ItemFacts> NoItems = new Dictionary<string, ItemFacts>();
    private static readonly IReadOnlyDictionary<string, long> EmptyCounters = new Dictionary<string, long>();
    private static readonly IReadOnlyDictionary<string, string> NoCodes = new Dictionary<string, string>();

    public long Counter(string key) => Counters.GetValueOrDefault(key);
}

/// <param name="RedeemedQuantity">Uses so far; for codes without limit it is not loaded and 0.</param>
/// <param name="Terms">Of a code without campaign.</param>
public sealed record VoucherFacts(
    string Id, string Code, string? CampaignId, int? CampaignVersion, Campaigns.CampaignSetup? Terms, bool Active,
    DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int? RedemptionLimit, int RedeemedQuantity,
    string? HolderId, DateTimeOffset? PublishedAt)
{
    /// <summary>Uses that other sessions hold right now; 0 for codes without limit.</summary>
    public int HeldQuantity { get; init; }

    /// <summary>Of a code without campaign; codes of campaigns have their campaign's.</summary>
    public string? CategoryId { get; init; }

    /// <summary>For formulas; null for none.</summary>
    public MetadataBag? Metadata { get; init; }

    /// <summary>Custom attributes of its publication to the customer; null for none, and where no formula reads them.</summary>
    public MetadataBag? Publication { get; init; }

    /// <summary>How often it was published.</summary>
    public int PublishCount { get; init; }

    /// <summary>The rule that stands before the code itself; null for none.</summary>
    public string? RuleId { get; init; }
}

/// <param name="Id">Platform id; null for somebody not stored yet. Redeeming gives a new customer its id before deciding, so that its counters move.</param>
/// <param name="SegmentIds">Static segments of the stored customer, and those whose filter fits the customer with the request's data laid over.</param>
/// <param name="Metadata">Stored, with the request's laid over.</param>
/// <param name="Name">For the proof: name, else e-mail, else source id.</param>
public sealed record CustomerFacts(
    string? Id, string? SourceId, string? Name, IReadOnlyList<string> SegmentIds, MetadataBag Metadata)
{
    /// <summary>For formulas; null when unknown.</summary>
    public DateOnly? Birthdate { get; init; }
}

/// <param name="Id">Null for a new order.</param>
/// <param name="Content">As sent, prices filled in.</param>
/// <param name="State">With what earlier redemptions took off and added.</param>
public sealed record OrderFacts(string? Id, string? SourceId, OrderContent Content, OrderState State)
{
    /// <summary>Platform id of who referred the customer; null when nobody is known to.</summary>
    public string? ReferrerId { get; init; }

    /// <summary>Before discounts, minor units; null when neither given nor computable.</summary>
    public long? InitialAmount => State.InitialAmount;

    /// <summary>What is left to pay before this request, minor units; never below 0.</summary>
    public long? AmountBefore => State.TotalAmount;

    public static OrderFacts New(string? sourceId, OrderContent content) => new(null, sourceId, content, OrderState.Of(content));
}
