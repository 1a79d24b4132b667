namespace PromoConsole.Engine.Redemptions;

/// <summary>Validates, redeems and rolls back codes and tiers: the path every caller takes, whether page, HTTP API or own code.</summary>
public interface IRedemptionService
{
    /// <summary>What they would do right now (or at <see cref="ValidateRedeemables.AsOf"/>). Writes nothing but refused attempts, a little later.</summary>
    /// <returns>
    /// The decision; or <c>not_found</c> for a customer or order named by an unknown platform id, <c>invalid_order</c> for one worth more than can be counted,
    /// <c>invalid_payload</c>, <c>duplicated_redeemables</c> or <c>invalid_redeemables</c> for an impossible list.
    /// </returns>
    Task<Result<ValidationAnswer>> ValidateAsync(ValidateRedeemables request, CancellationToken ct = default);

    /// <summary>The same, and holds what applies for the request's session; the session's earlier hold is replaced. Answered after it is on disk.</summary>
    /// <returns>The decision with the session; errors as <see cref="ValidateAsync"/>.</returns>
    Task<Result<ValidationAnswer>> LockAsync(LockRedeemables request, CancellationToken ct = default);

    /// <summary>Lets go of what a session holds of one code, or of all.</summary>
    /// <param name="voucherId">Null for all.</param>
    /// <returns>How many uses were let go.</returns>
    Task<int> ReleaseAsync(string sessionKey, string? voucherId = null, CancellationToken ct = default);

    /// <summary>Uses them as one unit. Answered only after it is on disk; a refusal is recorded too.</summary>
    /// <returns>What is stored; or errors as above, <c>duplicate_found</c> for an idempotency key seen with another request.</returns>
    Task<Result<RedeemAnswer>> RedeemAsync(RedeemRedeemables request, CancellationToken ct = default);

    /// <summary>Takes a redemption back: uses and budgets are released; the order loses the discounts and is canceled, unless the project leaves orders alone.</summary>
    /// <returns>
    /// The stored rollbacks, the one that answers first; or <c>not_found</c>, <c>already_rolled_back</c>, <c>invalid_redemption</c>,
    /// <c>invalid_redemption_parent</c>, <c>invalid_customer</c>, <c>invalid_order</c>.
    /// </returns>
    Task<Result<RollbackAnswer>> RollBackAsync(RollBackRedemption request, CancellationToken ct = default);
}

/// <param name="AttemptId">Id reserved for this validation, <c>valid_…</c>; a refusal is stored under it.</param>
public sealed record ValidationAnswer(string AttemptId, Decision Decision)
{
    /// <summary>What holds the uses; null when nothing is held.</summary>
    public HeldSession? Session { get; init; }
}

/// <param name="Life">How long it holds, from when it was answered.</param>
public sealed record HeldSession(string Key, TimeSpan Life);

/// <param name="Stored">What answers: <see cref="RedemptionKind.Redeemed"/>, <see cref="RedemptionKind.Combined"/> or <see cref="RedemptionKind.RefusedRedemption"/>.</param>
/// <param name="Replayed">The first answer to a repeated idempotency key.</param>
public sealed record RedeemAnswer(Redemption Stored, bool Replayed)
{
    /// <summary>One for each redeemable that was used, in the order of application; empty on a refusal.</summary>
    public IReadOnlyList<Redemption> Redemptions { get; init; } = [];

    /// <summary>What was answered the first time.</summary>
    /// <param name="parts">Gives what a combined redemption stands for.</param>
    internal static RedeemAnswer Again(Redemption stored, Func<string, IReadOnlyList<Redemption>> parts) => new(stored, Replayed: true)
    {
        Redemptions = stored.Kind switch { RedemptionKind.Redeemed => [stored], RedemptionKind.Combined => parts(stored.Id), _ => [] },
    };

    internal static RedeemAnswer Of(RedemptionOutcome outcome) =>
        new(outcome.Answer, Replayed: false) { Redemptions = [.. outcome.Rows.Where(row => row.Kind == RedemptionKind.Redeemed)] };
}

/// <param name="Stored">What answers: <see cref="RedemptionKind.Rollback"/> or <see cref="RedemptionKind.CombinedRollback"/>.</param>
/// <param name="Rollbacks">One for each redemption that was taken back.</param>
public sealed record RollbackAnswer(Redemption Stored, IReadOnlyList<Redemption> Rollbacks)
{
    internal static RollbackAnswer Of(RollbackOutcome outcome) =>
        new(outcome.Answer, [.. outcome.Rows.Where(row => row.Kind == RedemptionKind.Rollback)]);
}
