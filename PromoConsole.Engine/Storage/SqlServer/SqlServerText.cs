using System.Globalization;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>The hand-written batches of the redemption path: one for the facts, one that locks, counts and reads back, one that writes and commits.</summary>
/// <remarks>
/// Correct without lock hints at READ COMMITTED, with or without row versions: an UPDATE waits for the row, and its OUTPUT is the value that will be
/// committed. Rows are locked in one order everywhere: catalogue, counters by key, voucher, order, customer.
/// </remarks>
internal static class SqlServerText
{
    public const string LockShared = """
        DECLARE @got int;
        EXEC @got = sp_getapplock @Resource = N'PromoConsole.Catalogue', @LockMode = 'Shared', @LockOwner = 'Transaction', @LockTimeout = 30000;
        IF @got < 0 THROW 50001, N'The catalogue lock was not granted within 30 seconds.', 1;
        SELECT CatalogueVersion FROM Project;
        """;

    private const string VoucherColumns =
        "Id, Code, CampaignId, CampaignVersion, Terms, Active, StartsAt, EndsAt, RedemptionLimit, RedeemedQuantity, HolderId, PublishedAt, CategoryId, Metadata, RuleId, PublishCount";

    private const string OrderColumns = "Id, SourceId, CustomerId, Status, Amount, DiscountAmount, Content, Redemptions, Demo, CreatedAt, UpdatedAt, ReferrerId";

    private const string RedemptionColumns = """
        Id, Kind, At, Day, Hour, Code, VoucherId, TierId, CampaignId, CampaignVersion, CustomerId, OrderId, ParentId, OrderAmount,
            DiscountAmount, RefusalKey, RolledBackById, RollbackOfId, Reason, Channel, Actor, Detail
        """;

    /// <summary>What every request asks: catalogue version, first answer to the key, customer, segments, order.</summary>
    public const string Facts = $"""
        DECLARE @customer varchar(64);
        IF @customerId IS NOT NULL SELECT @customer = Id FROM Customers WHERE Id = @customerId;
        IF @customerId IS NULL SELECT @customer = Id FROM Customers WHERE SourceId = @customerSource;
        IF @customer IS NULL SELECT @customer = CustomerId FROM CustomerAliases WHERE Alias = COALESCE(@customerId, @customerSource);
        SELECT CatalogueVersion FROM Project;
        SELECT RequestHash, RedemptionId FROM IdempotencyRecords WHERE ApiKeyId = @apiKey AND [Key] = @key AND At >= @keysSince;
        SELECT Id, SourceId, Name, Email, Phone, Metadata, Search, Demo, CreatedAt, UpdatedAt, Description, Birthdate, Address, Consents FROM Customers WHERE Id = @customer;
        SELECT SegmentId FROM SegmentMembers WHERE CustomerId = @customer;
        SELECT {OrderColumns} FROM Orders WHERE (@orderId IS NOT NULL AND Id = @orderId) OR (@orderId IS NULL AND SourceId = @orderSource);

        """;

    /// <summary>What a customer bought and redeemed, summed up, in the order of <see cref="SqlServerReading.FiguresAsync"/>.</summary>
    public const string Figures = """
        SELECT
            (SELECT COUNT_BIG(*) FROM Orders WHERE CustomerId = @customer AND Status IN ('Paid', 'Fulfilled')),
            (SELECT COALESCE(SUM(Amount - DiscountAmount), 0) FROM Orders WHERE CustomerId = @customer AND Status IN ('Paid', 'Fulfilled')),
            (SELECT TOP (1) Amount - DiscountAmount FROM Orders WHERE CustomerId = @customer AND Status IN ('Paid', 'Fulfilled') ORDER BY Id DESC),
            (SELECT TOP (1) CreatedAt FROM Orders WHERE CustomerId = @customer AND Status IN ('Paid', 'Fulfilled') ORDER BY Id DESC),
            (SELECT COUNT_BIG(*) FROM Redemptions WHERE CustomerId = @customer AND Kind = 'Redeemed'),
            (SELECT COUNT_BIG(*) FROM Redemptions WHERE CustomerId = @customer AND Kind = 'RefusedRedemption'),
            (SELECT COUNT_BIG(*) FROM Redemptions WHERE CustomerId = @customer AND Kind = 'Rollback');

        """;

