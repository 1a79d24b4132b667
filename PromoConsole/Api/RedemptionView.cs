using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Api;

/// <summary>A redemption, a refused one, or a rollback. Rendered from the stored row alone, so that a repeated answer is the same to the letter.</summary>
internal sealed record RedemptionView
{
    [Description("r_… redeemed, rf_… refused, rr_… rolled back.")]
    public required string Id { get; init; }

    [Description("redemption or redemption_rollback.")]
    public required string Object { get; init; }

    public required DateTimeOffset Date { get; init; }

    public string? CustomerId { get; init; }

    public string? TrackingId { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("On a rollback: the redemption it takes back.")]
    public string? Redemption { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [Description("SUCCESS or FAILURE.")]
    public required string Result { get; init; }

    [Description("SUCCEEDED, FAILED or ROLLED_BACK.")]
    public required string Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureCode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureMessage { get; init; }

    public OrderView? Order { get; init; }

    public required ChannelView Channel { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What the client said it is in X-Voucherify-Channel.")]
    public string? Source { get; init; }

    public RedemptionCustomerView? Customer { get; init; }

    public string RelatedObjectType => "voucher";

    public string? RelatedObjectId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RelatedRedemptionsView? RelatedRedemptions { get; init; }

    public required RedeemedVoucherView Voucher { get; init; }

    /// <summary>As it stands: a redemption that was taken back says so.</summary>
    public static RedemptionView Of(Redemption stored, Tracking tracking) => Of(stored, tracking, stored.RolledBackById);

    /// <summary>As it was answered when it happened.</summary>
    public static RedemptionView AsAnswered(Redemption stored, Tracking tracking) => Of(stored, tracking, null);

    private static RedemptionView Of(Redemption stored, Tracking tracking, string? rolledBackBy)
    {
        var refused = stored.RefusalKey is not null;
        var rolledBackAt = rolledBackBy is null ? null : Ids.CreatedAt(rolledBackBy);
        return new RedemptionView
        {
            Id = stored.Id,
            Object = stored.Kind == RedemptionKind.Rollback ? "redemption_rollback" : "redemption",
            Date = stored.At,
            CustomerId = stored.CustomerId,
            TrackingId = tracking.IdOf(stored),
            Metadata = stored.Detail.Metadata,
            Redemption = stored.RollbackOfId,
            Reason = stored.Reason,
            Result = refused ? "FAILURE" : "SUCCESS",
            Status = refused ? "FAILED" : rolledBackBy is null ? "SUCCEEDED" : "ROLLED_BACK",
            FailureCode = stored.RefusalKey,
            FailureMessage = stored.RefusalKey is { } key ? RefusalKeys.MessageOf(key) : null,
            Order = OrderOf(stored, rolledBackBy, rolledBackAt),
            Channel = ChannelView.Of(stored),
            Source = stored.Detail.Source,
            Customer = RedemptionCustomerView.Of(stored),
            RelatedObjectId = stored.VoucherId,
            RelatedRedemptions = rolledBackBy is null ? null : new RelatedRedemptionsView([new RelatedRollbackView(rolledBackBy, rolledBackAt)]),
            Voucher = RedeemedVoucherView.Of(stored),
        };
    }

    private static OrderView? OrderOf(Redemption stored, string? rolledBackBy, DateTimeOffset? rolledBackAt)
    {
        if (stored.Detail.Order is not { } content) return null;
        var order = OrderView.Of(
            content, stored.OrderId, stored.Detail.OrderSourceId, stored.CustomerId, stored.Detail.DiscountBeforeAmount, stored.DiscountAmount);
        if (stored.RefusalKey is not null) return order;

        var rollback = stored.Kind == RedemptionKind.Rollback;
        var redemptionId = stored.RollbackOfId ?? stored.Id;
        var at = rollback ? Ids.CreatedAt(redemptionId) ?? stored.At : stored.At;
        return order with
        {
            Status = rollback ? "CANCELED" : "PAID",
            UpdatedAt = stored.At,
            Redemptions = new Dictionary<string, OrderRedemptionView>
            {
                [redemptionId] = new(
                    at, "voucher", stored.VoucherId, stored.CampaignId, rollback ? stored.Id : rolledBackBy, rollback ? stored.At : rolledBackAt),
            },
        };
    }
}

/// <summary>Who asked: a key of the API or a person in the dashboard.</summary>
internal sealed record ChannelView(string ChannelId, [property: Description("API or USER.")] string ChannelType)
{
    public static ChannelView Of(Redemption stored) => new(stored.Actor, stored.Channel == Caller.Dashboard ? "USER" : "API");
}

/// <summary>The customer as it was, in short.</summary>
internal sealed record RedemptionCustomerView(string? Id, string? Name, string? SourceId)
{
    public string Object => "customer";

    public static RedemptionCustomerView? Of(Redemption stored) =>
        stored.CustomerId is null && stored.Detail.CustomerSourceId is null
            ? null
            : new RedemptionCustomerView(stored.CustomerId, stored.Detail.CustomerName, stored.Detail.CustomerSourceId);
}

/// <summary>The code as it was when it was redeemed.</summary>
internal sealed record RedeemedVoucherView
{
    public string? Id { get; init; }

    public required string Code { get; init; }

    public string? Campaign { get; init; }

    public string? CampaignId { get; init; }

    public string Type => "DISCOUNT_VOUCHER";

    public DiscountView? Discount { get; init; }

    public string? Gift => null;

    public string? LoyaltyCard => null;

    public bool IsReferralCode => false;

    public string Object => "voucher";

    public static RedeemedVoucherView Of(Redemption stored) => new()
    {
        Id = stored.VoucherId,
        Code = stored.Code,
        Campaign = stored.Detail.CampaignName,
        CampaignId = stored.CampaignId,
        Discount = stored.Detail.Proof?.Discount is { } applied ? DiscountView.Of(applied.Discount) : null,
    };
}

internal sealed record RelatedRedemptionsView(IReadOnlyList<RelatedRollbackView> Rollbacks);

internal sealed record RelatedRollbackView(string Id, DateTimeOffset? Date);
