using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using static PromoConsole.Engine.Storage.SqlServer.SqlServerRows;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>
/// Redemptions on SQL Server, side by side in any number of instances: read the facts, decide, count and read back under row locks,
/// decide again on what is really there, write, commit. Who loses against somebody else starts again.
/// </summary>
internal sealed partial class SqlServerRedemptions(CatalogueStore catalogues, PromoEngineOptions options, TimeProvider time) : IRedemptionStore
{
    private const int MostTries = 20;
    private const string Begin = "SET XACT_ABORT ON; BEGIN TRANSACTION;";
    private const string Commit = "COMMIT TRANSACTION;";
    private const string Undo = "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;";
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(30);

    private readonly string _connectionString = options.ResolvedConnectionString;
    private readonly SqlServerFacts _facts = new(catalogues);

    public async ValueTask<Result<Considered>> ConsiderAsync(ValidateRedeemables request, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var read = await ReadAsync(connection, request, now, redeeming: false, ct);
        return read.Loaded.IsOk ? new Considered(read.Catalogue, read.Loaded.Value) : read.Loaded.Error;
    }

    public Task<Result<RedeemAnswer>> RedeemAsync(RedeemRedeemables request, CancellationToken ct) => AgainAsync(connection => TryRedeemAsync(connection, request, ct), ct);

    public Task<Result<Considered>> LockAsync(LockRedeemables request, CancellationToken ct) => AgainAsync(connection => TryLockAsync(connection, request, ct), ct);

    public Task<Result<RollbackAnswer>> RollBackAsync(RollBackRedemption request, CancellationToken ct) =>
        AgainAsync(connection => TryRollBackAsync(connection, request, ct), ct);

