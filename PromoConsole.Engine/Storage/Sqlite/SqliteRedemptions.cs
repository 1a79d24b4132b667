using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Redemptions on SQLite: looking uses read connections of its own, everything else is a piece of work for the writer.</summary>
internal sealed class SqliteRedemptions(SqliteWriter writer, CatalogueStore catalogues, PromoEngineOptions options, TimeProvider time)
    : IRedemptionStore, IDisposable
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(30);

    private readonly string _connectionString = new SqliteConnectionStringBuilder(options.ResolvedConnectionString) { Pooling = false }.ToString();
    private readonly ConcurrentBag<Reader> _readers = [];

    public async ValueTask<Result<Considered>> ConsiderAsync(ValidateVoucher request, DateTimeOffset now, CancellationToken ct)
    {
        if (!_readers.TryTake(out var reader)) reader = new Reader(_connectionString);
        try
        {
            var catalogue = await catalogues.AtLeastAsync(reader.Facts.CatalogueVersion(), ct);
            var loaded = LoadedFacts.Of(request, reader.Facts.Read(request, catalogue), catalogue, now, redeeming: false);
            _readers.Add(reader);
            return loaded.IsOk ? new Considered(catalogue, loaded.Value) : loaded.Error;
        }
        catch
        {
            reader.Dispose(); // its statements may be half way through something
            throw;
        }
    }

    public Task<Result<RedeemAnswer>> RedeemAsync(RedeemVoucher request, CancellationToken ct) => writer.DoAsync(batch => Redeem(batch, request), ct);

    public Task<Result<Redemption>> RollBackAsync(RollBackRedemption request, CancellationToken ct) => writer.DoAsync(batch => RollBack(batch, request), ct);

    public Task RecordAsync(IReadOnlyList<Redemption> attempts, CancellationToken ct) => writer.DoAsync(batch =>
    {
        foreach (var attempt in attempts)
        {
            batch.Rows.Write(attempt);
            batch.Tally.Add(attempt);
        }

        return true;
    }, ct);

    public Task ForgetKeysAsync(DateTimeOffset before, CancellationToken ct) => writer.DoAsync(batch =>
    {
        batch.Ledger.ForgetKeys(before);
        return true;
    }, ct);

    public void Dispose()
    {
        foreach (var reader in _readers) reader.Dispose();
    }

    private Result<RedeemAnswer> Redeem(SqliteBatch batch, RedeemVoucher request)
    {
        var now = Instants.Storable(time.GetUtcNow());
        if (request is { IdempotencyKey: { } key, Caller.KeyId: { } apiKey }
            && batch.Ledger.FirstAnswer(apiKey, key, now - KeysAreKept) is { } first)
        {
            if (first.RequestHash != (request.RequestHash ?? "")) return RedemptionErrors.KeyUsedDifferently(key);
            return new RedeemAnswer(batch.Ledger.Redemption(first.RedemptionId)!, Replayed: true);
        }

        var loaded = LoadedFacts.Of(request, batch.Facts.Read(request, batch.Catalogue), batch.Catalogue, now, redeeming: true);
        if (!loaded.IsOk) return loaded.Error;
        var decision = RedemptionDecider.Decide(request, batch.Catalogue, loaded.Value.Facts, now);
        var outcome = RedemptionOutcome.Of(request, decision, loaded.Value, batch.Catalogue.Project, now);
        batch.Rows.Write(outcome);
        batch.Tally.Add(outcome.Redemption);
        return new RedeemAnswer(outcome.Redemption, Replayed: false);
    }

    private Result<Redemption> RollBack(SqliteBatch batch, RollBackRedemption request)
    {
        var used = batch.Ledger.Redemption(request.RedemptionId);
        if (RedemptionErrors.RollbackProblem(request, used) is { } problem) return problem;
        var order = used!.OrderId is { } orderId ? batch.Facts.OrderById(orderId) : null;
        var hasLimit = used.VoucherId is { } voucherId && batch.Ledger.VoucherHasLimit(voucherId);
        var outcome = RedemptionOutcome.OfRollback(request, used, hasLimit, order, batch.Catalogue.Project, Instants.Storable(time.GetUtcNow()));
        batch.Rows.Write(outcome);
        batch.Rows.TakeBack(used.Id, outcome.Redemption.Id);
        batch.Tally.Add(outcome.Redemption);
        return outcome.Redemption;
    }

    private sealed class Reader : IDisposable
    {
        private readonly SqliteConnection _connection;

        public Reader(string connectionString)
        {
            _connection = new SqliteConnection(connectionString);
            _connection.Open();
            Facts = new SqliteFacts(_connection);
        }

        public SqliteFacts Facts { get; }

        public void Dispose()
        {
            Facts.Dispose();
            _connection.Dispose();
        }
    }
}
