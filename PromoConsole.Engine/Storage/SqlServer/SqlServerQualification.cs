using System.Text.Json;
using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Qualification on SQL Server: one batch for the facts and codes, one for the order's items, one for what was used up.</summary>
internal sealed class SqlServerQualification(CatalogueStore catalogues, PromoEngineOptions options) : IQualificationStore
{
    public async ValueTask<(Catalogue Catalogue, CodeRows Rows)> ReadAsync(ValidateRedeemables request, CodesWanted wanted, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var (version, rows, held) = await FirstAsync(connection, request, wanted, now, ct);
        var catalogue = await catalogues.AtLeastAsync(version, ct);
        await SqlServerFacts.FiguresAsync(connection, catalogue, rows, ct);
        if ((rows.Order?.Content ?? request.Order?.Content) is { } content) await SqlServerItems.ReadAsync(connection, GivenItems.Beside(content, rows), rows.Items, ct);
        return (catalogue, new CodeRows(rows, held));
    }

    public async ValueTask<IReadOnlyList<VoucherFacts>> CodesAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new SqlServerBatch().Add(SqlServerText.CodesByKey).Document("@keys", JsonSerializer.Serialize(keys)).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await VouchersAsync(row, ct);
    }

    public async ValueTask<IReadOnlyDictionary<string, MetadataBag>> PublicationsAsync(string customerId, IReadOnlyCollection<string> vouchers, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await SqlServerFacts.PublicationsAsync(connection, customerId, vouchers, ct);
    }

    public async ValueTask<(IReadOnlyDictionary<string, long> Counters, IReadOnlyDictionary<string, int> Held)> CountsAsync(
        IReadOnlyCollection<string> counters, IReadOnlyCollection<string> vouchers, DateTimeOffset now, CancellationToken ct)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        if (counters.Count + vouchers.Count == 0) return (values, held);
        await using var connection = await OpenAsync(ct);
        await using var command = new SqlServerBatch().Add(SqlServerText.CountsOfMany).Document("@counters", JsonSerializer.Serialize(counters))
            .Document("@vouchers", JsonSerializer.Serialize(vouchers)).At("@now", now).On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) values[row.GetString(0)] = row.GetInt64(1);
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct)) held[row.GetString(0)] = row.GetInt32(1);
        return (values, held);
    }

    private static async Task<(long Version, FactRows Rows, int Held)> FirstAsync(
        SqlConnection connection, ValidateRedeemables request, CodesWanted wanted, DateTimeOffset now, CancellationToken ct)
    {
        var batch = SqlServerFacts.Asking(request, now, now).Whole("@most", CodesWanted.Most).Id("@before", wanted.Before);
        if (wanted.Held) batch.Add(SqlServerText.CodesOfCustomer);
        if (wanted.ForEverybody) batch.Add(SqlServerText.CodesOfNoCampaign);
        var rows = new FactRows { Vouchers = [] };
        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var (version, _) = await SqlServerFacts.AnsweredAsync(row, rows, ct);
        var held = wanted.Held && await row.NextResultAsync(ct) ? await VouchersAsync(row, ct) : [];
        var others = wanted.ForEverybody && await row.NextResultAsync(ct) ? await VouchersAsync(row, ct) : [];
        rows.Vouchers = [.. held, .. others];
        return (version, rows, held.Count);
    }

    private static async Task<List<VoucherFacts>> VouchersAsync(SqlDataReader row, CancellationToken ct)
    {
        var found = new List<VoucherFacts>();
        while (await row.ReadAsync(ct)) found.Add(SqlServerReading.Voucher(row));
        return found;
    }

    private async Task<SqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqlConnection(options.ResolvedConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