    public async Task<int> ReleaseAsync(string sessionKey, string? voucherId, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new SqlServerBatch().Add(SqlServerText.ReleaseSession).Text("@session", sessionKey).Id("@ofVoucher", voucherId).On(connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public async Task RecordAsync(IReadOnlyList<Redemption> attempts, CancellationToken ct)
    {
        foreach (var some in attempts.Chunk(64)) // a batch has at most 2,100 parameters
        {
            await AgainAsync<Result<bool>>(async connection =>
            {
                var batch = new SqlServerBatch();
                var tally = Write(batch, await BegunAsync(connection, some, ct), []);
                await batch.Write(tally).Add(Commit).RunAsync(connection, ct);
                return (Result<bool>)true;
            }, ct);
        }
    }

    public async Task ForgetOldAsync(DateTimeOffset keysBefore, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await new SqlServerBatch().Add(SqlServerText.ForgetOld).At("@before", keysBefore).At("@now", now).RunAsync(connection, ct);
    }

    // Null means: somebody else was faster, look again.
    private async Task<Result<RedeemAnswer>?> TryRedeemAsync(SqlConnection connection, RedeemRedeemables request, CancellationToken ct)
    {
        var now = Instants.Storable(time.GetUtcNow());
        var (catalogue, considered, first) = await ReadAsync(connection, request, now, redeeming: true, ct);
        if (first is { } answered)
        {
            if (answered.RequestHash != (request.RequestHash ?? "")) return RedemptionErrors.KeyUsedDifferently(request.IdempotencyKey!);
            var stored = (await RedemptionAsync(connection, answered.RedemptionId, ct))!;
            var parts = stored.Kind == RedemptionKind.Combined ? await PartsAsync(connection, stored.Id, ct) : [];
            return RedeemAnswer.Again(stored, _ => parts);
        }

        if (!considered.IsOk) return considered.Error;
        var loaded = considered.Value;
        request = loaded.Filled(request);
        var decision = RedemptionDecider.Decide(request, catalogue, loaded.Facts, now);
        if (decision.Accepted)
        {
            if (await CountAsync(connection, request, catalogue, loaded, decision, decision.Changes, uses: 1, now, ct) is not { } real)
                return await UndoAsync<RedeemAnswer>(connection, ct);
            loaded = real;
            var again = RedemptionDecider.Decide(request, catalogue, loaded.Facts, now);
            if (again.Accepted && !SameUse(again, decision)) return await UndoAsync<RedeemAnswer>(connection, ct); // the order or a limit changed
            if (!again.Accepted) await new SqlServerBatch().Add(Undo).RunAsync(connection, ct);
            decision = again;
        }

        var outcome = RedemptionOutcome.Of(request, decision, loaded, catalogue.Project, now);
        await WriteAsync(connection, outcome, now, begin: !decision.Accepted, ct);
        return RedeemAnswer.Of(outcome);
    }

    // The session's earlier hold does not count against it and is replaced, whether or not this one succeeds in full.
    private async Task<Result<Considered>?> TryLockAsync(SqlConnection connection, LockRedeemables request, CancellationToken ct)
    {
        var now = Instants.Storable(time.GetUtcNow());
        var (catalogue, considered, _) = await ReadAsync(connection, request, now, redeeming: false, ct);
        if (!considered.IsOk) return considered.Error;
        var loaded = considered.Value;
        var decision = RedemptionDecider.Decide(request, catalogue, loaded.Facts, now);
        if (decision.Accepted)
        {
            if (await CountAsync(connection, request, catalogue, loaded, decision, [], uses: 0, now, ct) is not { } real) return await UndoAsync<Considered>(connection, ct);
            loaded = real;
            var again = RedemptionDecider.Decide(request, catalogue, loaded.Facts, now);
            if (again.Accepted && !SameUse(again, decision)) return await UndoAsync<Considered>(connection, ct);
            decision = again;
        }
        else
        {
            await new SqlServerBatch().Add(Begin).RunAsync(connection, ct);
        }

        var batch = new SqlServerBatch().Add(SqlServerText.ReleaseSession).Text("@session", request.SessionKey).Id("@ofVoucher", null);
        batch.At("@now", now).At("@until", now + request.Life);
        var held = SessionLocks.Of(request, decision, now);
        for (var i = 0; i < held.Count; i++) batch.Add(SqlServerText.Hold(i)).Id(Name("@held", i), held[i].VoucherId);
        await batch.Add(Commit).RunAsync(connection, ct);
        return new Considered(catalogue, loaded, decision);
    }

    private static bool SameUse(Decision a, Decision b) => a.Changes.SequenceEqual(b.Changes) && VoucherChange.Of(a).SequenceEqual(VoucherChange.Of(b));

    /// <summary>Begins, keeps exclusive changes out, and gives refused attempts as they are to be written: whose they are may have changed since they were decided.</summary>
    private static async Task<IReadOnlyList<Redemption>> BegunAsync(SqlConnection connection, IReadOnlyList<Redemption> refused, CancellationToken ct)
    {
        var owned = PromoJson.Write(refused.Select(attempt => attempt.CustomerId).OfType<string>().Distinct());
        await using var command = new SqlServerBatch().Add(Begin).Add(SqlServerText.LockShared).Add(SqlServerText.Owners).Document("@owned", owned).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct); // behind the catalogue's version
        var owners = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (await row.ReadAsync(ct)) owners[row.GetString(0)] = await row.IsDBNullAsync(1, ct) ? null : row.GetString(1);
        return [.. refused.Select(attempt => LateAttempts.Of(attempt, attempt.CustomerId is { } customer ? owners[customer] : null))];
    }

    private static async Task WriteAsync(SqlConnection connection, RedemptionOutcome outcome, DateTimeOffset now, bool begin, CancellationToken ct)
    {
        var batch = new SqlServerBatch();
        if (begin && outcome.CustomerIsNew) batch.Add(Begin); // nobody could change whose it is
        else if (begin) outcome = outcome with { Rows = await BegunAsync(connection, outcome.Rows, ct) };
        for (var i = 0; i < outcome.Vouchers.Count; i++)
            if (outcome.Vouchers[i] is { Uses: 0, PinVersion: not null } pinned) batch.Pin(i, pinned);
        if (outcome.Customer is { } customer) batch.Write(customer, outcome.CustomerIsNew);
        if (outcome.CustomerChange is { } change) batch.Write(change);
        if (outcome.Order is { } order) batch.Write(order, outcome.OrderIsNew);
        var tally = Write(batch, outcome.Rows, outcome.Events);
        if (outcome.ReleasedSession is { } session) batch.Add(SqlServerText.ReleaseSession).Text("@session", session).Id("@ofVoucher", null);
        if (outcome.Idempotency is { } key) batch.Write(key, now - KeysAreKept);
        await batch.Write(tally).Add(Commit).RunAsync(connection, ct);
    }

    private static SummaryTally Write(SqlServerBatch batch, IReadOnlyList<Redemption> rows, IReadOnlyList<Events.OutboxEvent> events)
    {
        var tally = new SummaryTally();
        for (var i = 0; i < rows.Count; i++)
        {
            batch.Write(rows[i], i);
            tally.Add(rows[i]);
        }

        for (var i = 0; i < events.Count; i++) batch.Write(events[i], i);
        return tally;
    }

    private async Task<(Catalogue Catalogue, Result<LoadedFacts> Loaded, (string RequestHash, string RedemptionId)? First)> ReadAsync(
        SqlConnection connection, ValidateRedeemables request, DateTimeOffset now, bool redeeming, CancellationToken ct)
    {
        var catalogue = await catalogues.CurrentAsync(ct);
        if (RedemptionErrors.ShapeProblem(request, catalogue.Project) is { } problem) return (catalogue, problem, null);
        var (fresh, rows, first) = await _facts.ReadAsync(connection, request, now, now - KeysAreKept, ct);
        return (fresh, LoadedFacts.Of(request, rows, fresh, now, redeeming), first);
    }

    private static async Task<Redemption?> RedemptionAsync(SqlConnection connection, string id, CancellationToken ct)
    {
        await using var command = new SqlServerBatch().Add(SqlServerText.RedemptionById).Id("@id", id).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? SqlServerReading.Redemption(row) : null;
    }

    private static async Task<List<Redemption>> PartsAsync(SqlConnection connection, string parentId, CancellationToken ct)
    {
        await using var command = new SqlServerBatch().Add(SqlServerText.Parts).Id("@id", parentId).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var parts = new List<Redemption>();
        while (await row.ReadAsync(ct)) parts.Add(SqlServerReading.Redemption(row));
        return parts;
    }

    private static async Task<Result<T>?> UndoAsync<T>(SqlConnection connection, CancellationToken ct)
    {
        await new SqlServerBatch().Add(Undo).RunAsync(connection, ct);
        return null;
    }

    private async Task<T> AgainAsync<T>(Func<SqlConnection, Task<T?>> work, CancellationToken ct)
        where T : class
    {
        for (var tries = 1; ; tries++)
        {
            await using var connection = await OpenAsync(ct);
            try
            {
                if (await work(connection) is { } answer) return answer;
                if (tries == MostTries) throw new InvalidOperationException($"Gave up after {MostTries} collisions with other changes.");
            }
            catch (SqlException failure) when (tries < MostTries && (DbFailures.IsCollision(failure) || DbFailures.IsDuplicate(failure)))
            {
                // Rolled back by XACT_ABORT; a fresh look sees what the other one wrote.
            }

            await Task.Delay(Math.Min(tries * 5, 50), ct);
        }
    }

    private async Task<SqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
