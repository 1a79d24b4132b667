using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Rows of the hand-written batches as the engine's types, in the column order of <see cref="SqlServerText"/>.</summary>
internal static class SqlServerReading
{
    public static VoucherFacts Voucher(SqlDataReader row) => new(
        row.GetString(0), row.GetString(1), Text(row, 2), Whole(row, 3), Text(row, 4) is { } terms ? PromoJson.Read<CampaignSetup>(terms) : null,
        row.GetBoolean(5), At(row, 6), At(row, 7), Whole(row, 8), row.GetInt32(9), Text(row, 10), At(row, 11))
    {
        CategoryId = Text(row, 12),
        Metadata = Text(row, 13) is { } metadata ? PromoJson.Read<MetadataBag>(metadata) : null,
        RuleId = Text(row, 14),
        PublishCount = row.GetInt32(15),
    };

    public static Customer Customer(SqlDataReader row)
    {
        var customer = CustomerOf(row);
        CustomerMerge.SetAddress(customer, Text(row, 12) is { } address ? PromoJson.Read<CustomerAddress>(address) : null);
        customer.Consents = Text(row, 13) is { } consents ? PromoJson.Read<IReadOnlyDictionary<string, ConsentStatement>>(consents) : null;
        return customer;
    }

    private static Customer CustomerOf(SqlDataReader row) => new()
    {
        Id = row.GetString(0), SourceId = Text(row, 1), Name = Text(row, 2), Email = Text(row, 3), Phone = Text(row, 4),
        Metadata = PromoJson.Read<MetadataBag>(row.GetString(5)), Search = row.GetString(6), Demo = row.GetBoolean(7),
        CreatedAt = row.GetDateTimeOffset(8), UpdatedAt = row.GetDateTimeOffset(9), Description = Text(row, 10),
        Birthdate = row.IsDBNull(11) ? null : DateOnly.FromDateTime(row.GetDateTime(11)),
    };

    /// <summary>What <see cref="SqlServerText.Figures"/> and then <see cref="SqlServerText.Events"/> answer; the reader stands before the first row.</summary>
    public static async Task<CustomerDetails> FiguresAsync(SqlDataReader row, Customer customer, CancellationToken ct)
    {
        await row.ReadAsync(ct);
        var figures = new CustomerDetails(
            customer, row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), At(row, 3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
        await row.NextResultAsync(ct);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await row.ReadAsync(ct)) counts[row.GetString(0)] = row.GetInt64(1);
        return figures with { EventCounts = counts };
    }

    public static Order Order(SqlDataReader row) => new()
    {
        Id = row.GetString(0), SourceId = Text(row, 1), CustomerId = Text(row, 2), Status = Enum.Parse<OrderStatus>(row.GetString(3)),
        Amount = row.GetInt64(4), DiscountAmount = row.GetInt64(5), Content = PromoJson.Read<OrderContent>(row.GetString(6)),
        Redemptions = Text(row, 7) is { } redemptions ? PromoJson.Read<IReadOnlyList<OrderRedemption>>(redemptions) : null,
        Demo = row.GetBoolean(8), CreatedAt = row.GetDateTimeOffset(9), UpdatedAt = row.GetDateTimeOffset(10), ReferrerId = Text(row, 11),
    };

    public static Product Product(SqlDataReader row) => new()
    {
        Id = row.GetString(0), SourceId = Text(row, 1), Name = row.GetString(2), PriceAmount = row.IsDBNull(3) ? null : row.GetInt64(3),
        Attributes = PromoJson.Read<IReadOnlyList<string>>(row.GetString(4)), Metadata = PromoJson.Read<MetadataBag>(row.GetString(5)), ImageUrl = Text(row, 6),
        CreatedAt = row.GetDateTimeOffset(7),
    };

    public static Sku Sku(SqlDataReader row) => new()
    {
        Id = row.GetString(0), SourceId = Text(row, 1), Name = row.GetString(2), PriceAmount = row.IsDBNull(3) ? null : row.GetInt64(3),
        Attributes = PromoJson.Read<MetadataBag>(row.GetString(4)), Metadata = PromoJson.Read<MetadataBag>(row.GetString(5)), ImageUrl = Text(row, 6),
        CreatedAt = row.GetDateTimeOffset(7), ProductId = row.GetString(8),
    };

    public static Redemption Redemption(SqlDataReader row) => new()
    {
        Id = row.GetString(0), Kind = Enum.Parse<RedemptionKind>(row.GetString(1)), At = row.GetDateTimeOffset(2), Day = row.GetInt32(3), Hour = row.GetInt32(4),
        Code = row.GetString(5), VoucherId = Text(row, 6), TierId = Text(row, 7), CampaignId = Text(row, 8), CampaignVersion = Whole(row, 9),
        CustomerId = Text(row, 10), OrderId = Text(row, 11), ParentId = Text(row, 12), OrderAmount = row.GetInt64(13), DiscountAmount = row.GetInt64(14),
        RefusalKey = Text(row, 15), RolledBackById = Text(row, 16), RollbackOfId = Text(row, 17), Reason = Text(row, 18), Channel = row.GetString(19),
        Actor = row.GetString(20), Detail = PromoJson.Read<RedemptionDetail>(row.GetString(21)),
    };

    private static string? Text(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static int? Whole(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset? At(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTimeOffset(column);
}
