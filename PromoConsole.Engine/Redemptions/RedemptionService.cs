using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>The steps every database shares; the ones that touch it are the store's.</summary>
internal sealed class RedemptionService(IRedemptionStore store, AttemptRecorder recorder, OrderReferrers referrers, IDbContextFactory<PromoDbContext> contexts, TimeProvider time) : IRedemptionService
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);
    private long _cleanedAtTicks;

    public async Task<Result<ValidationAnswer>> ValidateAsync(ValidateRedeemables request, CancellationToken ct = default)
    {
        if (request.Order?.Referrer is not null)
        {
            var found = await referrers.FoundAsync(request, ct);
            if (!found.IsOk) return found.Error;
            request = found.Value;
        }

        var now = time.GetUtcNow();
        var considered = await store.ConsiderAsync(request, request.AsOf ?? now, ct);
        if (!considered.IsOk) return considered.Error;
        return Answer(request, request.Stacking is { } tried ? considered.Value.With(tried) : considered.Value, now);
    }

    public async Task<Result<ValidationAnswer>> LockAsync(LockRedeemables request, CancellationToken ct = default)
    {
        await ForgetOldAsync(ct);
        if (request.Order?.Referrer is not null)
        {
            var found = await referrers.FoundAsync(request, ct);
            if (!found.IsOk) return found.Error;
            request = found.Value;
        }

        var now = time.GetUtcNow();
        var holding = request with { SessionKey = request.SessionKey ?? NewSessionKey() };
        var considered = await store.LockAsync(holding, ct);
        if (!considered.IsOk) return considered.Error;
        var answer = Answer(holding, considered.Value, now);
        return answer.Decision.Accepted ? answer with { Session = new(holding.SessionKey, holding.Life) } : answer;
    }

    public Task<int> ReleaseAsync(string sessionKey, string? voucherId = null, CancellationToken ct = default) => store.ReleaseAsync(sessionKey, voucherId, ct);

    public async Task<Result<RedeemAnswer>> RedeemAsync(RedeemRedeemables request, CancellationToken ct = default)
    {
        if (request.IdempotencyKey is not null) await ForgetOldAsync(ct);
        if (request.Order?.Referrer is null || await AnsweredAsync(request, ct)) return await store.RedeemAsync(request, ct);
        var found = await referrers.StoredAsync(request, ct);
        return found.IsOk ? await store.RedeemAsync(found.Value, ct) : found.Error;
    }

    public async Task<Result<RollbackAnswer>> RollBackAsync(RollBackRedemption request, CancellationToken ct = default)
    {
        if (request.CustomerId is not { } named) return await store.RollBackAsync(request, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await store.RollBackAsync(request with { CustomerId = await CustomerIds.PlatformIdAsync(db, named, ct) ?? named }, ct);
    }

    // Then the first answer is given again, whatever became of those it names.
    private async Task<bool> AnsweredAsync(RedeemRedeemables request, CancellationToken ct)
    {
        if (request is not { IdempotencyKey: { } key, Caller.KeysOwner: { } owner }) return false;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = time.GetUtcNow() - KeysAreKept;
        return await db.IdempotencyRecords.AnyAsync(r => r.ApiKeyId == owner && r.Key == key && r.At >= since, ct);
    }

    private ValidationAnswer Answer(ValidateRedeemables request, Considered considered, DateTimeOffset now)
    {
        var (catalogue, loaded, made) = considered;
        var decision = made ?? RedemptionDecider.Decide(request, catalogue, loaded.Facts, request.AsOf ?? now);
        var attemptId = Ids.New("valid_", now);
        if (request.RecordRefusal)
        {
            foreach (var attempt in new RedemptionRows(request, decision, loaded, catalogue.Project, now).Attempts(attemptId)) recorder.Record(attempt);
        }

        return new ValidationAnswer(attemptId, decision);
    }

    // Whoever knows it can let go of what it holds, so it is drawn: ids can be guessed from their neighbours.
    private static string NewSessionKey() => "ssn_" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    private async Task ForgetOldAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var last = Interlocked.Read(ref _cleanedAtTicks);
        if (now.UtcTicks - last < BetweenCleanings.Ticks) return;
        if (Interlocked.CompareExchange(ref _cleanedAtTicks, now.UtcTicks, last) != last) return; // another caller does it
        await store.ForgetOldAsync(now - KeysAreKept, now, ct);
    }
}
