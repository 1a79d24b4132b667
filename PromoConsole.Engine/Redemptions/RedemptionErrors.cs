using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Refusals of requests about redemptions; why a code does not work is a decision, not one of these.</summary>
public static class RedemptionErrors
{
    public static NotFoundError NotFound(string id) => new("redemption", id);

    public static InvalidError AlreadyRolledBack(Redemption used) =>
        new("already_rolled_back", "This redemption was rolled back already.", $"Redemption with id {used.Id} was already rolled back") { ResourceId = used.RolledBackById };

    public static InvalidError NotARedemption(string id) =>
        new("invalid_redemption", "Only a successful redemption can be rolled back.", $"{id} is not a successful redemption");

    public static InvalidError OtherCustomer(string id) =>
        new("invalid_customer", "The redemption was made by another customer.", $"Customer {id} did not make this redemption") { Field = "customer" };

    public static InvalidError OtherOrder(string id) =>
        new("invalid_order", "The redemption was made on another order.", $"Order {id} is not the order of this redemption") { Field = "order" };

    public static ConflictError KeyUsedDifferently(string key) =>
        new("duplicate_found", "This Idempotency-Key was used for another request. Use a new key for a new request.", $"Idempotency-Key {key}");

    public static InvalidError PartOfSeveral(string id) => new(
        "invalid_redemption_parent", "This was redeemed together with others: roll back the redemption that stands for all of them.",
        $"Redemption with id {id} is part of a combined redemption");

    public static InvalidError StandsForSeveral(string id) => new(
        "invalid_redemption", "This redemption stands for several: roll it back as a whole.", $"Redemption with id {id} stands for several redemptions");

    public static readonly InvalidError DuplicatedRedeemables = new(
        "duplicated_redeemables", "Duplicated redeemables", "The same redeemable is named more than once");

    public static InvalidError TooManyRedeemables(int most) => new(
        "invalid_payload", "Invalid payload", $"Property .redeemables should have between 1 and {most} items")
    { Field = "redeemables" };

    public static readonly InvalidError StackNotAlone = new(
        "invalid_redeemables", "Invalid redeemables", "Promotion Stack cannot be use with other redeemables");

    /// <summary>Why this request is impossible whatever its codes are; null when it is not.</summary>
    internal static InvalidError? ShapeProblem(ValidateRedeemables request, CatalogueProject project)
    {
        var redeemables = request.Redeemables;
        if (redeemables.Count == 1) return null;
        if (redeemables.Count < 1 || redeemables.Count > project.Stacking.RedeemablesLimit) return TooManyRedeemables(project.Stacking.RedeemablesLimit);
        if (redeemables.Any(one => one.Kind == RedeemableKind.PromotionStack)) return StackNotAlone;
        var seen = new HashSet<(bool, string)>();
        foreach (var one in redeemables)
        {
            var voucher = one.Kind == RedeemableKind.Voucher;
            if (!seen.Add((voucher, voucher ? Vouchers.CodeKeys.Key(one.Id.Trim(), project.CaseInsensitiveCodes) : one.Id))) return DuplicatedRedeemables;
        }

        return null;
    }

    /// <summary>Why this redemption cannot be taken back; null when it can.</summary>
    internal static PromoError? RollbackProblem(RollBackRedemption request, Redemption? used)
    {
        if (used is null) return NotFound(request.RedemptionId);
        if (used.Kind == RedemptionKind.Combined && !request.Whole) return StandsForSeveral(used.Id);
        if (used.Kind is not (RedemptionKind.Redeemed or RedemptionKind.Combined)) return NotARedemption(used.Id);
        if (used.ParentId is not null) return PartOfSeveral(used.Id);
        if (used.RolledBackById is not null) return AlreadyRolledBack(used);
        if (request.CustomerId is { } customer && customer != used.CustomerId && customer != used.Detail.CustomerSourceId) return OtherCustomer(customer);
        if (request.OrderId is { } order && order != used.OrderId && order != used.Detail.OrderSourceId) return OtherOrder(order);
        return null;
    }
}
