using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>
/// Redemptions on SQL Server, side by side in any number of instances: read the facts, decide, count and read back under row locks,
/// decide again on what is really there, write, commit. Who loses against somebody else starts again.
/// </summary>
internal sealed class SqlServerRedemptions(CatalogueStore catalogues, PromoEngineOptions options, TimeProvider time) : IRedemptionStore
{
    private const int MostTries = 20;
    private const string Begin = "SET XACT_ABORT ON; BEGIN TRANSACTION;";
    private const string Commit = "COMMIT TRANSACTION;";
    private const string Undo = "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;";
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(30);

    private readonly string _connectionString = options.ResolvedConnectionString;

    public async ValueTask<Result<Considered>> ConsiderAsync(ValidateVoucher request, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var (catalogue, rows, _) = await FactsAsync(connection, request, now, ct);
        var loaded = LoadedFacts.Of(request, rows, catalogue, now, redeeming: false);
        return loaded.IsOk ? new Considered(catalogue, loaded.Value) : loaded.Error;
    }

    public Task<Result<RedeemAnswer>> RedeemAsync(RedeemVoucher request, CancellationToken ct) => AgainAsync(connection => TryRedeemAsync(connection, request, ct), ct);

    public Task<Result<Redemption>> RollBackAsync(RollBackRedemption request, CancellationToken ct) =>
        AgainAsync(connection => TryRollBackAsync(connection, request, ct), ct);

    public async Task RecordAsync(IReadOnlyList<Redemption> attempts, CancellationToken ct)
    {
        foreach (var some in attempts.Chunk(64)) // a batch has at most 2,100 parameters
        {
            await AgainAsync<Result<bool>>(async connection =>
            {
                var batch = new SqlServerBatch().Add(Begin);
                var tally = new SummaryTally();
                for (var i = 0; i < some.Length; i++)
                {
                    batch.Write(some[i], i);
                    tally.Add(some[i]);
                }

                await batch.Write(tally).Add(Commit).RunAsync(connection, ct);
                return (Result<bool>)true;
            }, ct);
        }
    }

