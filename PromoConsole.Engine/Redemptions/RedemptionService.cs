using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>The steps every database shares; the ones that touch it are the store's.</summary>
internal sealed class RedemptionService(IRedemptionStore store, AttemptRecorder recorder, TimeProvider time) : IRedemptionService
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);
    private long _cleanedAtTicks;

    public async Task<Result<ValidationAnswer>> ValidateAsync(ValidateVoucher request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var considered = await store.ConsiderAsync(request, request.AsOf ?? now, ct);
        if (!considered.IsOk) return considered.Error;

        var (catalogue, loaded) = considered.Value;
        var decision = RedemptionDecider.Decide(request, catalogue, loaded.Facts, request.AsOf ?? now);
        var attemptId = Ids.New("valid_", now);
        if (!decision.Accepted && request.RecordRefusal)
        {
            recorder.Record(RedemptionRecord.Of(
                request, decision, RedemptionKind.RefusedValidation, attemptId, loaded.Customer?.Id, loaded.StoredOrder?.Id, catalogue.Project, now));
        }

        return new ValidationAnswer(attemptId, decision);
    }

    public async Task<Result<RedeemAnswer>> RedeemAsync(RedeemVoucher request, CancellationToken ct = default)
    {
        if (request.IdempotencyKey is not null) await ForgetOldKeysAsync(ct);
        return await store.RedeemAsync(request, ct);
    }

    public Task<Result<Redemption>> RollBackAsync(RollBackRedemption request, CancellationToken ct = default) => store.RollBackAsync(request, ct);

    private async Task ForgetOldKeysAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var last = Interlocked.Read(ref _cleanedAtTicks);
        if (now.UtcTicks - last < BetweenCleanings.Ticks) return;
        if (Interlocked.CompareExchange(ref _cleanedAtTicks, now.UtcTicks, last) != last) return; // another caller does it
        await store.ForgetKeysAsync(now - KeysAreKept, ct);
    }
}
