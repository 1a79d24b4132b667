using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Examples;

/// <summary>A cart, a customer and a time that a rule must let pass, or must refuse. No effect on decisions: it is run when the rule is put in force.</summary>
/// <remarks>Stored as JSON beside the rule it is about.</remarks>
public sealed record RuleExample
{
    /// <summary>One name each, whatever its case.</summary>
    public required string Name { get; init; }

    /// <summary>True: the rule must let it pass. False: the rule must refuse it.</summary>
    public required bool MustPass { get; init; }

    /// <summary>Platform id; null is a guest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CustomerId { get; init; }

    /// <summary>Laid over what is stored of the customer; of a guest all that is known. Null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? CustomerMetadata { get; init; }

    /// <summary>Null for no order at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderContent? Order { get; init; }

    /// <summary>Of the redemption itself; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? RedemptionMetadata { get; init; }

    /// <summary>As if it were this instant; null is whenever it is run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What the shop would ask.</summary>
    public ValidateRedeemables Request => new()
    {
        Redeemables = [],
        Customer = CustomerId is null && CustomerMetadata is null ? null : new CustomerInput { Id = CustomerId, Metadata = CustomerMetadata ?? MetadataBag.Empty },
        Order = Order is { } content ? new OrderInput { Content = content } : null,
        Metadata = RedemptionMetadata ?? MetadataBag.Empty,
        AsOf = AsOf,
        RecordRefusal = false,
        Caller = RuleTrial.Shop,
    };
}
