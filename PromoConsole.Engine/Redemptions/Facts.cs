using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>All a decision may ask that is not in the catalogue, loaded in one go.</summary>
public sealed record Facts
{
    /// <summary>Null when no such code exists.</summary>
    public VoucherFacts? Voucher { get; init; }

    /// <summary>Null when the request names no customer.</summary>
    public CustomerFacts? Customer { get; init; }

    /// <summary>The order to decide on: the stored one when the request names one that is known, else the request's with prices filled in. Null without an order.</summary>
    public OrderFacts? Order { get; init; }

    /// <summary>Values by <see cref="CounterKeys"/>; a missing one is 0.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = EmptyCounters;

    /// <summary>An existing code that differs from the typed one by one slip, to say so in the refusal; null when none.</summary>
    public string? NearCode { get; init; }

    private static readonly IReadOnlyDictionary<string, long> EmptyCounters = new Dictionary<string, long>();

    public long Counter(string key) => Counters.GetValueOrDefault(key);
}

/// <param name="RedeemedQuantity">Uses so far; for codes without limit it is not loaded and 0.</param>
/// <param name="Terms">Of a code without campaign.</param>
public sealed record VoucherFacts(
    string Id, string Code, string? CampaignId, int? CampaignVersion, Campaigns.CampaignSetup? Terms, bool Active,
    DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int? RedemptionLimit, int RedeemedQuantity,
    string? HolderId, DateTimeOffset? PublishedAt);

/// <param name="Id">Platform id; null for somebody not stored yet. Redeeming gives a new customer its id before deciding, so that its counters move.</param>
/// <param name="SegmentIds">Static segments of the stored customer, and those whose filter fits the customer with the request's data laid over.</param>
/// <param name="Metadata">Stored, with the request's laid over.</param>
/// <param name="Name">For the proof: name, else e-mail, else source id.</param>
public sealed record CustomerFacts(
    string? Id, string? SourceId, string? Name, IReadOnlyList<string> SegmentIds, MetadataBag Metadata);

/// <param name="Id">Null for a new order.</param>
/// <param name="DiscountAmount">Already taken off by earlier redemptions, minor units.</param>
public sealed record OrderFacts(string? Id, string? SourceId, OrderContent Content, long DiscountAmount)
{
    /// <summary>Before discounts, minor units; null when neither given nor computable.</summary>
    public long? InitialAmount { get; } = OrderArithmetic.InitialAmount(Content);

    /// <summary>What is left to pay before this code, minor units; never below 0.</summary>
    public long? AmountBefore => InitialAmount is { } initial ? Math.Max(0, initial - DiscountAmount) : null;
}
