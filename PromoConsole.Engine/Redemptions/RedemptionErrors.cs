using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Refusals of requests about redemptions; why a code does not work is a decision, not one of these.</summary>
public static class RedemptionErrors
{
    public static NotFoundError NotFound(string id) => new("redemption", id);

    public static InvalidError AlreadyRolledBack(string id) =>
        new("already_rolled_back", "This redemption was rolled back already.", $"Redemption with id {id} was already rolled back");

    public static InvalidError NotARedemption(string id) =>
        new("invalid_redemption", "Only a successful redemption can be rolled back.", $"{id} is not a successful redemption");

    public static InvalidError OtherCustomer(string id) =>
        new("invalid_customer", "The redemption was made by another customer.", $"Customer {id} did not make this redemption") { Field = "customer" };

    public static InvalidError OtherOrder(string id) =>
        new("invalid_order", "The redemption was made on another order.", $"Order {id} is not the order of this redemption") { Field = "order" };

    public static ConflictError KeyUsedDifferently(string key) =>
        new("duplicate_found", "This Idempotency-Key was used for another request. Use a new key for a new request.", $"Idempotency-Key {key}");

    /// <summary>Why this redemption cannot be taken back; null when it can.</summary>
    internal static PromoError? RollbackProblem(RollBackRedemption request, Redemption? used)
    {
        if (used is null) return NotFound(request.RedemptionId);
        if (used.Kind != RedemptionKind.Redeemed) return NotARedemption(used.Id);
        if (used.RolledBackById is not null) return AlreadyRolledBack(used.Id);
        if (request.CustomerId is { } customer && customer != used.CustomerId && customer != used.Detail.CustomerSourceId) return OtherCustomer(customer);
        if (request.OrderId is { } order && order != used.OrderId && order != used.Detail.OrderSourceId) return OtherOrder(order);
        return null;
    }
}
