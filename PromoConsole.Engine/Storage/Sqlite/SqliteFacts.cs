using System.Text.Json;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Reads what a decision may ask, by prepared statements on one connection. Not thread-safe.</summary>
internal sealed class SqliteFacts : IDisposable
{
    internal const string VoucherColumns =
        "Id, Code, CampaignId, CampaignVersion, Terms, Active, StartsAt, EndsAt, RedemptionLimit, RedeemedQuantity, HolderId, PublishedAt, CategoryId, Metadata, RuleId, PublishCount";

    private const string CustomerColumns = """
        SELECT Id, SourceId, Name, Email, Phone, Metadata, Search, Demo, CreatedAt, UpdatedAt, Description, Birthdate, Address, Consents FROM Customers WHERE 
        """;
    // Not reached where the id itself finds somebody: reading stops at the first row.
    private const string OrByAlias = $" UNION ALL {CustomerColumns}Id = (SELECT CustomerId FROM CustomerAliases WHERE Alias = ?1)";

    // In the order of FiguresOf.
    private const string Figures = """
        SELECT
            (SELECT COUNT(*) FROM Orders WHERE CustomerId = ?1 AND Status IN ('Paid', 'Fulfilled')),
            (SELECT COALESCE(SUM(Amount - DiscountAmount), 0) FROM Orders WHERE CustomerId = ?1 AND Status IN ('Paid', 'Fulfilled')),
            (SELECT Amount - DiscountAmount FROM Orders WHERE CustomerId = ?1 AND Status IN ('Paid', 'Fulfilled') ORDER BY Id DESC LIMIT 1),
            (SELECT CreatedAt FROM Orders WHERE CustomerId = ?1 AND Status IN ('Paid', 'Fulfilled') ORDER BY Id DESC LIMIT 1),
            (SELECT COUNT(*) FROM Redemptions WHERE CustomerId = ?1 AND Kind = 'Redeemed'),
            (SELECT COUNT(*) FROM Redemptions WHERE CustomerId = ?1 AND Kind = 'RefusedRedemption'),
            (SELECT COUNT(*) FROM Redemptions WHERE CustomerId = ?1 AND Kind = 'Rollback')
        """;

    private const string OrderColumns = "SELECT Id, SourceId, CustomerId, Status, Amount, DiscountAmount, Content, Redemptions, Demo, CreatedAt, UpdatedAt, ReferrerId FROM Orders WHERE ";

    private readonly SqliteStatements _statements;
    private readonly SqliteStatement _version;
    private readonly SqliteStatement _voucher;
    private readonly SqliteStatement _nearCode;
    private readonly SqliteStatement _customerById;
    private readonly SqliteStatement _customerBySource;
    private readonly SqliteStatement _segments;
    private readonly SqliteStatement _figures;
    private readonly SqliteStatement _events;
    private readonly SqliteStatement _orderById;
    private readonly SqliteStatement _orderBySource;
    private readonly SqliteStatement _publications;
    private readonly SqliteItems _items;
    private readonly SqliteStatement _counter;
    private readonly SqliteCounters? _counters;

    /// <param name="counters">Those of the transaction it reads in; null to read them as they are stored.</param>
    public SqliteFacts(SqliteConnection connection, SqliteCounters? counters = null)
    {
        _counters = counters;
        _statements = new SqliteStatements(connection);
        _version = _statements.Prepare("SELECT CatalogueVersion FROM Project");
        _voucher = _statements.Prepare($"""
            SELECT {VoucherColumns}, (SELECT COUNT(*) FROM SessionLocks WHERE VoucherId = Vouchers.Id AND SessionKey <> ?2 AND ExpiresAt > ?3)
            FROM Vouchers WHERE CodeKey = ?1
            """);
        _nearCode = _statements.Prepare("SELECT Code FROM Vouchers WHERE CodeSearch = ?1 LIMIT 1");
        _customerById = _statements.Prepare($"{CustomerColumns}Id = ?1{OrByAlias}");
        _customerBySource = _statements.Prepare($"{CustomerColumns}SourceId = ?1{OrByAlias}");
        _segments = _statements.Prepare("SELECT SegmentId FROM SegmentMembers WHERE CustomerId = ?1");
        _figures = _statements.Prepare(Figures);
        _events = _statements.Prepare("SELECT Name, COUNT(*) FROM CustomEvents WHERE CustomerId = ?1 GROUP BY Name");
        _orderById = _statements.Prepare(OrderColumns + "Id = ?1");
        _orderBySource = _statements.Prepare(OrderColumns + "SourceId = ?1");
        _publications = _statements.Prepare("""
            SELECT VoucherId, Metadata FROM Publications WHERE CustomerId = ?1 AND VoucherId IN (SELECT value FROM json_each(?2)) AND Metadata IS NOT NULL
            """);
        _items = new SqliteItems(_statements);
        _counter = _statements.Prepare("SELECT Value FROM Counters WHERE Key = ?1 AND Shard = 0");
    }

