using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Asks what a code would do; changes nothing but the record of refused attempts.</summary>
public record ValidateVoucher
{
    /// <summary>As typed.</summary>
    public required string Code { get; init; }

    public OrderInput? Order { get; init; }

    public CustomerInput? Customer { get; init; }

    /// <summary>Custom attributes of the redemption itself.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public string? TrackingId { get; init; }

    public required Caller Caller { get; init; }

    /// <summary>Evaluate as if it were this instant (the test bench); null means now. Ignored when redeeming.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether a refusal is recorded as an attempt. False in the test bench. Default true.</summary>
    public bool RecordRefusal { get; init; } = true;
}

/// <summary>Uses a code.</summary>
public sealed record RedeemVoucher : ValidateVoucher
{
    /// <summary>The caller's key for this very redemption; repeats give the first answer.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Hash of what was asked, to notice the key with another body.</summary>
    public string? RequestHash { get; init; }
}

/// <summary>Takes a redemption back.</summary>
public sealed record RollBackRedemption
{
    /// <summary><c>r_…</c>.</summary>
    public required string RedemptionId { get; init; }

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
}
