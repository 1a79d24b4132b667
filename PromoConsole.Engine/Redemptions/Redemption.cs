using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Something that happened to a code: a use, a refusal, or a use taken back. Written once; only <see cref="RolledBackById"/> is set later.</summary>
/// <remarks>Keeps the version it ran on and its own amounts: history does not change. Ids sort by time.</remarks>
public sealed class Redemption
{
    /// <summary><c>r_…</c> redeemed, <c>rf_…</c> refused redemption, <c>valid_…</c> refused validation, <c>rr_…</c> rollback.</summary>
    public required string Id { get; init; }

    public required RedemptionKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Project-zone day as yyyymmdd, so that filtered reports group in the database.</summary>
    public required int Day { get; init; }

    /// <summary>0–23, project zone.</summary>
    public required int Hour { get; init; }

    /// <summary>As typed, cut to 100 characters.</summary>
    public required string Code { get; init; }

    /// <summary>Null when no such code exists.</summary>
    public string? VoucherId { get; init; }

    public string? CampaignId { get; init; }

    /// <summary>Version of the campaign it was decided on.</summary>
    public int? CampaignVersion { get; init; }

    public string? CustomerId { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Value of the order before discounts, minor units; 0 without an order.</summary>
    public long OrderAmount { get; init; }

    /// <summary>What came off; negative on a rollback; 0 on a refusal. Minor units.</summary>
    public long DiscountAmount { get; init; }

    /// <summary>Why it was refused, as the stable key; null otherwise.</summary>
    public string? RefusalKey { get; init; }

    /// <summary>On a use: the rollback that took it back.</summary>
    public string? RolledBackById { get; set; }

    /// <summary>On a rollback: the use it takes back.</summary>
    public string? RollbackOfId { get; init; }

    /// <summary>On a rollback: why.</summary>
    public string? Reason { get; init; }

    public required string Channel { get; init; }

    /// <summary>E-mail address or API key name of who asked.</summary>
    public required string Actor { get; init; }

    public required RedemptionDetail Detail { get; init; }
}

/// <summary>Stored as the word. A refused validation is an attempt too, kept apart from refused redemptions.</summary>
public enum RedemptionKind { Redeemed, RefusedRedemption, RefusedValidation, Rollback }

/// <summary>What is read whole when one redemption is opened.</summary>
public sealed record RedemptionDetail
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignName { get; init; }

    /// <summary>Name, e-mail or source id of the customer, as it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CustomerName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CustomerSourceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderSourceId { get; init; }

    /// <summary>The order as decided on, stored prices filled in; null without an order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Orders.OrderContent? Order { get; init; }

    /// <summary>Discounts on the order before this redemption, minor units.</summary>
    public long DiscountBeforeAmount { get; init; }

    /// <summary>Null on a rollback.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Proof? Proof { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrackingId { get; init; }

    /// <summary>What the API client said it is; see <see cref="Caller.Source"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }
}

/// <summary>How much of a limit is used. A row of its own only for limits somebody set: what nobody limits must not make callers meet.</summary>
/// <remarks>A limited counter lives in shard 0 alone. Counts of unlimited codes spread over shards and are summed.</remarks>
public sealed class Counter
{
    /// <summary>See <see cref="CounterKeys"/>.</summary>
    public required string Key { get; init; }

    public int Shard { get; init; }

    public long Value { get; set; }
}

/// <summary>The first answer to an idempotency key; kept 30 days.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Application id of the key that asked.</summary>
    public required string ApiKeyId { get; init; }

    public required string Key { get; init; }

    public required string RequestHash { get; init; }

    /// <summary>The redemption or refusal that was answered.</summary>
    public required string RedemptionId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Names of counters; also their fixed order when several are moved at once (ordinal).</summary>
public static class CounterKeys
{
    public static string CampaignRedemptions(string campaignId) => "cn:" + campaignId;

    /// <summary>Minor units.</summary>
    public static string CampaignDiscounted(string campaignId) => "cd:" + campaignId;

    public static string CampaignRedemptionsOf(string campaignId, string customerId) => $"cc:{campaignId}:{customerId}";

    public static string CodeRedemptionsOf(string voucherId, string customerId) => $"vc:{voucherId}:{customerId}";

    /// <summary>Uses of a code without a limit; sharded.</summary>
    public static string CodeRedemptions(string voucherId) => "vn:" + voucherId;
}
