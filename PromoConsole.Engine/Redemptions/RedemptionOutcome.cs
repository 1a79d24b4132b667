using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Everything one redemption, refusal or rollback writes, worked out before anything is written; the same for both databases.</summary>
internal sealed record RedemptionOutcome
{
    public required Redemption Redemption { get; init; }

    public Customer? Customer { get; init; }

    public bool CustomerIsNew { get; init; }

    /// <summary>The order as it will be stored; null when it is not touched.</summary>
    public Order? Order { get; init; }

    public bool OrderIsNew { get; init; }

    /// <summary>Uses to add to the voucher's own row: 1, -1, or 0 when it has no limit.</summary>
    public int VoucherUses { get; init; }

    /// <summary>Version the voucher keeps from now on; null when it keeps one already.</summary>
    public int? PinVersion { get; init; }

    /// <summary>In their fixed order.</summary>
    public IReadOnlyList<CounterChange> Counters { get; init; } = [];

    public OutboxEvent? Event { get; init; }

    public IdempotencyRecord? Idempotency { get; init; }

    /// <summary>Of a redemption request, accepted or refused.</summary>
    public static RedemptionOutcome Of(RedeemVoucher request, Decision decision, LoadedFacts loaded, CatalogueProject project, DateTimeOffset now)
    {
        var order = decision.Accepted ? OrderOf(request, decision, loaded, now) : null;
        var redemption = RedemptionRecord.Of(
            request, decision, decision.Accepted ? RedemptionKind.Redeemed : RedemptionKind.RefusedRedemption,
            Ids.New(decision.Accepted ? "r_" : "rf_", now), loaded.Customer?.Id, order?.Id ?? loaded.StoredOrder?.Id, project, now);
        return new RedemptionOutcome
        {
            Redemption = redemption,
            Customer = loaded.SaveCustomer ? loaded.Customer : null,
            CustomerIsNew = loaded.CustomerIsNew,
            Order = order,
            OrderIsNew = loaded.StoredOrder is null,
            VoucherUses = decision.Accepted && decision.Facts.Voucher is { RedemptionLimit: not null } ? 1 : 0,
            PinVersion = decision is { Accepted: true, Facts.Voucher: { CampaignId: not null, CampaignVersion: null } } ? decision.CampaignVersion : null,
            Counters = decision.Changes,
            Event = EventOf(decision.Accepted ? "redemption.succeeded" : "redemption.failed", redemption),
            Idempotency = request is { IdempotencyKey: { } key, Caller.KeyId: { } apiKey }
                ? new() { ApiKeyId = apiKey, Key = key, RequestHash = request.RequestHash ?? "", RedemptionId = redemption.Id, At = now }
                : null,
        };
    }

    /// <summary>Of a rollback that is allowed.</summary>
    /// <param name="used">The redemption taken back.</param>
    /// <param name="voucherHasLimit">As it is now: that decides where its uses are counted.</param>
    /// <param name="order">The stored order of the redemption; changed in place.</param>
    /// <param name="id">Of the rollback, when it was written down before; else a new one.</param>
    public static RedemptionOutcome OfRollback(
        RollBackRedemption request, Redemption used, bool voucherHasLimit, Order? order, CatalogueProject project, DateTimeOffset now, string? id = null)
    {
        var discountBefore = order?.DiscountAmount ?? used.Detail.DiscountBeforeAmount + used.DiscountAmount;
        var rollback = RedemptionRecord.OfRollback(request, used, discountBefore, project, now, id ?? Ids.New("rr_", now));
        if (order is not null)
        {
            order.DiscountAmount = Math.Max(0, order.DiscountAmount - used.DiscountAmount);
            order.Status = OrderStatus.Canceled;
            order.UpdatedAt = now;
        }

        return new RedemptionOutcome
        {
            Redemption = rollback,
            Order = order,
            VoucherUses = voucherHasLimit ? -1 : 0,
            Counters = CountersOf(used, voucherHasLimit),
            Event = EventOf("redemption.rollback.succeeded", rollback),
        };
    }

    /// <summary>All that may count this redemption, in their fixed order; those that nobody limits have no row and are not made by a rollback.</summary>
    internal static IReadOnlyList<CounterChange> CountersOf(Redemption used, bool voucherHasLimit)
    {
        var changes = new List<CounterChange>(5);
        if (used.VoucherId is not { } voucherId) return changes;
        var campaignId = used.CampaignId ?? voucherId;
        if (used.CustomerId is { } a) changes.Add(new(CounterKeys.CampaignRedemptionsOf(campaignId, a), -1));
        changes.Add(new(CounterKeys.CampaignDiscounted(campaignId), -used.DiscountAmount));
        changes.Add(new(CounterKeys.CampaignRedemptions(campaignId), -1));
        if (used.CustomerId is { } b) changes.Add(new(CounterKeys.CodeRedemptionsOf(voucherId, b), -1));
        if (!voucherHasLimit) changes.Add(new(CounterKeys.CodeRedemptions(voucherId), -1));
        return changes;
    }

