using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What a request may name.</summary>
public enum RedeemableKind { Voucher, PromotionTier, PromotionStack }

/// <summary>One thing a request wants to use.</summary>
/// <param name="Id">The code as typed; the id of the tier (<c>promo_…</c>) or stack (<c>stack_…</c>).</param>
public readonly record struct Redeemable(RedeemableKind Kind, string Id)
{
    public static Redeemable Voucher(string code) => new(RedeemableKind.Voucher, code);

    public static Redeemable Tier(string id) => new(RedeemableKind.PromotionTier, id);

    public static Redeemable Stack(string id) => new(RedeemableKind.PromotionStack, id);
}

/// <summary>Asks what codes and tiers would do together; changes nothing but the record of refused attempts, unless it holds them for later.</summary>
public record ValidateRedeemables
{
    /// <summary>1 to 30, in the order in which they should be tried; a promotion stack only alone.</summary>
    public required IReadOnlyList<Redeemable> Redeemables { get; init; }

    /// <summary>The session this request belongs to: what it holds does not count against it. Null for none.</summary>
    public string? SessionKey { get; init; }

    public OrderInput? Order { get; init; }

    public CustomerInput? Customer { get; init; }

    /// <summary>Custom attributes of the redemption itself.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public string? TrackingId { get; init; }

    public required Caller Caller { get; init; }

    /// <summary>Tags of the languages in which refusals should be told, the most wanted first. Default none: the customer's own, else the project's.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Evaluate as if it were this instant (the test bench); null means now. Ignored when redeeming.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether a refusal is recorded as an attempt. False in the test bench. Default true.</summary>
    public bool RecordRefusal { get; init; } = true;

    /// <summary>Stacking rules to try instead of the project's; null for the project's. Only validations that hold nothing look at it.</summary>
    public StackingRules? Stacking { get; init; }
}

/// <summary>Holds what can be used for a while, so that nobody else takes it before it is redeemed. Concept: validation session.</summary>
public sealed record LockRedeemables : ValidateRedeemables
{
    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(7);

    /// <summary>How long it is held. Default 7 days.</summary>
    public TimeSpan Life { get; init; } = DefaultLife;
}

/// <summary>Uses codes and tiers, as one unit.</summary>
public sealed record RedeemRedeemables : ValidateRedeemables
{
    /// <summary>The caller's key for this very redemption; repeats give the first answer.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Hash of what was asked, to notice the key with another body.</summary>
    public string? RequestHash { get; init; }

    /// <summary>An order that is stored already must belong to the customer the request names; else it is refused as an unknown one. Default false.</summary>
    public bool OwnOrderOnly { get; init; }
}

/// <summary>Takes a redemption back.</summary>
public sealed record RollBackRedemption
{
    /// <summary><c>r_…</c>.</summary>
    public required string RedemptionId { get; init; }

    /// <summary>
    /// True takes a whole request back: the redemption that stands for several together, or a single one. False takes a single one back and refuses
    /// those that belong together. Default false.
    /// </summary>
    public bool Whole { get; init; }

    public string? Reason { get; init; }

    public string? TrackingId { get; init; }

    /// <summary>When given, must be the customer and order of the redemption (platform or source id).</summary>
    public string? CustomerId { get; init; }

    public string? OrderId { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public required Caller Caller { get; init; }
}

/// <summary>Who asks: shown in lists and, later, visible to rules.</summary>
/// <param name="Channel"><c>API</c>, <c>Dashboard</c> or <c>Demo</c>.</param>
/// <param name="Name">E-mail address of the user or name of the API key.</param>
/// <param name="KeyId">Application id of the API key; null for people.</param>
public sealed record Caller(string Channel, string Name, string? KeyId = null)
{
    public const string Api = "API";
    public const string Dashboard = "Dashboard";
    public const string DemoStore = "Demo";

    /// <summary>Whose idempotency keys it uses: the API key's, or those of the dashboard, which draws them so that they never meet; null for nobody's.</summary>
    internal string? KeysOwner => KeyId ?? (Channel == Dashboard ? "dashboard" : null);

    /// <summary>What an API client says it is (<c>Node.js-v20-SDK-v2.9.0</c>), free text; null when it does not say.</summary>
    public string? Source { get; init; }
}

/// <summary>The customer as the request names it; laid over the stored one. All parts optional.</summary>
public sealed record CustomerInput
{
    public string? Id { get; init; }

    public string? SourceId { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Description { get; init; }

    public DateOnly? Birthdate { get; init; }

    /// <summary>Given parts are laid over the stored ones.</summary>
    public CustomerAddress? Address { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;
}

/// <summary>The order as the request gives it. A known id means the stored order; its content then wins.</summary>
public sealed record OrderInput
{
    public string? Id { get; init; }

    public string? SourceId { get; init; }

    public OrderContent Content { get; init; } = new();

    /// <summary>Who referred the customer; null when the request does not say. An order that is stored keeps its own.</summary>
    public CustomerInput? Referrer { get; init; }

    /// <summary>Platform id of who that is, once found.</summary>
    public string? ReferrerId { get; init; }
}
