namespace PromoConsole.Engine.Redemptions;

/// <summary>How redemptions meet one kind of database. Written by hand for each: this is the path every shopper waits for.</summary>
internal interface IRedemptionStore
{
    /// <summary>The facts as they are right now, with the newest catalogue; takes no locks.</summary>
    ValueTask<Result<Considered>> ConsiderAsync(ValidateVoucher request, DateTimeOffset now, CancellationToken ct);

    /// <summary>Decides and commits; completes after the commit.</summary>
    Task<Result<RedeemAnswer>> RedeemAsync(RedeemVoucher request, CancellationToken ct);

    /// <summary>Takes a redemption back; completes after the commit.</summary>
    Task<Result<Redemption>> RollBackAsync(RollBackRedemption request, CancellationToken ct);

    /// <summary>Writes refused validations with their summaries, in one transaction.</summary>
    Task RecordAsync(IReadOnlyList<Redemption> attempts, CancellationToken ct);

    /// <summary>Forgets idempotency keys from before this instant.</summary>
    Task ForgetKeysAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>What a decision is made on.</summary>
internal sealed record Considered(Catalogue Catalogue, LoadedFacts Loaded);