    /// <summary>How often each custom event happened to the customer.</summary>
    public const string Events = "SELECT Name, COUNT_BIG(*) FROM CustomEvents WHERE CustomerId = @customer GROUP BY Name;\n";

    /// <summary>Customers of a JSON array of ids put into a segment's kept members: the segment, the array, the instant.</summary>
    public const string KeepMembers = """
        INSERT INTO KeptMembers (SegmentId, CustomerId, At) SELECT {0}, Id, {2} FROM Customers
        WHERE Id IN (SELECT k COLLATE Latin1_General_BIN2 FROM OPENJSON({1}) WITH (k varchar(64) '$'));
        """;

    /// <summary>Customers of a JSON array of ids put on a fixed list, those who are on it left out: the segment, the array.</summary>
    public const string AddMembers = """
        INSERT INTO SegmentMembers (SegmentId, CustomerId) SELECT {0}, Id FROM Customers c
        WHERE c.Id IN (SELECT k COLLATE Latin1_General_BIN2 FROM OPENJSON({1}) WITH (k varchar(64) '$'))
            AND NOT EXISTS (SELECT 1 FROM SegmentMembers m WHERE m.SegmentId = {0} AND m.CustomerId = c.Id);
        """;

    /// <summary>The newest codes published to the customer of <see cref="Facts"/>: a code for everybody has no holder, only publications.</summary>
    public const string CodesOfCustomer = $"""
        SELECT TOP (@most) {VoucherColumns} FROM Vouchers
        WHERE Id IN (SELECT Id FROM (SELECT TOP (@most) Id FROM Vouchers WHERE HolderId = @customer ORDER BY Id DESC) AS Held
            UNION SELECT VoucherId FROM (SELECT TOP (@most) VoucherId FROM Publications WHERE CustomerId = @customer ORDER BY Id DESC) AS Given)
        ORDER BY Id DESC;

        """;

    /// <summary>The newest codes without campaign that can be used; one that was given to somebody and works once is that somebody's.</summary>
    public const string CodesOfNoCampaign = $"""
        SELECT {VoucherColumns} FROM (SELECT TOP (@most) * FROM Vouchers WHERE CampaignId IS NULL AND Id < @before ORDER BY Id DESC) AS Newest
        WHERE Active = 1 AND HolderId IS NULL AND (PublishedAt IS NULL OR RedemptionLimit IS NULL OR RedemptionLimit > 1)
            AND (RedemptionLimit IS NULL OR RedeemedQuantity < RedemptionLimit);

        """;

    /// <summary>Codes by key, of a JSON array.</summary>
    public const string CodesByKey =
        $"SELECT {VoucherColumns} FROM Vouchers WHERE CodeKey IN (SELECT k COLLATE Latin1_General_BIN2 FROM OPENJSON(@keys) WITH (k nvarchar(100) '$'));\n";

    /// <summary>Custom attributes of publications to a customer, of a JSON array of voucher ids.</summary>
    public const string Publications = """
        SELECT VoucherId, Metadata FROM Publications
        WHERE CustomerId = @customer AND VoucherId IN (SELECT k COLLATE Latin1_General_BIN2 FROM OPENJSON(@vouchers) WITH (k varchar(64) '$')) AND Metadata IS NOT NULL;

        """;

    /// <summary>Counters by key, of those that nobody spreads, of a JSON array.</summary>
    public const string CountersOfMany =
        "SELECT [Key], Value FROM Counters WHERE Shard = 0 AND [Key] IN (SELECT k COLLATE Latin1_General_BIN2 FROM OPENJSON(@counters) WITH (k varchar(140) '$'));\n";

    /// <summary>Counters by key and held uses by voucher id, each of a JSON array.</summary>
    public const string CountsOfMany = CountersOfMany + """
        SELECT VoucherId, COUNT(*) FROM SessionLocks
        WHERE VoucherId IN (SELECT k COLLATE Latin1_General_BIN2 FROM OPENJSON(@vouchers) WITH (k varchar(64) '$')) AND ExpiresAt > @now GROUP BY VoucherId;

        """;

