using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Something that happened to a code: a use, a refusal, or a use taken back. Written once; only <see cref="RolledBackById"/> is set later.</summary>
/// <remarks>Keeps the version it ran on and its own amounts: history does not change. Ids sort by time.</remarks>
public sealed record Redemption
{
    /// <summary><c>r_…</c> redeemed, <c>rf_…</c> refused redemption, <c>valid_…</c> refused validation, <c>rr_…</c> rollback.</summary>
    public required string Id { get; init; }

    public required RedemptionKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Project-zone day as yyyymmdd, so that filtered reports group in the database.</summary>
    public required int Day { get; init; }

    /// <summary>0–23, project zone.</summary>
    public required int Hour { get; init; }

    /// <summary>As typed, cut to 100 characters; the tier's name; those of all, joined, on a redemption that stands for several.</summary>
    public required string Code { get; init; }

    /// <summary>Null when no such code exists, and for tiers.</summary>
    public string? VoucherId { get; init; }

    /// <summary><c>promo_…</c> when it was a promotion tier.</summary>
    public string? TierId { get; init; }

    /// <summary>The redemption or rollback that stands for the whole request this one was part of; null when it was alone.</summary>
    public string? ParentId { get; init; }

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

    /// <summary>The order as it stood afterwards; null without an order.</summary>
    public Orders.OrderState? OrderAfterwards => Detail.OrderAfter
        ?? (Kind == RedemptionKind.Redeemed && Detail is { Order: { } before, Proof.Discount: { } applied } ? before.With(applied) : Detail.Order);

    /// <summary>On the order that is stored with it.</summary>
    internal Redemption WithOrder(Orders.Order order) =>
        this with { OrderId = order.Id, Detail = Detail with { OrderSourceId = order.SourceId } };
}

/// <summary>
/// Stored as the word. A refused validation is an attempt too, kept apart from refused redemptions. Combined ones stand for all that one request
/// redeemed or took back together; what they stand for has rows of its own, so that they count nowhere.
/// </summary>
public enum RedemptionKind { Redeemed, RefusedRedemption, RefusedValidation, Rollback, Combined, CombinedRollback }

/// <summary>What is asked of kinds in more than one place.</summary>
public static class RedemptionKinds
{
    /// <summary>Whether it stands for several others.</summary>
    public static bool IsCombined(this RedemptionKind kind) => kind is RedemptionKind.Combined or RedemptionKind.CombinedRollback;

    public static bool IsRollback(this RedemptionKind kind) => kind is RedemptionKind.Rollback or RedemptionKind.CombinedRollback;
}

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

    /// <summary>Platform id of who had referred the customer, as it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderReferrerId { get; init; }

    /// <summary>The order as decided on, stored prices filled in, with what came off before; null without an order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Orders.OrderState? Order { get; init; }

    /// <summary>The order afterwards, where that does not follow from <see cref="Order"/> and the proof: of combined ones and rollbacks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Orders.OrderState? OrderAfter { get; init; }

    /// <summary>How each redeemable of the request came out, on the row that answers a request with several; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StackEntry>? Stack { get; init; }

    /// <summary>Its place among the steps of the decision, from 0; 0 also on a row that stands for several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Step { get; init; }

    /// <summary>What the request was decided on, to decide it again; null on attempts from before that was kept, and where another row has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionInputs? Inputs { get; init; }

    /// <summary>The row of the same request that has them; null where it is this one or <see cref="Redemption.ParentId"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InputsId { get; init; }

    /// <summary>The session that was redeemed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SessionKey { get; init; }

    /// <summary>Null on a rollback.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Proof? Proof { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrackingId { get; init; }

    /// <summary>Application id of the API key that asked; null for people.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApiKeyId { get; init; }

    /// <summary>What the API client said it is; see <see cref="Caller.Source"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }
}

/// <summary>One redeemable of a request with several, in the order of application.</summary>
/// <param name="Id">As asked for.</param>
/// <param name="Key">Why it failed or was left out; null when it applied.</param>
/// <param name="Message">What the customer is told about it; null for none.</param>
/// <param name="RedemptionId">The row about this one alone; null when there is none.</param>
public sealed record StackEntry(
    RedeemableKind Kind, string Id, StepStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RedemptionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CampaignId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CampaignName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VoucherId)
{
    /// <summary>The rules that failed, by id, an empty one for the campaign's own; null when no assigned rule is among them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? RuleIds { get; init; }

    /// <summary>Name of the tier as it was; null for a code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TierName { get; init; }

    /// <param name="redemptionId">The row about it alone; null when there is none.</param>
    internal static StackEntry Of(Step step, string? redemptionId) => new(
        step.Asked.Kind, CodeKeys.Cut(step.Asked.Id), step.Status, step.Status == StepStatus.Skipped ? step.Proof.SkipKey : step.Proof.RefusalKey,
        step.Proof.CustomerMessage, redemptionId, step.Campaign?.Id, step.Campaign?.Name, step.Voucher?.Id)
    {
        TierName = step.Tier?.Name,
        RuleIds = step.Proof.FailedRules is var failed && failed.Any(source => source is not null) ? [.. failed.Select(source => source?.RuleId ?? "")] : null,
    };
}

/// <summary>A use that is held for a session until it is redeemed, released, or its time is over. Concept: validation session (lock).</summary>
public sealed class SessionLock
{
    public required string VoucherId { get; init; }

    /// <summary>The caller's or <c>ssn_…</c>.</summary>
    public required string SessionKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
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
