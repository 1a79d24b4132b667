using System.Globalization;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Adds the writing of an outcome to a batch.</summary>
internal static class SqlServerRows
{
    /// <summary>Rows that nobody limits are spread over so many shards that callers seldom meet on one.</summary>
    public const int Shards = 16;

    /// <summary>Counters in one batch, three parameters each: a batch may have 2,100, and vouchers and the order come with the last.</summary>
    public const int MostCounters = 500;

    public static int AnyShard() => (int)((uint)Environment.CurrentManagedThreadId % Shards);

    /// <summary>Adds the counters in their order, to further batches where there are too many for one. All belong into one transaction.</summary>
    /// <param name="first">Begins with what stands before them.</param>
    /// <returns>At least one batch; what comes behind the counters may be added to the last.</returns>
    public static List<SqlServerBatch> InPieces(this SqlServerBatch first, IReadOnlyList<CounterChange> changes, Func<SqlServerBatch, int, CounterChange, SqlServerBatch> add)
    {
        List<SqlServerBatch> batches = [first];
        for (var i = 0; i < changes.Count; i++)
        {
            if (i > 0 && i % MostCounters == 0) batches.Add(new());
            add(batches[^1], i, changes[i]);
        }

        return batches;
    }

    /// <summary>Moves one counter and gives its value.</summary>
    public static SqlServerBatch Count(this SqlServerBatch batch, int n, CounterChange change) =>
        batch.Add(SqlServerText.Count(n)).With(n, change, IsSpread(change) ? AnyShard() : 0);

    /// <summary>Lowers one counter if it exists. A spread one lies in several rows, of which any that exists may take it.</summary>
    public static SqlServerBatch Lower(this SqlServerBatch batch, int n, CounterChange change) =>
        batch.Add(IsSpread(change) ? SqlServerText.LowerSpread(n) : SqlServerText.Lower(n)).With(n, change, 0);

    private static bool IsSpread(CounterChange change) => change.Key.StartsWith("vn:", StringComparison.Ordinal);

    private static SqlServerBatch With(this SqlServerBatch batch, int n, CounterChange change, int shard) =>
        batch.Word(Name("@counter", n), change.Key).Whole(Name("@shard", n), shard).Number(Name("@delta", n), change.Delta);

    public static SqlServerBatch Write(this SqlServerBatch batch, Customer row, bool isNew) => batch
        .Add(isNew ? SqlServerText.AddCustomer : SqlServerText.ChangeCustomer)
        .Id("@cId", row.Id).Text("@cSource", row.SourceId).Text("@cName", row.Name).Text("@cEmail", row.Email).Text("@cPhone", row.Phone, 64)
        .Document("@cMetadata", PromoJson.Write(row.Metadata)).Text("@cSearch", row.Search, 850).Flag("@cDemo", row.Demo).At("@cAt", row.UpdatedAt)
        .Text("@cDescription", row.Description, 2000).Day("@cBirthdate", row.Birthdate).Text("@cCity", row.City, 200)
        .Document("@cAddress", row.Address is { } address ? PromoJson.Write(address) : null);

    public static SqlServerBatch Write(this SqlServerBatch batch, Order row, bool isNew) => batch
        .Add(isNew ? SqlServerText.AddOrder : SqlServerText.ChangeOrder)
        .Id("@oId", row.Id).Text("@oSource", row.SourceId).Id("@oCustomer", row.CustomerId).Id("@oReferrer", row.ReferrerId).Word("@oStatus", row.Status.ToString()).Number("@oAmount", row.Amount)
        .Number("@oDiscount", row.DiscountAmount).Document("@oContent", PromoJson.Write(row.Content))
        .Document("@oRedemptions", row.Redemptions is { } redemptions ? PromoJson.Write(redemptions) : null).Flag("@oDemo", row.Demo).At("@oAt", row.UpdatedAt);