    public long CatalogueVersion()
    {
        _version.Read();
        var version = _version.Long(0);
        _version.End();
        return version;
    }

    /// <param name="now">When what sessions hold must not be over yet.</param>
    public FactRows Read(ValidateRedeemables request, Catalogue catalogue, DateTimeOffset now)
    {
        var rows = new FactRows { Vouchers = new VoucherFacts?[request.Redeemables.Count] };
        for (var i = 0; i < rows.Vouchers.Length; i++)
        {
            if (request.Redeemables[i] is not { Kind: RedeemableKind.Voucher, Id: var code }) continue;
            rows.Vouchers[i] = Voucher(CodeKeys.Key(code.Trim(), catalogue.Project.CaseInsensitiveCodes), request.SessionKey ?? "", now);
            if (rows.Vouchers[i] is null && NearCode(code) is { } near) rows.NearCodes[code] = near;
        }

        ReadCustomer(request, catalogue, rows);
        if (rows.Customer is { } customer && PublicationsWanted.Of(rows.Vouchers, catalogue) is { Count: > 0 } wanted) rows.SetPublications(Publications(customer.Id, wanted));
        ReadOrder(request, catalogue, rows);
        ReadCounters(request, catalogue, now, rows);
        return rows;
    }

    /// <summary>The customer alone, then the order with what the vouchers found meanwhile give for free; for whoever looks for codes in between.</summary>
    public void ReadCustomer(ValidateRedeemables request, Catalogue catalogue, FactRows rows)
    {
        if (request.Customer is { } customer) ReadCustomer(customer, rows);
        if (rows.Customer is not { } known) return;
        if (catalogue.SegmentsReadFigures) rows.Figures = FiguresOf(known);
        if (catalogue.SegmentsReadEvents) rows.Figures = (rows.Figures ?? CustomerDetails.Of(known)) with { EventCounts = EventsOf(known.Id) };
    }

    /// <inheritdoc cref="ReadCustomer(ValidateRedeemables, Catalogue, FactRows)"/>
    public void ReadOrder(ValidateRedeemables request, Catalogue catalogue, FactRows rows)
    {
        if (request.Order is { } order) ReadOrder(order, catalogue.Version, rows);
    }

    public void Dispose() => _statements.Dispose();

    /// <summary>Custom attributes of publications to a customer by voucher id; those without any are left out.</summary>
    public Dictionary<string, MetadataBag> Publications(string customerId, IReadOnlyCollection<string> vouchers)
    {
        var found = new Dictionary<string, MetadataBag>(StringComparer.Ordinal);
        var row = _publications.Bind(customerId).Bind(JsonSerializer.Serialize(vouchers));
        while (row.Read()) found[row.Text(0)] = Document<MetadataBag>(row.Utf8(1));
        row.End();
        return found;
    }

    /// <summary>The order with this platform id; null when there is none.</summary>
    public Order? OrderById(string id) => Order(_orderById, id);

    private VoucherFacts? Voucher(string key, string sessionKey, DateTimeOffset now)
    {
        var row = _voucher.Bind(key).Bind(sessionKey).Bind(now);
        var found = row.Read() ? VoucherOf(row) : null;
        if (found?.RedemptionLimit is not null && row.Long(16) is > 0 and var held) found = found with { HeldQuantity = (int)held };
        row.End();
        return found;
    }

