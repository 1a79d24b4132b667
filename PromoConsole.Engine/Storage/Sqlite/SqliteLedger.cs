using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Reads back what was written: redemptions by id and first answers by idempotency key. Not thread-safe.</summary>
internal sealed class SqliteLedger : IDisposable
{
    private readonly SqliteStatements _statements;
    private readonly SqliteStatement _redemption;
    private readonly SqliteStatement _key;
    private readonly SqliteStatement _limit;
    private readonly SqliteStatement _forget;

    public SqliteLedger(SqliteConnection connection)
    {
        _statements = new SqliteStatements(connection);
        _redemption = _statements.Prepare("""
            SELECT Id, Kind, At, Day, Hour, Code, VoucherId, CampaignId, CampaignVersion, CustomerId, OrderId, OrderAmount,
                DiscountAmount, RefusalKey, RolledBackById, RollbackOfId, Reason, Channel, Actor, Detail
            FROM Redemptions WHERE Id = ?1
            """);
        _key = _statements.Prepare("SELECT RequestHash, RedemptionId FROM IdempotencyRecords WHERE ApiKeyId = ?1 AND Key = ?2 AND At >= ?3");
        _limit = _statements.Prepare("SELECT RedemptionLimit IS NOT NULL FROM Vouchers WHERE Id = ?1");
        _forget = _statements.Prepare("DELETE FROM IdempotencyRecords WHERE At < ?1");
    }

    public Redemption? Redemption(string id)
    {
        var row = _redemption.Bind(id);
        var found = row.Read()
            ? new Redemption
            {
                Id = row.Text(0), Kind = Enum.Parse<RedemptionKind>(row.Text(1)), At = row.Instant(2), Day = (int)row.Long(3), Hour = (int)row.Long(4),
                Code = row.Text(5), VoucherId = row.TextOrNull(6), CampaignId = row.TextOrNull(7), CampaignVersion = row.IntOrNull(8),
                CustomerId = row.TextOrNull(9), OrderId = row.TextOrNull(10), OrderAmount = row.Long(11), DiscountAmount = row.Long(12),
                RefusalKey = row.TextOrNull(13), RolledBackById = row.TextOrNull(14), RollbackOfId = row.TextOrNull(15), Reason = row.TextOrNull(16),
                Channel = row.Text(17), Actor = row.Text(18), Detail = PromoJson.Read<RedemptionDetail>(row.Text(19)),
            }
            : null;
        row.End();
        return found;
    }

    /// <summary>What was answered to this key since an instant; null when nothing.</summary>
    public (string RequestHash, string RedemptionId)? FirstAnswer(string apiKeyId, string key, DateTimeOffset since)
    {
        var row = _key.Bind(apiKeyId).Bind(key).Bind(since);
        (string, string)? found = row.Read() ? (row.Text(0), row.Text(1)) : null;
        row.End();
        return found;
    }

    public bool VoucherHasLimit(string id)
    {
        var row = _limit.Bind(id);
        var has = row.Read() && row.Bool(0);
        row.End();
        return has;
    }

    public void ForgetKeys(DateTimeOffset before) => _forget.Bind(before).Run();

    public void Dispose() => _statements.Dispose();
}
