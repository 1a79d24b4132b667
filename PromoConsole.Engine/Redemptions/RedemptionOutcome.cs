using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Everything one request or rollback writes, worked out before anything is written; the same for both databases.</summary>
internal sealed record RedemptionOutcome
{
    /// <summary>The row that answers: a single redemption, the one that stands for several, or the refusal.</summary>
    public required Redemption Answer { get; init; }

    /// <summary>All rows, the answer first.</summary>
    public required IReadOnlyList<Redemption> Rows { get; init; }

    public Customer? Customer { get; init; }

    public bool CustomerIsNew { get; init; }

    /// <summary>What the log says of the customer's change; null where nothing changed.</summary>
    public AuditEntry? CustomerChange { get; init; }

    /// <summary>The order as it will be stored; null when it is not touched.</summary>
    public Order? Order { get; init; }

    public bool OrderIsNew { get; init; }

    /// <summary>In their fixed order, by voucher id.</summary>
    public IReadOnlyList<VoucherChange> Vouchers { get; init; } = [];

    /// <summary>In their fixed order.</summary>
    public IReadOnlyList<CounterChange> Counters { get; init; } = [];

    /// <summary>The session this used up; null when there was none.</summary>
    public string? ReleasedSession { get; init; }

    public IReadOnlyList<OutboxEvent> Events { get; init; } = [];

    public IdempotencyRecord? Idempotency { get; init; }

    /// <summary>Of a redemption request, accepted or refused.</summary>
    public static RedemptionOutcome Of(RedeemRedeemables request, Decision decision, LoadedFacts loaded, CatalogueProject project, DateTimeOffset now)
    {
        var rows = new RedemptionRows(request, decision, loaded, project, now);
        var written = decision.Accepted ? rows.Accepted() : rows.Refused();
        var answer = written[0];
        var order = decision.Accepted ? OrderOf(request, decision, loaded, answer, written, now) : null;
        if (order is not null) written = [.. written.Select(row => row.WithOrder(order))];
        return new RedemptionOutcome
        {
            Answer = written[0],
            Rows = written,
            Customer = loaded.SaveCustomer ? loaded.Customer : null,
            CustomerIsNew = loaded.CustomerIsNew,
            CustomerChange = loaded is { SaveCustomer: true, Customer: { } customer, CustomerBefore: { } before } ? Customers.CustomerChange.Of(before, customer, request.Caller.Name, now) : null,
            Order = order,
            OrderIsNew = loaded.StoredOrder is null,
            Vouchers = VoucherChange.Of(decision),
            Counters = decision.Changes,
            ReleasedSession = decision.Accepted ? request.SessionKey : null,
            Events = [.. written.Select(row => EventOf(decision.Accepted && row.RefusalKey is null ? "redemption.succeeded" : "redemption.failed", row))],
            Idempotency = request is { IdempotencyKey: { } key, Caller.KeysOwner: { } apiKey }
                ? new() { ApiKeyId = apiKey, Key = key, RequestHash = request.RequestHash ?? "", RedemptionId = written[0].Id, At = now }
                : null,
        };
    }

    public static OutboxEvent EventOf(string type, Redemption about) => new() { Id = Ids.New("evred_", about.At), Type = type, Subject = about.Id, At = about.At };

    private static Order OrderOf(
        RedeemRedeemables request, Decision decision, LoadedFacts loaded, Redemption answer, IReadOnlyList<Redemption> rows, DateTimeOffset now)
    {
        var facts = decision.Facts.Order!; // nothing is accepted without one
        var order = loaded.StoredOrder ?? new Order
        {
            Id = Ids.New("ord_", now), SourceId = facts.SourceId, Amount = facts.InitialAmount ?? 0, Content = facts.Content,
            Demo = request.Caller.Channel == Caller.DemoStore, CreatedAt = now,
        };
        var used = rows.Where(row => row.Kind == RedemptionKind.Redeemed);
        var changes = decision.Applied.Zip(used, (step, row) => ChangeOf(step, row)).ToList();
        order.CustomerId ??= loaded.Customer?.Id;
        order.ReferrerId ??= facts.ReferrerId;
        order.Status = OrderStatus.Paid;
        order.UpdatedAt = now;
        order.DiscountAmount = decision.Order!.TotalDiscountAmount;
        order.Redemptions = [.. order.Redemptions ?? [], new OrderRedemption(answer.Id, now, changes)];
        return order;
    }

    private static OrderChange ChangeOf(Step step, Redemption row)
    {
        var applied = step.Proof.Discount!;
        return new OrderChange(row.Id, step.Asked.Kind, row.VoucherId ?? row.TierId ?? "", row.CampaignId, applied.OrderDiscountAmount)
        {
            Lines = applied.Lines.Count == 0 ? null : [.. applied.Lines.Select(line => new Discounts.LineChange(line.Index, line.DiscountAmount)
            {
                Added = line.Added, AddedQuantity = line.AddedQuantity, AddedAmount = line.AddedAmount, DiscountQuantity = line.DiscountQuantity,
            })],
        };
    }
}

/// <summary>What happens to one voucher's own row.</summary>
/// <param name="Uses">Added to its uses: 1, -1, or 0 when it has no limit.</param>
/// <param name="PinVersion">Version it keeps from now on; null when it keeps one already or has no campaign.</param>
internal sealed record VoucherChange(string Id, int Uses, int? PinVersion)
{
    /// <summary>Of what a decision uses, by id; vouchers of which nothing changes are not in it.</summary>
    public static IReadOnlyList<VoucherChange> Of(Decision decision)
    {
        var changes = new List<VoucherChange>();
        foreach (var step in decision.Applied)
        {
            if (step.Voucher is not { } voucher) continue;
            var pin = voucher is { CampaignId: not null, CampaignVersion: null } ? step.CampaignVersion : null;
            if (voucher.RedemptionLimit is not null || pin is not null) changes.Add(new(voucher.Id, voucher.RedemptionLimit is null ? 0 : 1, pin));
        }

        if (changes.Count > 1) changes.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return changes;
    }
}
