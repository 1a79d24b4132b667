using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Redemptions;
using static PromoConsole.Engine.Storage.SqlServer.SqlServerRows;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Locks, counts and reads back: one round trip, and one more for every further <see cref="SqlServerRows.MostCounters"/> counters.</summary>
internal sealed partial class SqlServerRedemptions
{
    /// <summary>Locks and moves every counter and voucher the decision touches, and gives the facts as they really are; null when they cannot hold any more.</summary>
    private static async Task<LoadedFacts?> CountAsync(
        SqlConnection connection, ValidateRedeemables request, Catalogue catalogue, LoadedFacts loaded, Decision decision, IReadOnlyList<CounterChange> changes,
        int uses, DateTimeOffset now, CancellationToken ct)
    {
        var steps = decision.Applied.Where(step => step.Voucher is not null).OrderBy(step => step.Voucher!.Id, StringComparer.Ordinal).ToList();
        var batches = new SqlServerBatch().Add(Begin).Add(SqlServerText.LockShared).InPieces(changes, static (batch, n, change) => batch.Count(n, change));
        var last = batches[^1].Text("@session", request.SessionKey ?? "").At("@now", now);
        for (var i = 0; i < steps.Count; i++)
        {
            var voucher = steps[i].Voucher!;
            if (voucher.RedemptionLimit is null) last.Look(i, voucher.Id);
            else last.Use(i, voucher.Id, uses, uses == 0 || voucher.CampaignId is null ? null : steps[i].CampaignVersion);
        }

        if (uses > 0 && loaded.StoredOrder is { } known) last.Add(SqlServerText.LockOrder).Id("@order", known.Id);
        var customer = uses > 0 && (catalogue.SegmentsReadFigures || catalogue.SegmentsReadEvents) && !loaded.CustomerIsNew ? loaded.Customer : null;
        if (customer is not null) last.Add(SqlServerText.LockCustomer).Add(SqlServerText.Figures).Add(SqlServerText.Events).Id("@customer", customer.Id);

        var counters = new Dictionary<string, long>(loaded.Facts.Counters);
        for (var piece = 0; piece < batches.Count - 1; piece++)
        {
            await using var some = batches[piece].On(connection);
            await using var counted = await some.ExecuteReaderAsync(ct);
            if (!await CountedAsync(counted, changes, piece, catalogue, counters, ct)) return null;
            await counted.CloseAsync(); // also raises what a later statement of the batch ran into
        }

        await using var command = last.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await CountedAsync(row, changes, batches.Count - 1, catalogue, counters, ct)) return null;
        var (real, order) = (loaded.Facts.Vouchers.ToArray(), loaded.StoredOrder);
        foreach (var step in steps)
        {
            if (await RealAsync(row, step, uses, ct) is not { } voucher) return null;
            real[Array.FindIndex(real, one => one?.Id == voucher.Id)] = voucher;
        }

        if (uses > 0 && order is not null)
        {
            await row.NextResultAsync(ct);
            if (!await row.ReadAsync(ct)) return null;
            order = SqlServerReading.Order(row);
            if (order.CustomerId != loaded.StoredOrder!.CustomerId) return null; // whose it is may decide who may use it
            if (PromoJson.Write(order.Content) != PromoJson.Write(loaded.StoredOrder.Content)) return null; // other lines: other products to read
        }

        if (customer is not null)
        {
            await row.NextResultAsync(ct);
            loaded = loaded.With(await SqlServerReading.FiguresAsync(row, customer, ct), catalogue, now);
        }

        await row.CloseAsync();
        return loaded with
        {
            StoredOrder = order,
            Facts = loaded.Facts with
            {
                Vouchers = real,
                Counters = counters,
                Order = order is null ? loaded.Facts.Order : loaded.Facts.Order! with { State = order.State(loaded.Facts.Order.Content) },
            },
        };
    }

    /// <summary>Reads the values before our own change of one piece of the counters; false when the catalogue, which stands before the first, is another by now.</summary>
    private static async Task<bool> CountedAsync(
        SqlDataReader row, IReadOnlyList<CounterChange> changes, int piece, Catalogue catalogue, Dictionary<string, long> counters, CancellationToken ct)
    {
        if (piece == 0)
        {
            await row.ReadAsync(ct);
            if (row.GetInt64(0) != catalogue.Version) return false;
        }

        var from = piece * MostCounters;
        for (var i = from; i < Math.Min(from + MostCounters, changes.Count); i++)
        {
            if (i > from || piece == 0) await row.NextResultAsync(ct);
            if (!await row.ReadAsync(ct))
            {
                await row.NextResultAsync(ct); // it was new: the insert gives its value
                await row.ReadAsync(ct);
            }

            counters[changes[i].Key] = row.GetInt64(0) - changes[i].Delta;
        }

        return true;
    }

    // The voucher as it was before our own statement; null when it is used up, gone, or counted elsewhere now.
    private static async Task<VoucherFacts?> RealAsync(SqlDataReader row, Step step, int uses, CancellationToken ct)
    {
        var seen = step.Voucher!;
        await row.NextResultAsync(ct);
        if (!await row.ReadAsync(ct)) return null;
        var real = SqlServerReading.Voucher(row) with { Publication = seen.Publication };
        await row.NextResultAsync(ct);
        await row.ReadAsync(ct);
        var held = row.GetInt32(0);
        if (real.RedemptionLimit is null != seen.RedemptionLimit is null) return null;
        if (real.RedemptionLimit is null) return real;
        // Our own statement has just pinned a limited code; another version in the row means that somebody pinned it before us.
        var pinnedByUs = uses > 0 && seen.CampaignVersion is null && real.CampaignVersion == step.CampaignVersion;
        return real with { RedeemedQuantity = real.RedeemedQuantity - uses, HeldQuantity = held, CampaignVersion = pinnedByUs ? null : real.CampaignVersion };
    }
}
