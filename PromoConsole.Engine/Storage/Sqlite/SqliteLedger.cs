using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Reads back what was written: redemptions by id and first answers by idempotency key. Not thread-safe.</summary>
internal sealed class SqliteLedger : IDisposable
{
    private const string Columns = """
        SELECT Id, Kind, At, Day, Hour, Code, VoucherId, TierId, CampaignId, CampaignVersion, CustomerId, OrderId, ParentId, OrderAmount,
            DiscountAmount, RefusalKey, RolledBackById, RollbackOfId, Reason, Channel, Actor, Detail
        FROM Redemptions

        """;

    private readonly SqliteStatements _statements;
    private readonly SqliteStatement _redemption;
    private readonly SqliteStatement _parts;
    private readonly SqliteStatement _key;
    private readonly SqliteStatement _limit;
    private readonly SqliteStatement _owner;
    private readonly SqliteStatement _forget;
    private readonly SqliteStatement _forgetSessions;

    public SqliteLedger(SqliteConnection connection)
    {
        _statements = new SqliteStatements(connection);
        _redemption = _statements.Prepare(Columns + "WHERE Id = ?1");
        _parts = _statements.Prepare(Columns + "WHERE ParentId = ?1 ORDER BY Id");
        _key = _statements.Prepare("SELECT RequestHash, RedemptionId FROM IdempotencyRecords WHERE ApiKeyId = ?1 AND Key = ?2 AND At >= ?3");
        _limit = _statements.Prepare("SELECT RedemptionLimit IS NOT NULL FROM Vouchers WHERE Id = ?1");
        _owner = _statements.Prepare("SELECT Id FROM Customers WHERE Id = ?1 UNION ALL SELECT CustomerId FROM CustomerAliases WHERE Alias = ?1");
        _forget = _statements.Prepare("DELETE FROM IdempotencyRecords WHERE At < ?1");
        _forgetSessions = _statements.Prepare("DELETE FROM SessionLocks WHERE ExpiresAt <= ?1");
    }

    public Redemption? Redemption(string id)
    {
        var row = _redemption.Bind(id);
        var found = row.Read() ? Of(row) : null;
        row.End();
        return found;
    }

    /// <summary>The redemptions or rollbacks that one stands for, in the order of application.</summary>
    public List<Redemption> Parts(string parentId)
    {
        var row = _parts.Bind(parentId);
        var found = new List<Redemption>();
        while (row.Read()) found.Add(Of(row));
        row.End();
        return found;
    }

    /// <summary>Who has or had this platform id; null when nobody has it any more.</summary>
    public string? OwnerOf(string customerId)
    {
        var row = _owner.Bind(customerId);
        var found = row.Read() ? row.Text(0) : null;
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

    public void ForgetOld(DateTimeOffset keysBefore, DateTimeOffset now)
    {
        _forget.Bind(keysBefore).Run();
        _forgetSessions.Bind(now).Run();
    }

    public void Dispose() => _statements.Dispose();

    private static Redemption Of(SqliteStatement row) => new()
    {
        Id = row.Text(0), Kind = Enum.Parse<RedemptionKind>(row.Text(1)), At = row.Instant(2), Day = (int)row.Long(3), Hour = (int)row.Long(4),
        Code = row.Text(5), VoucherId = row.TextOrNull(6), TierId = row.TextOrNull(7), CampaignId = row.TextOrNull(8), CampaignVersion = row.IntOrNull(9),
        CustomerId = row.TextOrNull(10), OrderId = row.TextOrNull(11), ParentId = row.TextOrNull(12), OrderAmount = row.Long(13),
        DiscountAmount = row.Long(14), RefusalKey = row.TextOrNull(15), RolledBackById = row.TextOrNull(16), RollbackOfId = row.TextOrNull(17),
        Reason = row.TextOrNull(18), Channel = row.Text(19), Actor = row.Text(20), Detail = PromoJson.Read<RedemptionDetail>(row.Text(21)),
    };
}