    public static SqlServerBatch Write(this SqlServerBatch batch, Redemption row, int n = 0) => batch
        .Add(SqlServerText.AddRedemption(n))
        .Id(Name("@rId", n), row.Id).Word(Name("@rKind", n), row.Kind.ToString()).At(Name("@rAt", n), row.At).Whole(Name("@rDay", n), row.Day)
        .Whole(Name("@rHour", n), row.Hour).Text(Name("@rCode", n), row.Code, 100).Id(Name("@rVoucher", n), row.VoucherId).Id(Name("@rTier", n), row.TierId)
        .Id(Name("@rParent", n), row.ParentId).Id(Name("@rCampaign", n), row.CampaignId)
        .Whole(Name("@rVersion", n), row.CampaignVersion).Id(Name("@rCustomer", n), row.CustomerId).Id(Name("@rOrder", n), row.OrderId)
        .Number(Name("@rAmount", n), row.OrderAmount).Number(Name("@rDiscount", n), row.DiscountAmount).Word(Name("@rRefusal", n), row.RefusalKey)
        .Id(Name("@rRollbackOf", n), row.RollbackOfId).Text(Name("@rReason", n), row.Reason, 1000).Word(Name("@rChannel", n), row.Channel)
        .Text(Name("@rActor", n), row.Actor, 256).Document(Name("@rDetail", n), PromoJson.Write(row.Detail));

    public static SqlServerBatch Write(this SqlServerBatch batch, AuditEntry row) => batch
        .Add(SqlServerText.AddEntry)
        .Id("@aId", row.Id).At("@aAt", row.At).Text("@aActor", row.Actor, 256).Word("@aAction", row.Action).Id("@aSubject", row.Subject).Text("@aReason", row.Reason, 1000)
        .Document("@aBefore", row.Before).Document("@aAfter", row.After);

    public static SqlServerBatch Write(this SqlServerBatch batch, OutboxEvent row, int n = 0) => batch
        .Add(SqlServerText.AddEvent(n))
        .Id(Name("@eId", n), row.Id).Word(Name("@eType", n), row.Type).Id(Name("@eSubject", n), row.Subject).At(Name("@eAt", n), row.At)
        .Document(Name("@eData", n), row.Data);

    /// <summary>Counts a use of a voucher, or only locks its row (0), and gives it with what other sessions hold. Needs <c>@session</c> and <c>@now</c>.</summary>
    public static SqlServerBatch Use(this SqlServerBatch batch, int n, string voucherId, int uses, int? pin) =>
        batch.Add(SqlServerText.UseVoucher(n)).Id(Name("@voucher", n), voucherId).Whole(Name("@uses", n), uses).Whole(Name("@pin", n), pin);

    /// <summary>Gives a voucher that has no limit, without locking it.</summary>
    public static SqlServerBatch Look(this SqlServerBatch batch, int n, string voucherId) =>
        batch.Add(SqlServerText.ReadVoucher(n)).Id(Name("@voucher", n), voucherId);

    public static SqlServerBatch Pin(this SqlServerBatch batch, int n, VoucherChange change) =>
        batch.Add(SqlServerText.PinVoucher(n)).Id(Name("@voucher", n), change.Id).Whole(Name("@pin", n), change.PinVersion);

    public static SqlServerBatch Write(this SqlServerBatch batch, IdempotencyRecord row, DateTimeOffset keysSince) => batch
        .Add(SqlServerText.AddKey)
        .Id("@apiKey", row.ApiKeyId).Text("@key", row.Key).Word("@hash", row.RequestHash).Id("@answer", row.RedemptionId).At("@keyAt", row.At)
        .At("@keysSince", keysSince);

    /// <summary>In one order everywhere, so that two who write several cells cannot wait for each other in a circle.</summary>
    public static SqlServerBatch Write(this SqlServerBatch batch, SummaryTally tally)
    {
        var (n, shard) = (0, AnyShard());
        foreach (var (cell, sums) in tally.Cells.OrderBy(c => (c.Key.Day, c.Key.Hour, c.Key.Kind))
            .ThenBy(c => c.Key.CampaignId, StringComparer.Ordinal).ThenBy(c => c.Key.RefusalKey, StringComparer.Ordinal))
        {
            batch.Add(SqlServerText.AddSummary(n))
                .Whole(Name("@sDay", n), cell.Day).Whole(Name("@sHour", n), cell.Hour).Id(Name("@sCampaign", n), cell.CampaignId)
                .Word(Name("@sKind", n), cell.Kind.ToString()).Word(Name("@sRefusal", n), cell.RefusalKey).Whole(Name("@sShard", n), shard)
                .Number(Name("@sCount", n), sums.Count).Number(Name("@sAmount", n), sums.OrderAmount).Number(Name("@sDiscount", n), sums.DiscountAmount);
            n++;
        }

        return batch;
    }

    public static string Name(string prefix, int n) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n}");
}
