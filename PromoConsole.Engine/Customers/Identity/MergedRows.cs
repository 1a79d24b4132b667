using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>Gives rows of one customer to another, in the database, and remembers which: one statement a kind, however many there are.</summary>
internal static class MergedRows
{
    private static readonly (MovedKind Kind, string Table, string Column, string Key, string Only)[] s_tables =
    [
        (MovedKind.Redemption, "Redemptions", "CustomerId", "Id", ""),
        (MovedKind.Order, "Orders", "CustomerId", "Id", ""),
        (MovedKind.Referral, "Orders", "ReferrerId", "Id", ""),
        (MovedKind.Event, "CustomEvents", "CustomerId", "Id", ""),
        (MovedKind.Code, "Vouchers", "HolderId", "Id", ""),
        // A code for everybody that both were given remains once; the other publication waits for the two to be parted.
        (MovedKind.Publication, "Publications", "CustomerId", "Id", " AND NOT EXISTS (SELECT 1 FROM Publications o WHERE o.CustomerId = {2} AND o.VoucherId = Publications.VoucherId)"),
        (MovedKind.Refusal, "RefusedPublications", "CustomerId", "Id", ""),
        (MovedKind.Alias, "CustomerAliases", "CustomerId", "Alias", ""),
        (MovedKind.Move, "SegmentMoves", "CustomerId", "Id", ""),
    ];

    /// <summary>{0} is the merge, {1} the duplicate, {2} the customer.</summary>
    internal static IReadOnlyList<string> Moving { get; } =
    [
        .. s_tables.SelectMany(t => (string[])
        [
            $"INSERT INTO MergedRows (MergeId, Kind, RowKey) SELECT {{0}}, '{t.Kind}', {t.Key} FROM {t.Table} WHERE {t.Column} = {{1}}{t.Only}",
            $"UPDATE {t.Table} SET {t.Column} = {{2}} WHERE {t.Column} = {{1}} AND {t.Key} IN ({Moved(t.Kind)})",
        ]),
        $"INSERT INTO MergedRows (MergeId, Kind, RowKey) SELECT {{0}}, '{MovedKind.Segment}', SegmentId FROM SegmentMembers WHERE CustomerId = {{1}}",
        $$"""
        INSERT INTO MergedRows (MergeId, Kind, RowKey) SELECT {0}, '{{MovedKind.Joined}}', m.SegmentId FROM SegmentMembers m
        WHERE m.CustomerId = {1} AND NOT EXISTS (SELECT 1 FROM SegmentMembers o WHERE o.CustomerId = {2} AND o.SegmentId = m.SegmentId)
        """,
        $"INSERT INTO SegmentMembers (SegmentId, CustomerId) SELECT RowKey, {{2}} FROM MergedRows WHERE MergeId = {{0}} AND Kind = '{MovedKind.Joined}'",
        "DELETE FROM SegmentMembers WHERE CustomerId = {1}",
    ];

    /// <inheritdoc cref="Moving"/>
    internal static IReadOnlyList<string> MovingBack { get; } =
    [
        // Rollbacks of what moved go with it, whenever they happened.
        $"UPDATE Redemptions SET CustomerId = {{1}} WHERE CustomerId = {{2}} AND RollbackOfId IN ({Moved(MovedKind.Redemption)})",
        .. s_tables.Select(t => $"UPDATE {t.Table} SET {t.Column} = {{1}} WHERE {t.Column} = {{2}} AND {t.Key} IN ({Moved(t.Kind)})"),
        $$"""
        INSERT INTO SegmentMembers (SegmentId, CustomerId) SELECT RowKey, {1} FROM MergedRows
        WHERE MergeId = {0} AND Kind = '{{MovedKind.Segment}}' AND RowKey IN (SELECT Id FROM Segments)
        """,
        $"DELETE FROM SegmentMembers WHERE CustomerId = {{2}} AND SegmentId IN ({Moved(MovedKind.Joined)})",
    ];

    public static Task MoveAsync(PromoDbContext db, MergedCustomer merge, CancellationToken ct) => RunAsync(db, Moving, merge, ct);

    /// <summary>Once the duplicate is stored again.</summary>
    public static Task MoveBackAsync(PromoDbContext db, MergedCustomer merge, CancellationToken ct) => RunAsync(db, MovingBack, merge, ct);

    private static async Task RunAsync(PromoDbContext db, IReadOnlyList<string> statements, MergedCustomer merge, CancellationToken ct)
    {
        object[] values = [merge.Id, merge.DuplicateId, merge.CustomerId];
        foreach (var sql in statements) await db.Database.ExecuteSqlRawAsync(sql, values, ct);
    }

    private static string Moved(MovedKind kind) => $"SELECT RowKey FROM MergedRows WHERE MergeId = {{0}} AND Kind = '{kind}'";
}