    /// <summary>One code: its row, an existing code of nearly the same spelling when there is none, and how many uses other sessions hold.</summary>
    public static string Code(int n) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT {VoucherColumns} FROM Vouchers WHERE CodeKey = @codeKey{n};
        SELECT TOP (1) Code FROM Vouchers WHERE CodeSearch = @codeSearch{n} AND NOT EXISTS (SELECT 1 FROM Vouchers WHERE CodeKey = @codeKey{n});
        SELECT COUNT(*) FROM SessionLocks WHERE VoucherId = (SELECT Id FROM Vouchers WHERE CodeKey = @codeKey{n}) AND SessionKey <> @session AND ExpiresAt > @now;

        """);

    /// <summary>Counters by key, of those that nobody spreads.</summary>
    public static string Counters(int count) =>
        $"SELECT [Key], Value FROM Counters WHERE Shard = 0 AND [Key] IN ({string.Join(", ", Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"@c{n}")))});\n";

    /// <summary>Moves one counter, makes it when it is new, and gives what it is now. Two who make it at once: one of them fails with 2627 and tries again.</summary>
    public static string Count(int n) => string.Create(CultureInfo.InvariantCulture, $"""
        UPDATE Counters SET Value = Value + @delta{n} OUTPUT inserted.Value WHERE [Key] = @counter{n} AND Shard = @shard{n};
        IF @@ROWCOUNT = 0 INSERT INTO Counters ([Key], Shard, Value) OUTPUT inserted.Value VALUES (@counter{n}, @shard{n}, @delta{n});

        """);

    /// <summary>Lowers a counter that exists.</summary>
    public static string Lower(int n) => string.Create(CultureInfo.InvariantCulture,
        $"UPDATE Counters SET Value = Value + @delta{n} WHERE [Key] = @counter{n} AND Shard = @shard{n};\n");

    /// <summary>Lowers a spread counter in shard 0, which is made when the uses lie in others.</summary>
    public static string LowerSpread(int n) => Lower(n) + string.Create(CultureInfo.InvariantCulture,
        $"IF @@ROWCOUNT = 0 INSERT INTO Counters ([Key], Shard, Value) VALUES (@counter{n}, @shard{n}, @delta{n});\n");

    /// <summary>Counts a use in the code's own row (0 only locks it), gives the row as it is now, and how many uses other sessions hold.</summary>
    public static string UseVoucher(int n) => string.Create(CultureInfo.InvariantCulture, $"""
        UPDATE Vouchers SET RedeemedQuantity = RedeemedQuantity + @uses{n}, CampaignVersion = COALESCE(CampaignVersion, @pin{n})
        OUTPUT {Inserted(VoucherColumns)}
        WHERE Id = @voucher{n} AND (RedemptionLimit IS NULL OR RedeemedQuantity + @uses{n} <= RedemptionLimit);
        SELECT COUNT(*) FROM SessionLocks WHERE VoucherId = @voucher{n} AND SessionKey <> @session AND ExpiresAt > @now;

        """);

    /// <summary>The row of a code without a limit, which nobody locks; none of its uses are held.</summary>
    public static string ReadVoucher(int n) => string.Create(CultureInfo.InvariantCulture,
        $"SELECT {VoucherColumns} FROM Vouchers WHERE Id = @voucher{n};\nSELECT 0;\n");

    public static string PinVoucher(int n) => string.Create(CultureInfo.InvariantCulture,
        $"UPDATE Vouchers SET CampaignVersion = @pin{n} WHERE Id = @voucher{n} AND CampaignVersion IS NULL;\n");

    public static string ReturnVoucher(int n) => string.Create(CultureInfo.InvariantCulture,
        $"UPDATE Vouchers SET RedeemedQuantity = CASE WHEN RedeemedQuantity > 0 THEN RedeemedQuantity - 1 ELSE 0 END WHERE Id = @voucher{n};\n");

    public const string ReleaseSession = "DELETE FROM SessionLocks WHERE SessionKey = @session AND (@ofVoucher IS NULL OR VoucherId = @ofVoucher);\n";

    public static string Hold(int n) => string.Create(CultureInfo.InvariantCulture,
        $"INSERT INTO SessionLocks (VoucherId, SessionKey, CreatedAt, ExpiresAt) VALUES (@held{n}, @session, @now, @until);\n");

    /// <summary>Locks the stored order and gives it as it is now.</summary>
    public static readonly string LockOrder = $"""
        UPDATE Orders SET UpdatedAt = @now OUTPUT {Inserted(OrderColumns)}
        WHERE Id = @order;

