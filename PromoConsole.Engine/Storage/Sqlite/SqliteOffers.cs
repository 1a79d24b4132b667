using System.Text.Json;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Reads codes that may be offered, and what was used of many at once, by prepared statements on one connection. Not thread-safe.</summary>
internal sealed class SqliteOffers : IDisposable
{
    private readonly SqliteStatements _statements;
    private readonly SqliteStatement _ofCustomer;
    private readonly SqliteStatement _ofNoCampaign;
    private readonly SqliteStatement _byKey;
    private readonly SqliteStatement _counters;
    private readonly SqliteStatement _held;

    public SqliteOffers(SqliteConnection connection)
    {
        _statements = new SqliteStatements(connection);
        // A code for everybody has no holder, only publications.
        _ofCustomer = _statements.Prepare($"""
            SELECT {SqliteFacts.VoucherColumns} FROM Vouchers
            WHERE Id IN (SELECT Id FROM (SELECT Id FROM Vouchers WHERE HolderId = ?1 ORDER BY Id DESC LIMIT ?2)
                UNION SELECT VoucherId FROM (SELECT VoucherId FROM Publications WHERE CustomerId = ?1 ORDER BY Id DESC LIMIT ?2))
            ORDER BY Id DESC LIMIT ?2
            """);
        // One that was given to somebody and works once is that somebody's.
        _ofNoCampaign = _statements.Prepare($"""
            SELECT {SqliteFacts.VoucherColumns} FROM (SELECT * FROM Vouchers WHERE CampaignId IS NULL AND Id < ?1 ORDER BY Id DESC LIMIT ?2)
            WHERE Active = 1 AND HolderId IS NULL AND (PublishedAt IS NULL OR RedemptionLimit IS NULL OR RedemptionLimit > 1)
                AND (RedemptionLimit IS NULL OR RedeemedQuantity < RedemptionLimit)
            """);
        _byKey = _statements.Prepare($"SELECT {SqliteFacts.VoucherColumns} FROM Vouchers WHERE CodeKey IN (SELECT value FROM json_each(?1))");
        _counters = _statements.Prepare("SELECT Key, Value FROM Counters WHERE Shard = 0 AND Key IN (SELECT value FROM json_each(?1))");
        _held = _statements.Prepare("""
            SELECT VoucherId, COUNT(*) FROM SessionLocks WHERE VoucherId IN (SELECT value FROM json_each(?1)) AND ExpiresAt > ?2 GROUP BY VoucherId
            """);
    }

    public List<VoucherFacts> OfCustomer(string customerId) => Vouchers(_ofCustomer.Bind(customerId).Bind((long)CodesWanted.Most));

    /// <param name="before">Only those whose id is smaller.</param>
    public List<VoucherFacts> OfNoCampaign(string before) => Vouchers(_ofNoCampaign.Bind(before).Bind((long)CodesWanted.Most));

    public List<VoucherFacts> ByKey(IEnumerable<string> keys) => Vouchers(_byKey.Bind(JsonSerializer.Serialize(keys)));

    public Dictionary<string, long> Counters(IReadOnlyCollection<string> keys)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        if (keys.Count == 0) return values;
        _counters.Bind(JsonSerializer.Serialize(keys));
        while (_counters.Read()) values[_counters.Text(0)] = _counters.Long(1);
        _counters.End();
        return values;
    }

    /// <summary>How many uses sessions hold right now, by voucher id; vouchers of which none is held are not in it.</summary>
    public Dictionary<string, int> Held(IReadOnlyCollection<string> vouchers, DateTimeOffset now)
    {
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        if (vouchers.Count == 0) return held;
        _held.Bind(JsonSerializer.Serialize(vouchers)).Bind(now);
        while (_held.Read()) held[_held.Text(0)] = (int)_held.Long(1);
        _held.End();
        return held;
    }

    public void Dispose() => _statements.Dispose();

    private static List<VoucherFacts> Vouchers(SqliteStatement row)
    {
        var found = new List<VoucherFacts>();
        while (row.Read()) found.Add(SqliteFacts.VoucherOf(row));
        row.End();
        return found;
    }
}
