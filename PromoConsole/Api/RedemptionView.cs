using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json.Serialization;
using PromoConsole.Components;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;

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
    [Description("On a rollback: the redemption it takes back. On a redemption that is part of several: the one that stands for them.")]
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

    [Description("voucher, promotion_tier, or redemption for one that stands for several.")]
    public required string RelatedObjectType { get; init; }

    public string? RelatedObjectId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RelatedRedemptionsView? RelatedRedemptions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RedeemedVoucherView? Voucher { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RedeemedTierView? PromotionTier { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RedeemedSessionView? Session { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Why, when explain asks for it.")]
    public ExplanationView? Explanation { get; init; }

    /// <summary>As it stands: a redemption that was taken back says so.</summary>
    public static RedemptionView Of(Redemption stored, Tracking tracking) => Of(stored, tracking, stored.RolledBackById);

    /// <summary>As it was answered when it happened.</summary>
    public static RedemptionView AsAnswered(Redemption stored, Tracking tracking) => Of(stored, tracking, null);

    /// <summary>As somebody reads it who may not know how to reach the customer: a name that is an address or a number is masked.</summary>
    public RedemptionView For(ClaimsPrincipal reader) =>
        Customer is { Name: { } name } customer ? this with { Customer = customer with { Name = Contacts.Shown(name, reader.May(Permissions.CustomersContact)) } } : this;

    private static RedemptionView Of(Redemption stored, Tracking tracking, string? rolledBackBy)
    {
        var refused = stored.RefusalKey is not null;
        var rolledBackAt = rolledBackBy is null ? null : Ids.CreatedAt(rolledBackBy);
        return new RedemptionView
        {
            Id = stored.Id,
            Object = stored.Kind.IsRollback() ? "redemption_rollback" : "redemption",
            Date = stored.At,
            CustomerId = stored.CustomerId,
            TrackingId = tracking.IdOf(stored),
            Metadata = stored.Detail.Metadata,
            Redemption = stored.RollbackOfId ?? stored.ParentId,
            Reason = stored.Reason,
            Result = refused ? "FAILURE" : "SUCCESS",
            Status = refused ? "FAILED" : rolledBackBy is null ? "SUCCEEDED" : "ROLLED_BACK",
            FailureCode = stored.RefusalKey,
            FailureMessage = stored.RefusalKey is { } key ? RefusalKeys.MessageOf(key) : null,
            Order = OrderOf(stored, rolledBackBy, rolledBackAt),
            Channel = ChannelView.Of(stored),
            Source = stored.Detail.Source,
            Customer = RedemptionCustomerView.Of(stored),
            RelatedObjectType = TypeOf(stored),
            RelatedObjectId = stored.VoucherId ?? stored.TierId ?? (stored.Kind.IsCombined() ? stored.RollbackOfId ?? stored.Id : null),
            RelatedRedemptions = RelatedRedemptionsView.Of(stored, rolledBackBy, rolledBackAt),
            Voucher = stored.Kind.IsCombined() || TypeOf(stored) != "voucher" ? null : RedeemedVoucherView.Of(stored),
            PromotionTier = stored.TierId is null ? null : RedeemedTierView.Of(stored),
            Session = stored.Detail.SessionKey is { } session ? new RedeemedSessionView(session) : null,
        };
    }

    private static string TypeOf(Redemption stored) =>
        stored.Kind.IsCombined() ? "redemption"
        : stored.TierId is not null || stored.Detail.Proof is { Kind: RedeemableKind.PromotionTier } ? "promotion_tier"
        : stored.Detail.Proof is { Kind: RedeemableKind.PromotionStack } ? "promotion_stack"
        : "voucher";

    private static OrderView? OrderOf(Redemption stored, string? rolledBackBy, DateTimeOffset? rolledBackAt)
    {
        if (stored.Detail.Order is not { } before) return null;
        var order = OrderView.Of(before, stored.OrderAfterwards!, stored.OrderId, stored.Detail.OrderSourceId, stored.CustomerId, stored.Detail.OrderReferrerId).With(stored.Detail.Proof?.Discount?.Exchanges);
        if (stored.RefusalKey is not null) return order;

        var rollback = stored.Kind.IsRollback();
        var redemptionId = stored.RollbackOfId ?? stored.ParentId ?? stored.Id;
        var at = rollback ? Ids.CreatedAt(redemptionId) ?? stored.At : stored.At;
        var (rollbackId, rollbackAt) = rollback ? (stored.Id, stored.At) : (rolledBackBy, rolledBackAt);
        var one = new OrderRedemptionView(at, TypeOf(stored), stored.VoucherId ?? stored.TierId, stored.CampaignId, null, rollbackId, rollbackAt);
        var together = stored.Kind.IsCombined() || (stored.ParentId is not null && !rollback);
        return order with
        {
            Status = rollback && stored.Detail.OrderAfter?.TotalDiscountAmount != before.TotalDiscountAmount ? "CANCELED" : "PAID",
            UpdatedAt = stored.At,
            Redemptions = new Dictionary<string, OrderRedemptionView>
            {
                [redemptionId] = !together ? one
                    : new(at, "redemption", redemptionId, null, stored.Kind.IsCombined() ? Parts(stored, at) : [one], rollbackId, rollbackAt),
            },
        };
    }

    private static List<OrderRedemptionView> Parts(Redemption parent, DateTimeOffset at) =>
    [
        .. (parent.Detail.Stack ?? []).Where(entry => entry.Status == StepStatus.Applicable).Select(entry => new OrderRedemptionView(
            at, ValidatedView.ObjectOf(entry.Kind), entry.VoucherId ?? entry.Id, entry.CampaignId)),
    ];
}

internal sealed record RedeemedSessionView(string Key)
{
    public string Type => "LOCK";
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
        Discount = stored.Detail.Proof?.Discount is { } applied ? DiscountView.Of(applied) : null,
    };
}

/// <summary>The tier as it was when it was redeemed.</summary>
internal sealed record RedeemedTierView
{
    public string? Id { get; init; }

    public required string Name { get; init; }

    public RedeemedCampaignView? Campaign { get; init; }

    public RedeemedActionView? Action { get; init; }

    public string Object => "promotion_tier";

    public static RedeemedTierView Of(Redemption stored) => new()
    {
        Id = stored.TierId,
        Name = stored.Code,
        Campaign = stored.CampaignId is null ? null : new(stored.CampaignId, stored.Detail.CampaignName),
        Action = stored.Detail.Proof?.Discount is { } applied ? new(DiscountView.Of(applied)) : null,
    };
}

internal sealed record RedeemedCampaignView(string Id, string? Name)
{
    public string Object => "campaign";
}

internal sealed record RedeemedActionView(DiscountView Discount);

internal sealed record RelatedRedemptionsView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RelatedRollbackView>? Rollbacks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RelatedRollbackView>? Redemptions)
{
    public static RelatedRedemptionsView? Of(Redemption stored, string? rolledBackBy, DateTimeOffset? rolledBackAt)
    {
        IReadOnlyList<RelatedRollbackView>? parts = stored.Kind != RedemptionKind.Combined ? null
            : [.. (stored.Detail.Stack ?? []).Where(entry => entry is { Status: StepStatus.Applicable, RedemptionId: not null })
                .Select(entry => new RelatedRollbackView(entry.RedemptionId!, stored.At))];
        return rolledBackBy is null && parts is null ? null
            : new RelatedRedemptionsView(rolledBackBy is null ? null : [new RelatedRollbackView(rolledBackBy, rolledBackAt)], parts);
    }
}

internal sealed record RelatedRollbackView(string Id, DateTimeOffset? Date);