    public async Task ForgetKeysAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await new SqlServerBatch().Add(SqlServerText.ForgetKeys).At("@before", before).RunAsync(connection, ct);
    }

    // Null means: somebody else was faster, look again.
    private async Task<Result<RedeemAnswer>?> TryRedeemAsync(SqlConnection connection, RedeemVoucher request, CancellationToken ct)
    {
        var now = Instants.Storable(time.GetUtcNow());
        var (catalogue, rows, first) = await FactsAsync(connection, request, now, ct);
        if (first is { } answered)
        {
            if (answered.RequestHash != (request.RequestHash ?? "")) return RedemptionErrors.KeyUsedDifferently(request.IdempotencyKey!);
            return new RedeemAnswer((await RedemptionAsync(connection, answered.RedemptionId, ct))!, Replayed: true);
        }

        var considered = LoadedFacts.Of(request, rows, catalogue, now, redeeming: true);
        if (!considered.IsOk) return considered.Error;
        var loaded = considered.Value;
        var decision = RedemptionDecider.Decide(request, catalogue, loaded.Facts, now);
        if (decision.Accepted)
        {
            if (await CountAsync(connection, request, catalogue, loaded, decision, now, ct) is not { } real) return await UndoAsync<RedeemAnswer>(connection, ct);
            loaded = real;
            var again = RedemptionDecider.Decide(request, catalogue, loaded.Facts, now);
            if (again.Accepted && !again.Changes.SequenceEqual(decision.Changes)) return await UndoAsync<RedeemAnswer>(connection, ct); // the order changed
            if (!again.Accepted) await new SqlServerBatch().Add(Undo).RunAsync(connection, ct);
            decision = again;
        }

        var outcome = RedemptionOutcome.Of(request, decision, loaded, catalogue.Project, now);
        await WriteAsync(connection, outcome, now, begin: !decision.Accepted, ct);
        return new RedeemAnswer(outcome.Redemption, Replayed: false);
    }

    /// <summary>Locks and moves every counter the decision touches, and gives the facts as they really are; null when they cannot hold any more.</summary>
    private async Task<LoadedFacts?> CountAsync(
        SqlConnection connection, RedeemVoucher request, Catalogue catalogue, LoadedFacts loaded, Decision decision, DateTimeOffset now, CancellationToken ct)
    {
        var voucher = decision.Facts.Voucher!;
        var uses = voucher.RedemptionLimit is null ? 0 : 1;
        var batch = new SqlServerBatch().Add(Begin).Add(SqlServerText.LockShared);
        for (var i = 0; i < decision.Changes.Count; i++) batch.Count(i, decision.Changes[i]);
        batch.Add(uses == 0 ? SqlServerText.ReadVoucher : SqlServerText.UseVoucher).Id("@voucher", voucher.Id);
        if (uses > 0) batch.Whole("@uses", uses).Whole("@pin", voucher.CampaignId is null ? null : decision.CampaignVersion);
        if (loaded.StoredOrder is { } known) batch.Add(SqlServerText.LockOrder).Id("@order", known.Id).At("@now", now);

        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (row.GetInt64(0) != catalogue.Version) return null;
        var counters = new Dictionary<string, long>(loaded.Facts.Counters);
        foreach (var change in decision.Changes)
        {
            await row.NextResultAsync(ct);
            if (!await row.ReadAsync(ct))
            {
                await row.NextResultAsync(ct); // it was new: the insert gives its value
                await row.ReadAsync(ct);
            }

            counters[change.Key] = row.GetInt64(0) - change.Delta;
        }

        await row.NextResultAsync(ct);
        if (!await row.ReadAsync(ct)) return null; // used up or gone meanwhile
        var real = SqlServerReading.Voucher(row);
        if (real.RedemptionLimit is null != voucher.RedemptionLimit is null) return null; // its uses are counted elsewhere now
        real = real with { RedeemedQuantity = real.RedeemedQuantity - uses, CampaignVersion = voucher.CampaignVersion ?? PinnedByOther(real, decision, uses) };
        var order = loaded.StoredOrder;
        if (order is not null)
        {
            await row.NextResultAsync(ct);
            if (!await row.ReadAsync(ct)) return null;
            order = SqlServerReading.Order(row);
            if (PromoJson.Write(order.Content) != PromoJson.Write(loaded.StoredOrder!.Content)) return null; // other lines: other products to read
        }

        await row.CloseAsync(); // also raises what a later statement of the batch ran into
        return loaded with
        {
            StoredOrder = order,
            Facts = loaded.Facts with
            {
                Voucher = real,
                Counters = counters,
                Order = order is null ? loaded.Facts.Order : new OrderFacts(order.Id, order.SourceId, loaded.Facts.Order!.Content, order.DiscountAmount),
            },
        };
    }

    // Our own statement has just pinned a limited code; another version in the row means that somebody pinned it before us.
    private static int? PinnedByOther(VoucherFacts real, Decision decision, int uses) =>
        uses > 0 && real.CampaignVersion == decision.CampaignVersion ? null : real.CampaignVersion;

    private static async Task WriteAsync(SqlConnection connection, RedemptionOutcome outcome, DateTimeOffset now, bool begin, CancellationToken ct)
    {
        var batch = new SqlServerBatch();
        if (begin) batch.Add(Begin);
        if (outcome is { VoucherUses: 0, PinVersion: { } pin }) batch.Add(SqlServerText.PinVoucher).Whole("@pin", pin).Id("@voucher", outcome.Redemption.VoucherId);
        if (outcome.Customer is { } customer) batch.Write(customer, outcome.CustomerIsNew);
        if (outcome.Order is { } order) batch.Write(order, outcome.OrderIsNew);
        batch.Write(outcome.Redemption);
        if (outcome.Event is { } happened) batch.Write(happened);
        if (outcome.Idempotency is { } key) batch.Write(key, now - KeysAreKept);
        var tally = new SummaryTally();
        tally.Add(outcome.Redemption);
        await batch.Write(tally).Add(Commit).RunAsync(connection, ct);
    }

    private async Task<Result<Redemption>?> TryRollBackAsync(SqlConnection connection, RollBackRedemption request, CancellationToken ct)
    {
        var used = await RedemptionAsync(connection, request.RedemptionId, ct);
        if (RedemptionErrors.RollbackProblem(request, used) is { } problem) return problem;
        var now = Instants.Storable(time.GetUtcNow());
        var catalogue = await catalogues.CurrentAsync(ct);

        var rollbackId = Ids.New("rr_", now);
        var take = new SqlServerBatch().Add(Begin).Add(SqlServerText.LockShared).Add(SqlServerText.TakeBack).Id("@rollback", rollbackId).Id("@redemption", used!.Id)
            .Add(SqlServerText.VoucherHasLimit).Id("@voucher", used.VoucherId);
        bool taken, hasLimit;
        await using (var command = take.On(connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            await row.NextResultAsync(ct); // past the catalogue version: a rollback decides nothing
            await row.ReadAsync(ct);
            taken = row.GetInt32(0) == 1;
            await row.NextResultAsync(ct);
            hasLimit = await row.ReadAsync(ct) && row.GetBoolean(0);
        }

        if (!taken)
        {
            await new SqlServerBatch().Add(Undo).RunAsync(connection, ct);
            return RedemptionErrors.AlreadyRolledBack(used.Id);
        }

        var order = await ReleaseAsync(connection, used, hasLimit, now, ct);
        var outcome = RedemptionOutcome.OfRollback(request, used, hasLimit, order, catalogue.Project, now, rollbackId);
        await WriteAsync(connection, outcome, now, begin: false, ct);
        return outcome.Redemption;
    }

    // In the order in which redemptions lock: counters, voucher, order.
    private static async Task<Order?> ReleaseAsync(SqlConnection connection, Redemption used, bool hasLimit, DateTimeOffset now, CancellationToken ct)
    {
        var batch = new SqlServerBatch();
        var counters = RedemptionOutcome.CountersOf(used, hasLimit);
        for (var i = 0; i < counters.Count; i++) batch.Lower(i, counters[i]);
        if (hasLimit) batch.Add(SqlServerText.ReturnVoucher).Id("@voucher", used.VoucherId);
        batch.Add(SqlServerText.LockOrder).Id("@order", used.OrderId).At("@now", now);
        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? SqlServerReading.Order(row) : null; // the only statement here that gives rows
    }

    private async Task<(Catalogue Catalogue, FactRows Rows, (string RequestHash, string RedemptionId)? First)> FactsAsync(
        SqlConnection connection, ValidateVoucher request, DateTimeOffset now, CancellationToken ct)
    {
        var catalogue = await catalogues.CurrentAsync(ct);
        var (rows, first, version) = await ReadFactsAsync(connection, request, catalogue, now, ct);
        while (version != catalogue.Version)
        {
            catalogue = await catalogues.AtLeastAsync(version, ct);
            (rows, first, version) = await ReadFactsAsync(connection, request, catalogue, now, ct);
            version = Math.Min(version, catalogue.Version); // newer than what was read: the commit notices
        }

        if ((rows.Order?.Content ?? request.Order?.Content) is { } content) await SqlServerItems.ReadAsync(connection, content, rows.Items, ct);
        return (catalogue, rows, first);
    }

    private static async Task<(FactRows Rows, (string, string)? First, long Version)> ReadFactsAsync(
        SqlConnection connection, ValidateVoucher request, Catalogue catalogue, DateTimeOffset now, CancellationToken ct)
    {
        var key = (request as RedeemVoucher)?.IdempotencyKey;
        var search = CodeKeys.Search(request.Code);
        var batch = new SqlServerBatch().Add(SqlServerText.Facts)
            .Text("@codeKey", CodeKeys.Key(request.Code.Trim(), catalogue.Project.CaseInsensitiveCodes), 100)
            .Text("@codeSearch", search.Length is < 4 or > CodeKeys.MaxLength ? null : search, 100)
            .Id("@customerId", request.Customer is { } a ? CustomerMerge.PlatformId(a) : null)
            .Text("@customerSource", request.Customer is { } b ? CustomerMerge.SourceId(b) : null)
            .Id("@orderId", request.Order?.Id).Text("@orderSource", request.Order?.SourceId)
            .Id("@apiKey", key is null ? null : request.Caller.KeyId).Text("@key", key).At("@keysSince", now - KeysAreKept);

        var rows = new FactRows();
        (string, string)? first = null;
        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var version = row.GetInt64(0);
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) first = (row.GetString(0), row.GetString(1));
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.Voucher = SqlServerReading.Voucher(row);
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.NearCode = row.GetString(0);
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.Customer = SqlServerReading.Customer(row);
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct)) rows.SegmentIds.Add(row.GetString(0));
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.Order = SqlServerReading.Order(row);
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct)) rows.Counters[row.GetString(0)] = row.GetInt64(1);
        return (rows, first, version);
    }

    private static async Task<Redemption?> RedemptionAsync(SqlConnection connection, string id, CancellationToken ct)
    {
        await using var command = new SqlServerBatch().Add(SqlServerText.RedemptionById).Id("@id", id).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? SqlServerReading.Redemption(row) : null;
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
