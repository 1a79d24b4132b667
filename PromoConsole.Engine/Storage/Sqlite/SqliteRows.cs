using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Writes outcomes by prepared statements inside the writer's transaction. Not thread-safe.</summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly SqliteStatements _statements;
    private readonly SqliteCounters _counters;
    private readonly SqliteStatement _useVoucher;
    private readonly SqliteStatement _pinVoucher;
    private readonly SqliteStatement _addCustomer;
    private readonly SqliteStatement _changeCustomer;
    private readonly SqliteStatement _addOrder;
    private readonly SqliteStatement _changeOrder;
    private readonly SqliteStatement _addRedemption;
    private readonly SqliteStatement _takeBack;
    private readonly SqliteStatement _addEvent;
    private readonly SqliteStatement _addEntry;
    private readonly SqliteStatement _addKey;
    private readonly SqliteStatement _addSummary;
    private readonly SqliteStatement _hold;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _releaseAll;
    private readonly ArrayBufferWriter<byte> _json = new(4096);
    private readonly Utf8JsonWriter _jsonWriter;
    private readonly PendingRows _pending = new();
    private readonly Action<Redemption, ReadOnlySpan<byte>> _insert;

    public SqliteRows(SqliteConnection connection, SqliteCounters counters)
    {
        _counters = counters;
        _statements = new SqliteStatements(connection);
        _jsonWriter = PromoJson.WriterTo(_json);
        _insert = Insert;
        _useVoucher = _statements.Prepare(
            "UPDATE Vouchers SET RedeemedQuantity = MAX(0, RedeemedQuantity + ?1), CampaignVersion = COALESCE(CampaignVersion, ?2) WHERE Id = ?3");
        _pinVoucher = _statements.Prepare("UPDATE Vouchers SET CampaignVersion = ?1 WHERE Id = ?2");
        _addCustomer = _statements.Prepare("""
            INSERT INTO Customers (Id, SourceId, Name, Email, Phone, Metadata, Search, Demo, CreatedAt, UpdatedAt, Description, Birthdate, City, Address, Revision)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0)
            """);
        _changeCustomer = _statements.Prepare(
            """
            UPDATE Customers SET SourceId = COALESCE(SourceId, ?1), Name = ?2, Email = ?3, Phone = ?4, Metadata = ?5, Search = ?6, UpdatedAt = ?7, Description = ?8,
                Birthdate = ?9, City = ?10, Address = ?11, Revision = Revision + 1
            WHERE Id = ?12
            """);
        _addOrder = _statements.Prepare("""
            INSERT INTO Orders (Id, SourceId, CustomerId, Status, Amount, DiscountAmount, Content, Redemptions, Demo, CreatedAt, UpdatedAt, ReferrerId)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """);
        _changeOrder = _statements.Prepare("UPDATE Orders SET CustomerId = ?1, Status = ?2, DiscountAmount = ?3, Redemptions = ?4, UpdatedAt = ?5, ReferrerId = ?6 WHERE Id = ?7");
        _addRedemption = _statements.Prepare("""
            INSERT INTO Redemptions (Id, Kind, At, Day, Hour, Code, VoucherId, TierId, CampaignId, CampaignVersion, CustomerId, OrderId, ParentId, OrderAmount,
                DiscountAmount, RefusalKey, RollbackOfId, Reason, Channel, Actor, Detail)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
            """);
        _takeBack = _statements.Prepare("UPDATE Redemptions SET RolledBackById = ?1 WHERE Id = ?2 AND RolledBackById IS NULL");
        _addEvent = _statements.Prepare("INSERT INTO Outbox (Id, Type, Subject, At, Data) VALUES (?1, ?2, ?3, ?4, ?5)");
        _addEntry = _statements.Prepare("INSERT INTO Audit (Id, At, Actor, Action, Subject, Reason, Before, After) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _addKey = _statements.Prepare("""
            INSERT INTO IdempotencyRecords (ApiKeyId, Key, RequestHash, RedemptionId, At) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET RequestHash = excluded.RequestHash, RedemptionId = excluded.RedemptionId, At = excluded.At
            """);
        _hold = _statements.Prepare("INSERT INTO SessionLocks (VoucherId, SessionKey, CreatedAt, ExpiresAt) VALUES (?1, ?2, ?3, ?4)");
        _release = _statements.Prepare("DELETE FROM SessionLocks WHERE SessionKey = ?1 AND VoucherId = ?2");
        _releaseAll = _statements.Prepare("DELETE FROM SessionLocks WHERE SessionKey = ?1");
        _addSummary = _statements.Prepare("""
            INSERT INTO HourSummaries (Day, Hour, CampaignId, Kind, RefusalKey, Shard, Count, OrderAmount, DiscountAmount)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8)
            ON CONFLICT DO UPDATE SET Count = Count + excluded.Count, OrderAmount = OrderAmount + excluded.OrderAmount,
                DiscountAmount = DiscountAmount + excluded.DiscountAmount
            """);
    }

    public void Write(RedemptionOutcome outcome)
    {
        foreach (var counter in outcome.Counters) _counters.Move(counter);
        foreach (var voucher in outcome.Vouchers) Write(voucher);
        if (outcome.Customer is { } customer) Write(customer, outcome.CustomerIsNew);
        if (outcome.CustomerChange is { } change) Write(change);
        if (outcome.Order is { } order) Write(order, outcome.OrderIsNew);
        foreach (var row in outcome.Rows)
        {
            if (_pending.IsFull) Flush();
            _pending.Add(row);
        }

        foreach (var happened in outcome.Events) Write(happened);
        if (outcome.ReleasedSession is { } session) Release(session, null);
        if (outcome.Idempotency is { } key)
            _addKey.Bind(key.ApiKeyId).Bind(key.Key).Bind(key.RequestHash).Bind(key.RedemptionId).Bind(key.At).Run();
    }

    /// <summary>Inserts the redemptions that wait for it. Whoever reads redemptions, or ends the transaction, asks for this first.</summary>
    public void Flush() => _pending.Take(_insert);

    /// <summary>Forgets what was left by a transaction that was undone.</summary>
    public void Begin() => _pending.Clear();

    public void Write(RollbackOutcome outcome)
    {
        foreach (var change in outcome.Counters) _counters.Move(change);
        foreach (var voucher in outcome.Vouchers) Write(voucher);
        if (outcome.Order is { } order) Write(order, isNew: false);
        foreach (var row in outcome.Rows)
        {
            Write(row);
            _takeBack.Bind(row.Id).Bind(row.RollbackOfId).Run();
            Write(RedemptionOutcome.EventOf("redemption.rollback.succeeded", row));
        }
    }

    /// <summary>Holds one use of a voucher for a session.</summary>
    public void Hold(SessionLock held) => _hold.Bind(held.VoucherId).Bind(held.SessionKey).Bind(held.CreatedAt).Bind(held.ExpiresAt).Run();

    /// <summary>Lets go of what a session holds, of one voucher or of all.</summary>
    /// <returns>How many uses.</returns>
    public int Release(string sessionKey, string? voucherId) =>
        voucherId is null ? _releaseAll.Bind(sessionKey).Run() : _release.Bind(sessionKey).Bind(voucherId).Run();

    public void Write(Redemption row) => Insert(row, Utf8(row.Detail));

    private void Insert(Redemption row, ReadOnlySpan<byte> detail) =>
        _addRedemption.Bind(row.Id).Bind(Word(row.Kind)).Bind(row.At).Bind(row.Day).Bind(row.Hour).Bind(row.Code).Bind(row.VoucherId)
            .Bind(row.TierId).Bind(row.CampaignId).Bind((long?)row.CampaignVersion).Bind(row.CustomerId).Bind(row.OrderId).Bind(row.ParentId).Bind(row.OrderAmount).Bind(row.DiscountAmount)
            .Bind(row.RefusalKey).Bind(row.RollbackOfId).Bind(row.Reason).Bind(row.Channel).Bind(row.Actor).Bind(detail)
            .Run();

    public void Write(SummaryTally tally)
    {
        foreach (var (cell, sums) in tally.Cells)
        {
            _addSummary.Bind(cell.Day).Bind(cell.Hour).Bind(cell.CampaignId).Bind(Word(cell.Kind)).Bind(cell.RefusalKey)
                .Bind(sums.Count).Bind(sums.OrderAmount).Bind(sums.DiscountAmount).Run();
        }
    }

    public void Dispose()
    {
        _pending.Dispose();
        _jsonWriter.Dispose();
        _statements.Dispose();
    }

    private void Write(VoucherChange change)
    {
        if (change.Uses != 0) _useVoucher.Bind(change.Uses).Bind((long?)change.PinVersion).Bind(change.Id).Run();
        else if (change.PinVersion is { } version) _pinVoucher.Bind(version).Bind(change.Id).Run();
    }

    private void Write(Customer row, bool isNew)
    {
        var metadata = Utf8(row.Metadata);
        if (isNew)
        {
            _addCustomer.Bind(row.Id).Bind(row.SourceId).Bind(row.Name).Bind(row.Email).Bind(row.Phone).Bind(metadata).Bind(row.Search)
                .Bind(row.Demo).Bind(row.CreatedAt).Bind(row.UpdatedAt).Bind(row.Description).Bind(Day(row.Birthdate)).Bind(row.City).Bind(Address(row)).Run();
        }
        else
        {
            _changeCustomer.Bind(row.SourceId).Bind(row.Name).Bind(row.Email).Bind(row.Phone).Bind(metadata).Bind(row.Search)
                .Bind(row.UpdatedAt).Bind(row.Description).Bind(Day(row.Birthdate)).Bind(row.City).Bind(Address(row)).Bind(row.Id).Run();
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Address(Customer row) => row.Address is { } address ? PromoJson.Write(address) : null;

    private void Write(Order row, bool isNew)
    {
        if (isNew)
        {
            _addOrder.Bind(row.Id).Bind(row.SourceId).Bind(row.CustomerId).Bind(Word(row.Status)).Bind(row.Amount).Bind(row.DiscountAmount)
                .Bind(Utf8(row.Content)).Bind(Utf8OrNull(row.Redemptions)).Bind(row.Demo).Bind(row.CreatedAt).Bind(row.UpdatedAt).Bind(row.ReferrerId).Run();
        }
        else
        {
            _changeOrder.Bind(row.CustomerId).Bind(Word(row.Status)).Bind(row.DiscountAmount).Bind(Utf8OrNull(row.Redemptions)).Bind(row.UpdatedAt).Bind(row.ReferrerId).Bind(row.Id).Run();
        }
    }

    private void Write(AuditEntry row) =>
        _addEntry.Bind(row.Id).Bind(row.At).Bind(row.Actor).Bind(row.Action).Bind(row.Subject).Bind(row.Reason).Bind(row.Before).Bind(row.After).Run();

    private void Write(OutboxEvent row) => _addEvent.Bind(row.Id).Bind(row.Type).Bind(row.Subject).Bind(row.At).Bind(row.Data).Run();

    // SQLite keeps its own copy of what is bound, so one buffer serves several documents of a row. Nothing stands for null.
    private ReadOnlySpan<byte> Utf8OrNull(IReadOnlyList<OrderRedemption>? redemptions) => redemptions is null ? default : Utf8(redemptions);

    // Valid until the next document is written.
    private ReadOnlySpan<byte> Utf8<T>(T document)
    {
        _json.ResetWrittenCount();
        _jsonWriter.Reset(_json);
        JsonSerializer.Serialize(_jsonWriter, document, PromoJson.Options);
        _jsonWriter.Flush();
        return _json.WrittenSpan;
    }

    private static string Word(RedemptionKind kind) => kind switch
    {
        RedemptionKind.Redeemed => nameof(RedemptionKind.Redeemed),
        RedemptionKind.RefusedRedemption => nameof(RedemptionKind.RefusedRedemption),
        RedemptionKind.RefusedValidation => nameof(RedemptionKind.RefusedValidation),
        RedemptionKind.Combined => nameof(RedemptionKind.Combined),
        _ => kind.ToString(),
    };

    private static string Word(OrderStatus status) => status == OrderStatus.Paid ? nameof(OrderStatus.Paid) : status.ToString();
}
