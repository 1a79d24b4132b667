using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Redemptions on SQLite: looking uses read connections of its own, everything else is a piece of work for the writer.</summary>
internal sealed class SqliteRedemptions(SqliteWriter writer, SqliteReaders readers, CatalogueStore catalogues, TimeProvider time) : IRedemptionStore
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(30);

    public ValueTask<Result<Considered>> ConsiderAsync(ValidateRedeemables request, DateTimeOffset now, CancellationToken ct) =>
        readers.ReadAsync<Result<Considered>>(async reader =>
        {
            var catalogue = await catalogues.AtLeastAsync(reader.Facts.CatalogueVersion(), ct);
            var loaded = Load(request, reader.Facts, catalogue, now, redeeming: false);
            return loaded.IsOk ? new Considered(catalogue, loaded.Value) : loaded.Error;
        });

    public Task<Result<RedeemAnswer>> RedeemAsync(RedeemRedeemables request, CancellationToken ct) => writer.DoAsync(batch => Redeem(batch, request), ct);

    public Task<Result<Considered>> LockAsync(LockRedeemables request, CancellationToken ct) => writer.DoAsync(batch => Lock(batch, request), ct);

    public Task<int> ReleaseAsync(string sessionKey, string? voucherId, CancellationToken ct) => writer.DoAsync(batch => batch.Rows.Release(sessionKey, voucherId), ct);

    public Task<Result<RollbackAnswer>> RollBackAsync(RollBackRedemption request, CancellationToken ct) => writer.DoAsync(batch => RollBack(batch, request), ct);

    public Task RecordAsync(IReadOnlyList<Redemption> attempts, CancellationToken ct) => writer.DoAsync(batch =>
    {
        foreach (var attempt in attempts)
        {
            batch.Rows.Write(LateAttempts.Of(attempt, attempt.CustomerId is { } customer ? batch.Ledger.OwnerOf(customer) : null));
            batch.Tally.Add(attempt);
        }

        return true;
    }, ct);

    public Task ForgetOldAsync(DateTimeOffset keysBefore, DateTimeOffset now, CancellationToken ct) => writer.DoAsync(batch =>
    {
        batch.Ledger.ForgetOld(keysBefore, now);
        return true;
    }, ct);

    private static Result<LoadedFacts> Load(ValidateRedeemables request, SqliteFacts facts, Catalogue catalogue, DateTimeOffset now, bool redeeming) =>
        RedemptionErrors.ShapeProblem(request, catalogue.Project) is { } problem
            ? problem
            : LoadedFacts.Of(request, facts.Read(request, catalogue, now), catalogue, now, redeeming);

    private static Result<LoadedFacts> Load(ValidateRedeemables request, SqliteBatch batch, DateTimeOffset now, bool redeeming)
    {
        if (batch.Catalogue.SegmentsReadFigures) batch.Rows.Flush(); // what the customer redeemed in this very transaction counts
        return Load(request, batch.Facts, batch.Catalogue, now, redeeming);
    }

    private Result<RedeemAnswer> Redeem(SqliteBatch batch, RedeemRedeemables request)
    {
        var now = Instants.Storable(time.GetUtcNow());
        if (request is { IdempotencyKey: { } key, Caller.KeysOwner: { } apiKey }
            && batch.Ledger.FirstAnswer(apiKey, key, now - KeysAreKept) is { } first)
        {
            if (first.RequestHash != (request.RequestHash ?? "")) return RedemptionErrors.KeyUsedDifferently(key);
            batch.Rows.Flush(); // the first may be of this very transaction
            return RedeemAnswer.Again(batch.Ledger.Redemption(first.RedemptionId)!, batch.Ledger.Parts);
        }

        var loaded = Load(request, batch, now, redeeming: true);
        if (!loaded.IsOk) return loaded.Error;
        request = loaded.Value.Filled(request);
        var decision = RedemptionDecider.Decide(request, batch.Catalogue, loaded.Value.Facts, now);
        var outcome = RedemptionOutcome.Of(request, decision, loaded.Value, batch.Catalogue.Project, now);
        batch.Rows.Write(outcome);
        foreach (var row in outcome.Rows) batch.Tally.Add(row);
        return RedeemAnswer.Of(outcome);
    }

    // The session's earlier hold does not count against it and is replaced, whether or not this one succeeds in full.
    private Result<Considered> Lock(SqliteBatch batch, LockRedeemables request)
    {
        var now = Instants.Storable(time.GetUtcNow());
        var loaded = Load(request, batch, now, redeeming: false);
        if (!loaded.IsOk) return loaded.Error;
        var decision = RedemptionDecider.Decide(request, batch.Catalogue, loaded.Value.Facts, now);
        batch.Rows.Release(request.SessionKey!, null);
        foreach (var held in SessionLocks.Of(request, decision, now)) batch.Rows.Hold(held);
        return new Considered(batch.Catalogue, loaded.Value, decision);
    }

    private Result<RollbackAnswer> RollBack(SqliteBatch batch, RollBackRedemption request)
    {
        batch.Rows.Flush();
        var used = batch.Ledger.Redemption(request.RedemptionId);
        if (RedemptionErrors.RollbackProblem(request, used) is { } problem) return problem;
        if (batch.Catalogue.Metadata.Problem(Metadata.MetadataResources.Redemption, request.Metadata) is { } wrong) return wrong;
        var parts = used!.Kind == RedemptionKind.Combined ? batch.Ledger.Parts(used.Id) : [];
        var order = used.OrderId is { } orderId ? batch.Facts.OrderById(orderId) : null;
        var outcome = RollbackOutcome.Of(request, used, parts, batch.Ledger.VoucherHasLimit, order, batch.Catalogue, Instants.Storable(time.GetUtcNow()));
        batch.Rows.Write(outcome);
        foreach (var row in outcome.Rows) batch.Tally.Add(row);
        return RollbackAnswer.Of(outcome);
    }
}