    /// <summary>In the order of <see cref="VoucherColumns"/>; what sessions hold is not in the row.</summary>
    internal static VoucherFacts VoucherOf(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.TextOrNull(2), row.IntOrNull(3), row.IsNull(4) ? null : PromoJson.Read<Campaigns.CampaignSetup>(row.Text(4)),
        row.Bool(5), row.InstantOrNull(6), row.InstantOrNull(7), row.IntOrNull(8), (int)row.Long(9), row.TextOrNull(10), row.InstantOrNull(11))
    {
        CategoryId = row.TextOrNull(12),
        Metadata = row.IsNull(13) ? null : Document<MetadataBag>(row.Utf8(13)),
        RuleId = row.TextOrNull(14),
        PublishCount = (int)row.Long(15),
    };

    private string? NearCode(string typed)
    {
        var search = CodeKeys.Search(typed);
        if (search.Length is < 4 or > CodeKeys.MaxLength) return null; // anything is near to next to nothing
        var row = _nearCode.Bind(search);
        var code = row.Read() ? row.Text(0) : null;
        row.End();
        return code;
    }

    private void ReadCustomer(CustomerInput input, FactRows rows)
    {
        var row = CustomerMerge.PlatformId(input) is { } id ? _customerById.Bind(id)
            : CustomerMerge.SourceId(input) is { } source ? _customerBySource.Bind(source)
            : null;
        if (row is null) return;
        if (row.Read())
        {
            rows.Customer = new Customer
            {
                Id = row.Text(0), SourceId = row.TextOrNull(1), Name = row.TextOrNull(2), Email = row.TextOrNull(3), Phone = row.TextOrNull(4),
                Metadata = Document<MetadataBag>(row.Utf8(5)), Search = row.Text(6), Demo = row.Bool(7), CreatedAt = row.Instant(8), UpdatedAt = row.Instant(9),
                Description = row.TextOrNull(10), Birthdate = row.DayOrNull(11),
                Consents = row.IsNull(13) ? null : Document<IReadOnlyDictionary<string, ConsentStatement>>(row.Utf8(13)),
            };
            CustomerMerge.SetAddress(rows.Customer, row.IsNull(12) ? null : Document<CustomerAddress>(row.Utf8(12)));
        }

        row.End();
        if (rows.Customer is null) return;
        _segments.Bind(rows.Customer.Id);
        while (_segments.Read()) rows.SegmentIds.Add(_segments.Text(0));
        _segments.End();
    }

    private Dictionary<string, long> EventsOf(string customerId)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        _events.Bind(customerId);
        while (_events.Read()) counts[_events.Text(0)] = _events.Long(1);
        _events.End();
        return counts;
    }

    private CustomerDetails FiguresOf(Customer customer)
    {
        var row = _figures.Bind(customer.Id);
        row.Read();
        var figures = new CustomerDetails(customer, row.Long(0), row.Long(1), row.LongOrNull(2), row.InstantOrNull(3), row.Long(4), row.Long(5), row.Long(6));
        row.End();
        return figures;
    }

    private void ReadOrder(OrderInput input, long version, FactRows rows)
    {
        rows.Order = input.Id is { } id ? Order(_orderById, id) : input.SourceId is { } source ? Order(_orderBySource, source) : null;
        _items.Read(GivenItems.Beside(rows.Order?.Content ?? input.Content, rows), rows.Items, version);
    }

    private void ReadCounters(ValidateRedeemables request, Catalogue catalogue, DateTimeOffset now, FactRows rows)
    {
        foreach (var key in CountersWanted.Of(request, catalogue, now, rows))
            if ((_counters is null ? Counter(key) : _counters.Value(key)) is { } value) rows.Counters[key] = value;
    }

    private long? Counter(string key)
    {
        long? value = _counter.Bind(key).Read() ? _counter.Long(0) : null;
        _counter.End();
        return value;
    }

    private static Order? Order(SqliteStatement row, string id)
    {
        var found = row.Bind(id).Read()
            ? new Order
            {
                Id = row.Text(0), SourceId = row.TextOrNull(1), CustomerId = row.TextOrNull(2), Status = Enum.Parse<OrderStatus>(row.Text(3)),
                Amount = row.Long(4), DiscountAmount = row.Long(5), Content = Document<OrderContent>(row.Utf8(6)),
                Redemptions = row.IsNull(7) ? null : Document<IReadOnlyList<OrderRedemption>>(row.Utf8(7)),
                Demo = row.Bool(8), CreatedAt = row.Instant(9), UpdatedAt = row.Instant(10), ReferrerId = row.TextOrNull(11),
            }
            : null;
        row.End();
        return found;
    }

    internal static T Document<T>(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<T>(utf8, PromoJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