        """;

    /// <summary>Whoever redeems for the same customer waits until the other is done.</summary>
    public const string LockCustomer = "UPDATE Customers SET UpdatedAt = UpdatedAt WHERE Id = @customer;\n";

    public const string AddCustomer = """
        INSERT INTO Customers (Id, SourceId, Name, Email, Phone, Metadata, Search, Demo, CreatedAt, UpdatedAt, Description, Birthdate, City, Address, Revision)
        VALUES (@cId, @cSource, @cName, @cEmail, @cPhone, @cMetadata, @cSearch, @cDemo, @cAt, @cAt, @cDescription, @cBirthdate, @cCity, @cAddress, 0);

        """;

    public const string ChangeCustomer = """
        UPDATE Customers SET SourceId = COALESCE(SourceId, @cSource), Name = @cName, Email = @cEmail, Phone = @cPhone, Metadata = @cMetadata, Search = @cSearch, UpdatedAt = @cAt,
            Description = @cDescription, Birthdate = @cBirthdate, City = @cCity, Address = @cAddress, Revision = Revision + 1
        WHERE Id = @cId;

        """;

    public const string AddOrder = """
        INSERT INTO Orders (Id, SourceId, CustomerId, Status, Amount, DiscountAmount, Content, Redemptions, Demo, CreatedAt, UpdatedAt, ReferrerId)
        VALUES (@oId, @oSource, @oCustomer, @oStatus, @oAmount, @oDiscount, @oContent, @oRedemptions, @oDemo, @oAt, @oAt, @oReferrer);

        """;

    public const string ChangeOrder =
        "UPDATE Orders SET CustomerId = @oCustomer, Status = @oStatus, DiscountAmount = @oDiscount, Redemptions = @oRedemptions, UpdatedAt = @oAt, ReferrerId = @oReferrer WHERE Id = @oId;\n";

    public static string TakeBack(int n) => string.Create(CultureInfo.InvariantCulture,
        $"UPDATE Redemptions SET RolledBackById = @rollback{n} WHERE Id = @redemption{n} AND RolledBackById IS NULL;\n");

    public const string RowCount = "SELECT @@ROWCOUNT;\n";

    /// <summary>Who has or had each platform id of a JSON array; null where nobody has it any more.</summary>
    public const string Owners = """
        SELECT k, COALESCE((SELECT Id FROM Customers WHERE Id = k COLLATE Latin1_General_BIN2), (SELECT CustomerId FROM CustomerAliases WHERE Alias = k COLLATE Latin1_General_BIN2))
        FROM OPENJSON(@owned) WITH (k varchar(64) '$');

