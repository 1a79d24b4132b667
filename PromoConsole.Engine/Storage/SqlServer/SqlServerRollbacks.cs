using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using static PromoConsole.Engine.Storage.SqlServer.SqlServerRows;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Rollbacks: whoever marks the redemption first takes it back; then counters, vouchers and the order in the order in which redemptions lock them.</summary>
internal sealed partial class SqlServerRedemptions
{
    private async Task<Result<RollbackAnswer>?> TryRollBackAsync(SqlConnection connection, RollBackRedemption request, CancellationToken ct)
    {
        var used = await RedemptionAsync(connection, request.RedemptionId, ct);
        if (RedemptionErrors.RollbackProblem(request, used) is { } problem) return problem;
        var now = Instants.Storable(time.GetUtcNow());
        var parts = used!.Kind == RedemptionKind.Combined ? await PartsAsync(connection, used.Id, ct) : [];
        var rollbackId = Ids.New("rr_", now);

        var vouchers = parts.Append(used).Select(one => one.VoucherId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (await TakeAsync(connection, used.Id, rollbackId, vouchers, ct) is not var (version, customer, limited))
        {
            await new SqlServerBatch().Add(Undo).RunAsync(connection, ct);
            return RedemptionErrors.AlreadyRolledBack((await RedemptionAsync(connection, used.Id, ct))!);
        }

        used = used with { CustomerId = customer };
        parts = parts.ConvertAll(part => part with { CustomerId = customer });
        var catalogue = await catalogues.AtLeastAsync(version, ct); // what a day, a week and a month are, as whoever counted last knew it
        var counted = RollbackOutcome.Of(request, used, parts, limited.Contains, null, catalogue, now, rollbackId);
        var order = await ReleaseAsync(connection, counted, used.OrderId, now, ct);
        var outcome = RollbackOutcome.Of(request, used, parts, limited.Contains, order, catalogue, now, rollbackId);
        var batch = new SqlServerBatch();
        if (outcome.Order is { } changed) batch.Write(changed, isNew: false);
        for (var i = 1; i < outcome.Rows.Count; i++)
            batch.Add(SqlServerText.TakeBack(i)).Id(Name("@rollback", i), outcome.Rows[i].Id).Id(Name("@redemption", i), outcome.Rows[i].RollbackOfId);
        var events = outcome.Rows.Select(row => RedemptionOutcome.EventOf("redemption.rollback.succeeded", row)).ToList();
        var tally = Write(batch, outcome.Rows, events);
        await batch.Write(tally).Add(Commit).RunAsync(connection, ct);
        return RollbackAnswer.Of(outcome);
    }

    /// <summary>Begins, marks the redemption as taken back, and says by which catalogue, whose it is and which vouchers have a limit; null when somebody else took it back.</summary>
    private static async Task<(long Version, string? CustomerId, HashSet<string> Limited)?> TakeAsync(SqlConnection connection, string redemptionId, string rollbackId, List<string> vouchers, CancellationToken ct)
    {
        var batch = new SqlServerBatch().Add(Begin).Add(SqlServerText.LockShared)
            .Add(SqlServerText.TakeBack(0)).Add(SqlServerText.RowCount).Add(SqlServerText.CustomerOfRedemption).Id("@rollback0", rollbackId).Id("@redemption0", redemptionId);
        for (var i = 0; i < vouchers.Count; i++) batch.Add(SqlServerText.VoucherHasLimit(i)).Id(Name("@voucher", i), vouchers[i]);
        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var version = row.GetInt64(0);
        await row.NextResultAsync(ct);
        await row.ReadAsync(ct);
        if (row.GetInt32(0) != 1) return null;
        await row.NextResultAsync(ct);
        var customer = await row.ReadAsync(ct) && !await row.IsDBNullAsync(0, ct) ? row.GetString(0) : null;
        var limited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var _ in vouchers)
        {
            await row.NextResultAsync(ct);
            if (await row.ReadAsync(ct)) limited.Add(row.GetString(0));
        }

        return (version, customer, limited);
    }

    private static async Task<Order?> ReleaseAsync(SqlConnection connection, RollbackOutcome outcome, string? orderId, DateTimeOffset now, CancellationToken ct)
    {
        var batches = new SqlServerBatch().InPieces(outcome.Counters, static (batch, n, change) => batch.Lower(n, change));
        foreach (var some in batches[..^1]) await some.RunAsync(connection, ct);
        var batch = batches[^1];
        for (var i = 0; i < outcome.Vouchers.Count; i++) batch.Add(SqlServerText.ReturnVoucher(i)).Id(Name("@voucher", i), outcome.Vouchers[i].Id);
        batch.Add(SqlServerText.LockOrder).Id("@order", orderId).At("@now", now);
        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? SqlServerReading.Order(row) : null; // the only statement here that gives rows
    }
}
