using System.Text.Json;
using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;
using static PromoConsole.Engine.Storage.SqlServer.SqlServerRows;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>
/// Reads what a decision may ask: one batch for everything that follows from the request, and a second one only when there are counters or
/// products to look up, which follow from the first.
/// </summary>
internal sealed class SqlServerFacts(CatalogueStore catalogues)
{
    public async Task<(Catalogue Catalogue, FactRows Rows, (string RequestHash, string RedemptionId)? First)> ReadAsync(
        SqlConnection connection, ValidateRedeemables request, DateTimeOffset now, DateTimeOffset keysSince, CancellationToken ct)
    {
        var catalogue = await catalogues.CurrentAsync(ct);
        var (rows, first, version) = await FirstAsync(connection, request, catalogue, now, keysSince, ct);
        while (version != catalogue.Version)
        {
            catalogue = await catalogues.AtLeastAsync(version, ct);
            (rows, first, version) = await FirstAsync(connection, request, catalogue, now, keysSince, ct);
            version = Math.Min(version, catalogue.Version); // newer than what was read: the commit notices
        }

        await FiguresAsync(connection, catalogue, rows, ct);
        if (rows.Customer is { } customer && PublicationsWanted.Of(rows.Vouchers, catalogue) is { Count: > 0 } wanted)
            rows.SetPublications(await PublicationsAsync(connection, customer.Id, wanted, ct));
        if ((rows.Order?.Content ?? request.Order?.Content) is { } content) await SqlServerItems.ReadAsync(connection, GivenItems.Beside(content, rows), rows.Items, ct);
        await CountersAsync(connection, request, catalogue, now, rows, ct);
        return (catalogue, rows, first);
    }

    private static async Task<(FactRows Rows, (string, string)? First, long Version)> FirstAsync(
        SqlConnection connection, ValidateRedeemables request, Catalogue catalogue, DateTimeOffset now, DateTimeOffset keysSince, CancellationToken ct)
    {
        var batch = Asking(request, now, keysSince);
        for (var i = 0; i < request.Redeemables.Count; i++)
        {
            if (request.Redeemables[i] is not { Kind: RedeemableKind.Voucher, Id: var code }) continue;
            var search = CodeKeys.Search(code);
            batch.Add(SqlServerText.Code(i)).Text(Name("@codeKey", i), CodeKeys.Key(code.Trim(), catalogue.Project.CaseInsensitiveCodes), 100)
                .Text(Name("@codeSearch", i), search.Length is < 4 or > CodeKeys.MaxLength ? null : search, 100);
        }

        var rows = new FactRows { Vouchers = new VoucherFacts?[request.Redeemables.Count] };
        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var (version, first) = await AnsweredAsync(row, rows, ct);
        for (var i = 0; i < request.Redeemables.Count; i++)
            if (request.Redeemables[i] is { Kind: RedeemableKind.Voucher, Id: var code }) await CodeAsync(row, i, code, rows, ct);
        return (rows, first, version);
    }

    /// <summary>A batch that begins with <see cref="SqlServerText.Facts"/>.</summary>
    internal static SqlServerBatch Asking(ValidateRedeemables request, DateTimeOffset now, DateTimeOffset keysSince)
    {
        var key = (request as RedeemRedeemables)?.IdempotencyKey;
        return new SqlServerBatch().Add(SqlServerText.Facts)
            .Id("@customerId", request.Customer is { } a ? CustomerMerge.PlatformId(a) : null)
            .Text("@customerSource", request.Customer is { } b ? CustomerMerge.SourceId(b) : null)
            .Id("@orderId", request.Order?.Id).Text("@orderSource", request.Order?.SourceId)
            .Id("@apiKey", key is null ? null : request.Caller.KeysOwner).Text("@key", key).At("@keysSince", keysSince)
            .Text("@session", request.SessionKey ?? "").At("@now", now);
    }

    /// <summary>What <see cref="SqlServerText.Facts"/> answers; the reader then stands on its last result.</summary>
    internal static async Task<(long Version, (string RequestHash, string RedemptionId)? First)> AnsweredAsync(SqlDataReader row, FactRows rows, CancellationToken ct)
    {
        (string, string)? first = null;
        await row.ReadAsync(ct);
        var version = row.GetInt64(0);
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) first = (row.GetString(0), row.GetString(1));
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.Customer = SqlServerReading.Customer(row);
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct)) rows.SegmentIds.Add(row.GetString(0));
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.Order = SqlServerReading.Order(row);
        return (version, first);
    }

    /// <summary>What the customer bought and redeemed, when a segment asks for it.</summary>
    internal static async Task FiguresAsync(SqlConnection connection, Catalogue catalogue, FactRows rows, CancellationToken ct)
    {
        if (rows.Customer is not { } customer || !(catalogue.SegmentsReadFigures || catalogue.SegmentsReadEvents)) return;
        await using var command = new SqlServerBatch().Add(SqlServerText.Figures).Add(SqlServerText.Events).Id("@customer", customer.Id).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        rows.Figures = await SqlServerReading.FiguresAsync(row, customer, ct);
    }

    /// <inheritdoc cref="Qualification.IQualificationStore.PublicationsAsync"/>
    internal static async Task<Dictionary<string, MetadataBag>> PublicationsAsync(
        SqlConnection connection, string customerId, IReadOnlyCollection<string> vouchers, CancellationToken ct)
    {
        var found = new Dictionary<string, MetadataBag>(StringComparer.Ordinal);
        await using var command = new SqlServerBatch().Add(SqlServerText.Publications).Id("@customer", customerId).Document("@vouchers", JsonSerializer.Serialize(vouchers)).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) found[row.GetString(0)] = PromoJson.Read<MetadataBag>(row.GetString(1));
        return found;
    }

    private static async Task CodeAsync(SqlDataReader row, int index, string code, FactRows rows, CancellationToken ct)
    {
        await row.NextResultAsync(ct);
        var voucher = await row.ReadAsync(ct) ? SqlServerReading.Voucher(row) : null;
        await row.NextResultAsync(ct);
        if (await row.ReadAsync(ct)) rows.NearCodes[code] = row.GetString(0);
        await row.NextResultAsync(ct);
        await row.ReadAsync(ct);
        rows.Vouchers[index] = voucher?.RedemptionLimit is null ? voucher : voucher with { HeldQuantity = row.GetInt32(0) };
    }

    private static async Task CountersAsync(
        SqlConnection connection, ValidateRedeemables request, Catalogue catalogue, DateTimeOffset now, FactRows rows, CancellationToken ct)
    {
        var keys = CountersWanted.Of(request, catalogue, now, rows).ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0) return;

        await using var command = Counters([.. keys]).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) rows.Counters[row.GetString(0)] = row.GetInt64(1);
    }

    /// <summary>Asks for counters by key: each by a parameter of its own, so that every lookup is a seek, or all in one document where they are many.</summary>
    /// <param name="keys">At least one.</param>
    internal static SqlServerBatch Counters(IReadOnlyList<string> keys)
    {
        if (keys.Count > MostCounters) return new SqlServerBatch().Add(SqlServerText.CountersOfMany).Document("@counters", JsonSerializer.Serialize(keys));
        var size = Rounded(keys.Count);
        var batch = new SqlServerBatch().Add(SqlServerText.Counters(size));
        for (var i = 0; i < size; i++) batch.Word(Name("@c", i), keys[Math.Min(i, keys.Count - 1)]);
        return batch;
    }

    // Few different texts, so that their plans are found again.
    private static int Rounded(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count);
}
