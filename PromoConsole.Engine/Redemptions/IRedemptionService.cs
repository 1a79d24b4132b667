namespace PromoConsole.Engine.Redemptions;

/// <summary>Validates, redeems and rolls back codes: the path every caller takes, whether page, HTTP API or own code.</summary>
public interface IRedemptionService
{
    /// <summary>What the code would do right now (or at <see cref="ValidateVoucher.AsOf"/>). Writes nothing but the refused attempt, a little later.</summary>
    /// <returns>The decision; or <c>not_found</c> for a customer or order named by an unknown platform id, <c>invalid_order</c> for one worth more than can be counted.</returns>
    Task<Result<ValidationAnswer>> ValidateAsync(ValidateVoucher request, CancellationToken ct = default);

    /// <summary>Uses the code. Answered only after it is on disk; a refusal is recorded too.</summary>
    /// <returns>The stored redemption or refusal; or <c>not_found</c> as above, <c>duplicate_found</c> for an idempotency key seen with another request.</returns>
    Task<Result<RedeemAnswer>> RedeemAsync(RedeemVoucher request, CancellationToken ct = default);

    /// <summary>Takes a redemption back: uses and budgets are released, the order loses the discount and is canceled.</summary>
    /// <returns>The stored rollback; or <c>not_found</c>, <c>already_rolled_back</c>, <c>invalid_redemption</c>, <c>invalid_customer</c>, <c>invalid_order</c>.</returns>
    Task<Result<Redemption>> RollBackAsync(RollBackRedemption request, CancellationToken ct = default);
}

/// <param name="AttemptId">Id reserved for this validation, <c>valid_…</c>; a refusal is stored under it.</param>
public sealed record ValidationAnswer(string AttemptId, Decision Decision);

/// <param name="Stored">As written: <see cref="RedemptionKind.Redeemed"/> or <see cref="RedemptionKind.RefusedRedemption"/>.</param>
/// <param name="Replayed">The first answer to a repeated idempotency key.</param>
public sealed record RedeemAnswer(Redemption Stored, bool Replayed);