        """;

    /// <summary>Whose redemption it is: asked under the lock, because customers are merged.</summary>
    public const string CustomerOfRedemption = "SELECT CustomerId FROM Redemptions WHERE Id = @redemption0;\n";

    public static string AddRedemption(int n) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO Redemptions (Id, Kind, At, Day, Hour, Code, VoucherId, TierId, CampaignId, CampaignVersion, CustomerId, OrderId, ParentId, OrderAmount,
            DiscountAmount, RefusalKey, RollbackOfId, Reason, Channel, Actor, Detail)
        VALUES (@rId{n}, @rKind{n}, @rAt{n}, @rDay{n}, @rHour{n}, @rCode{n}, @rVoucher{n}, @rTier{n}, @rCampaign{n}, @rVersion{n}, @rCustomer{n}, @rOrder{n},
            @rParent{n}, @rAmount{n}, @rDiscount{n}, @rRefusal{n}, @rRollbackOf{n}, @rReason{n}, @rChannel{n}, @rActor{n}, @rDetail{n});

        """);

    public static string AddEvent(int n) => string.Create(CultureInfo.InvariantCulture,
        $"INSERT INTO Outbox (Id, Type, Subject, At, Data) VALUES (@eId{n}, @eType{n}, @eSubject{n}, @eAt{n}, @eData{n});\n");

    public const string AddEntry = """
        INSERT INTO Audit (Id, At, Actor, Action, Subject, Reason, Before, After) VALUES (@aId, @aAt, @aActor, @aAction, @aSubject, @aReason, @aBefore, @aAfter);

        """;

    /// <summary>An expired record of the same key gives way; a live one makes the insert fail with 2627, and the caller reads the first answer.</summary>
    public const string AddKey = """
        DELETE FROM IdempotencyRecords WHERE ApiKeyId = @apiKey AND [Key] = @key AND At < @keysSince;
        INSERT INTO IdempotencyRecords (ApiKeyId, [Key], RequestHash, RedemptionId, At) VALUES (@apiKey, @key, @hash, @answer, @keyAt);

        """;

    public static string AddSummary(int n) => string.Create(CultureInfo.InvariantCulture, $"""
        UPDATE HourSummaries SET Count = Count + @sCount{n}, OrderAmount = OrderAmount + @sAmount{n}, DiscountAmount = DiscountAmount + @sDiscount{n}
        WHERE Day = @sDay{n} AND Hour = @sHour{n} AND CampaignId = @sCampaign{n} AND Kind = @sKind{n} AND RefusalKey = @sRefusal{n} AND Shard = @sShard{n};
        IF @@ROWCOUNT = 0 INSERT INTO HourSummaries (Day, Hour, CampaignId, Kind, RefusalKey, Shard, Count, OrderAmount, DiscountAmount)
            VALUES (@sDay{n}, @sHour{n}, @sCampaign{n}, @sKind{n}, @sRefusal{n}, @sShard{n}, @sCount{n}, @sAmount{n}, @sDiscount{n});

        """);

    public const string ForgetOld = "DELETE FROM IdempotencyRecords WHERE At < @before;\nDELETE FROM SessionLocks WHERE ExpiresAt <= @now;\n";

    public const string RedemptionById = $"SELECT {RedemptionColumns} FROM Redemptions WHERE Id = @id;";

    /// <summary>What a combined redemption stands for, in the order of application.</summary>
    public const string Parts = $"SELECT {RedemptionColumns} FROM Redemptions WHERE ParentId = @id ORDER BY Id;";

    public static string VoucherHasLimit(int n) => string.Create(CultureInfo.InvariantCulture,
        $"SELECT Id FROM Vouchers WHERE Id = @voucher{n} AND RedemptionLimit IS NOT NULL;\n");

    /// <summary>SKUs and products by platform id (<c>@s</c>, <c>@p</c>) or by source id (<c>@t</c>, <c>@q</c>), the SKUs' products, and the fixed lists all of them are on.</summary>
    public static string Items(int count)
    {
        string Names(char letter) => string.Join(", ", Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"@{letter}{n}")));
        var skus = $"Id IN ({Names('s')}) OR SourceId IN ({Names('t')})";
        var products = $"Id IN ({Names('p')}) OR SourceId IN ({Names('q')}) OR Id IN (SELECT ProductId FROM Skus WHERE {skus})";
        return $"""
            SELECT Id, SourceId, Name, PriceAmount, Attributes, Metadata, ImageUrl, CreatedAt, ProductId FROM Skus WHERE {skus};
            SELECT Id, SourceId, Name, PriceAmount, Attributes, Metadata, ImageUrl, CreatedAt FROM Products WHERE {products};
            SELECT SkuId, CollectionId FROM CollectionSkus WHERE SkuId IN (SELECT Id FROM Skus WHERE {skus})
            UNION ALL SELECT ProductId, CollectionId FROM CollectionMembers WHERE ProductId IN (SELECT Id FROM Products WHERE {products});
            """;
    }

    // What an UPDATE gives is read as the SELECT of the same columns is.
    private static string Inserted(string columns) => "inserted." + columns.Replace(", ", ", inserted.", StringComparison.Ordinal);
}
