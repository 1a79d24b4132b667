using PromoConsole.Engine.Stacking;

namespace PromoConsole.Engine.Redemptions;

/// <summary>How redemptions meet one kind of database. Written by hand for each: this is the path every shopper waits for.</summary>
internal interface IRedemptionStore
{
    /// <summary>The facts as they are right now, with the newest catalogue; takes no locks.</summary>
    ValueTask<Result<Considered>> ConsiderAsync(ValidateRedeemables request, DateTimeOffset now, CancellationToken ct);

    /// <summary>Decides and commits; completes after the commit.</summary>
    Task<Result<RedeemAnswer>> RedeemAsync(RedeemRedeemables request, CancellationToken ct);

    /// <summary>Decides and holds what applies for the session; completes after the commit.</summary>
    Task<Result<Considered>> LockAsync(LockRedeemables request, CancellationToken ct);

    /// <summary>Lets go of what a session holds; completes after the commit.</summary>
    Task<int> ReleaseAsync(string sessionKey, string? voucherId, CancellationToken ct);

    /// <summary>Takes a redemption back; completes after the commit.</summary>
    Task<Result<RollbackAnswer>> RollBackAsync(RollBackRedemption request, CancellationToken ct);

    /// <summary>Writes refused validations with their summaries, in one transaction.</summary>
    Task RecordAsync(IReadOnlyList<Redemption> attempts, CancellationToken ct);

    /// <summary>Forgets idempotency keys from before the first instant, and what sessions held whose time was over at the second.</summary>
    Task ForgetOldAsync(DateTimeOffset keysBefore, DateTimeOffset now, CancellationToken ct);
}

/// <summary>What a decision is made on.</summary>
/// <param name="Decision">Already made where looking and deciding belong together; else null.</param>
internal sealed record Considered(Catalogue Catalogue, LoadedFacts Loaded, Decision? Decision = null)
{
    public Considered With(StackingRules rules) => this with { Catalogue = Catalogue with { Project = Catalogue.Project with { Stacking = rules } } };
}