    private static Order OrderOf(RedeemVoucher request, Decision decision, LoadedFacts loaded, DateTimeOffset now)
    {
        var facts = decision.Facts.Order!; // nothing is accepted without one
        if (loaded.StoredOrder is { } stored)
        {
            stored.CustomerId ??= loaded.Customer?.Id;
            stored.DiscountAmount += decision.DiscountAmount;
            stored.Status = OrderStatus.Paid;
            stored.UpdatedAt = now;
            return stored;
        }

        return new Order
        {
            Id = Ids.New("ord_", now), SourceId = facts.SourceId, CustomerId = loaded.Customer?.Id, Status = OrderStatus.Paid,
            Amount = facts.InitialAmount ?? 0, DiscountAmount = decision.DiscountAmount, Content = facts.Content,
            Demo = request.Caller.Channel == Caller.DemoStore, CreatedAt = now, UpdatedAt = now,
        };
    }

    private static OutboxEvent EventOf(string type, Redemption about) => new() { Id = Ids.New("evred_", about.At), Type = type, Subject = about.Id, At = about.At };
}

/// <summary>The row that stays: made from a decision, complete in itself.</summary>
internal static class RedemptionRecord
{
    public static Redemption Of(
        ValidateVoucher request, Decision decision, RedemptionKind kind, string id, string? customerId, string? orderId, CatalogueProject project, DateTimeOffset at)
    {
        var (day, hour) = ReportDays.Of(at, project.Zone);
        var facts = decision.Facts;
        return new Redemption
        {
            Id = id,
            Kind = kind,
            At = at,
            Day = day,
            Hour = hour,
            Code = Cut(facts.Voucher?.Code ?? request.Code, Vouchers.CodeKeys.MaxLength),
            VoucherId = facts.Voucher?.Id,
            CampaignId = facts.Voucher?.CampaignId,
            CampaignVersion = decision.CampaignVersion,
            CustomerId = customerId,
            OrderId = orderId,
            OrderAmount = facts.Order?.InitialAmount ?? 0,
            DiscountAmount = decision.Accepted ? decision.DiscountAmount : 0,
            RefusalKey = decision.Proof.RefusalKey,
            Channel = request.Caller.Channel,
            Actor = Cut(request.Caller.Name, 256),
            Detail = new RedemptionDetail
            {
                CampaignName = decision.Campaign?.Name,
                CustomerName = facts.Customer?.Name,
                CustomerSourceId = facts.Customer?.SourceId,
                OrderSourceId = facts.Order?.SourceId,
                Order = facts.Order?.Content,
                DiscountBeforeAmount = facts.Order?.DiscountAmount ?? 0,
                Proof = decision.Proof,
                Metadata = request.Metadata,
                TrackingId = request.TrackingId,
                Source = request.Caller.Source,
            },
        };
    }

    /// <param name="discountBefore">All discounts on the order before this one is taken back, minor units.</param>
    public static Redemption OfRollback(
        RollBackRedemption request, Redemption used, long discountBefore, CatalogueProject project, DateTimeOffset at, string id)
    {
        var (day, hour) = ReportDays.Of(at, project.Zone);
        return new Redemption
        {
            Id = id,
            Kind = RedemptionKind.Rollback,
            At = at,
            Day = day,
            Hour = hour,
            Code = used.Code,
            VoucherId = used.VoucherId,
            CampaignId = used.CampaignId,
            CampaignVersion = used.CampaignVersion,
            CustomerId = used.CustomerId,
            OrderId = used.OrderId,
            OrderAmount = used.OrderAmount,
            DiscountAmount = -used.DiscountAmount,
            RollbackOfId = used.Id,
            Reason = request.Reason is { } reason ? Cut(reason, 1000) : null,
            Channel = request.Caller.Channel,
            Actor = Cut(request.Caller.Name, 256),
            Detail = new RedemptionDetail
            {
                CampaignName = used.Detail.CampaignName,
                CustomerName = used.Detail.CustomerName,
                CustomerSourceId = used.Detail.CustomerSourceId,
                OrderSourceId = used.Detail.OrderSourceId,
                Order = used.Detail.Order,
                DiscountBeforeAmount = discountBefore,
                Metadata = request.Metadata,
                TrackingId = request.TrackingId,
                Source = request.Caller.Source,
            },
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
