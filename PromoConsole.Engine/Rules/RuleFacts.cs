using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Engine.Rules;

/// <summary>What a rule may ask, ready to read. Counts and sums include the redemption being tested.</summary>
public readonly record struct RuleFacts
{
    private readonly OrderLine[] _lines;

    /// <summary>Knows the project's time zone, and the names proofs show.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>The instant decided for; relative dates count from its day in the project's zone.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Null when the request names no customer: what needs one is then unknown.</summary>
    public CustomerFacts? Customer { get; init; }

    /// <summary>Current tiers of the customer in all loyalty programmes; null is none.</summary>
    public IReadOnlyList<string>? LoyaltyTierIds { get; init; }

    /// <summary>Whether the customer is the one the code was given to. False for a code given to nobody.</summary>
    public bool IsHolder { get; init; }

    /// <summary>E-mail address of the dashboard's user who redeems; null for the shop's calls.</summary>
    public string? User { get; init; }

    /// <summary>Application id of the API key that asks; null for people.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>Name of the API key that asks; null for people.</summary>
    public string? ApiKeyName { get; init; }

    /// <summary>Empty without an order.</summary>
    public IReadOnlyList<OrderLine> Lines { get => _lines; init => _lines = value as OrderLine[] ?? [.. value]; }

    /// <summary>Empty without an order.</summary>
    public MetadataBag OrderMetadata { get; init; }

    /// <summary>Sent with the validation or redemption itself; null is empty.</summary>
    public MetadataBag? RedemptionMetadata { get; init; }

    /// <summary>Of the event that earning rules and distributions look at; null is empty.</summary>
    public MetadataBag? EventMetadata { get; init; }

    /// <summary>Minor units; null when the order has no value.</summary>
    public long? InitialAmount { get; init; }

    /// <summary>Before this code's own discount, minor units; null when the order has no value.</summary>
    public long? AmountBefore { get; init; }

    /// <summary>After this code's own discount, minor units; null when the order has no value.</summary>
    public long? TotalAmount { get; init; }

    /// <summary>Pieces in the order; 0 without one.</summary>
    public long ItemsQuantity { get; init; }

    /// <summary>Points this redemption would use; null when it is none that pays with points.</summary>
    public long? PointsUsed { get; init; }

    /// <summary>What limits are compared with; null when the rule counts nothing.</summary>
    public BudgetUse? Budget { get; init; }

    /// <summary>In which languages messages are wanted, the most wanted first; null is none.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>What a request and the order as it stands say; what depends on one code or tier is left open.</summary>
    /// <param name="order">As those applied before left it; null without an order.</param>
    public static RuleFacts Of(ValidateRedeemables request, Facts facts, Catalogue catalogue, OrderState? order, DateTimeOffset now) => new()
    {
        Catalogue = catalogue,
        Now = now,
        Customer = facts.Customer,
        User = request.Caller.Channel == Caller.Dashboard ? request.Caller.Name : null,
        ApiKeyId = request.Caller.KeyId,
        ApiKeyName = request.Caller.Channel == Caller.Api ? request.Caller.Name : null,
        Lines = order?.Content.Lines ?? [],
        OrderMetadata = order?.Metadata ?? MetadataBag.Empty,
        RedemptionMetadata = request.Metadata,
        InitialAmount = order?.InitialAmount,
        AmountBefore = order?.TotalAmount,
        TotalAmount = order?.TotalAmount,
        ItemsQuantity = order?.ItemsQuantity ?? 0,
        Languages = MessageText.LanguagesOf(request, facts.Customer, catalogue.Project),
    };

    /// <summary><see cref="Lines"/> without a call per line: rules go over them again and again.</summary>
    internal ReadOnlySpan<OrderLine> LineSpan => _lines;

    /// <summary>Reads dates in the project's zone.</summary>
    internal DayClock Clock => new(Now, Catalogue.Project.Zone);
}
