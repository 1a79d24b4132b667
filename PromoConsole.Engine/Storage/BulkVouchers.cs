using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PromoConsole.Engine.Storage.Sqlite;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Storage;

/// <summary>Inserts many new codes inside a write that is under way, without tracking them.</summary>
/// <remarks>
/// Give them sorted by key, a few thousand at a time and each time in a write of its own: neighbours then land on the same index pages, memory stays
/// constant, and redemptions get their turn between two slices.
/// </remarks>
internal static class BulkVouchers
{
    private const int KeysAtOnce = 1_000;

    /// <summary>Columns a new code has; the others start empty.</summary>
    private static readonly string[] Columns =
    [
        nameof(Voucher.Id), nameof(Voucher.Code), nameof(Voucher.CodeKey), nameof(Voucher.CodeSearch), nameof(Voucher.CampaignId),
        nameof(Voucher.CampaignVersion), nameof(Voucher.Active), nameof(Voucher.StartsAt), nameof(Voucher.EndsAt), nameof(Voucher.RedemptionLimit),
        nameof(Voucher.RedeemedQuantity), nameof(Voucher.PublishCount), nameof(Voucher.Metadata), nameof(Voucher.AdditionalInfo), nameof(Voucher.CreatedAt),
        nameof(Voucher.Terms), nameof(Voucher.CategoryId),
    ];

    /// <returns>Keys that exist already, here or in the bin: these codes were left out, all others were inserted.</returns>
    public static async Task<IReadOnlyList<string>> InsertAsync(PromoDbContext db, IReadOnlyList<Voucher> vouchers, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var reserved = await db.ReservedAsync(vouchers.Select(v => v.CodeKey), ct);
        if (reserved.Count > 0) vouchers = [.. vouchers.Where(v => !reserved.Contains(v.CodeKey))];
        var taken = db.Database.GetDbConnection() is SqliteConnection sqlite ? Insert(sqlite, vouchers) : await CopyAsync(db, vouchers, ct);
        return [.. reserved, .. taken];
    }

    private static List<string> Insert(SqliteConnection connection, IReadOnlyList<Voucher> vouchers)
    {
        var taken = new List<string>();
        var insert = new SqliteStatement(connection, $"""
            INSERT INTO Vouchers ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"?{i + 1}"))})
            ON CONFLICT (CodeKey) DO NOTHING
            """);
        try
        {
            Metadata.MetadataBag? last = null;
            string? json = null;
            foreach (var v in vouchers)
            {
                if (!ReferenceEquals(v.Metadata, last)) json = (last = v.Metadata) is null ? null : PromoJson.Write(last); // one bag serves a whole campaign
                var inserted = insert.Bind(v.Id).Bind(v.Code).Bind(v.CodeKey).Bind(v.CodeSearch).Bind(v.CampaignId).Bind((long?)v.CampaignVersion)
                    .Bind(v.Active).Bind(v.StartsAt).Bind(v.EndsAt).Bind((long?)v.RedemptionLimit).Bind((long)v.RedeemedQuantity).Bind((long)v.PublishCount)
                    .Bind(json).Bind(v.AdditionalInfo).Bind(v.CreatedAt).Bind(v.Terms is { } terms ? PromoJson.Write(terms) : null).Bind(v.CategoryId).Run();
                if (inserted == 0) taken.Add(v.CodeKey);
            }
        }
        finally
        {
            insert.Release();
        }

        return taken;
    }

    private static async Task<IReadOnlyList<string>> CopyAsync(PromoDbContext db, IReadOnlyList<Voucher> vouchers, CancellationToken ct)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in vouchers.Select(v => v.CodeKey).Chunk(KeysAtOnce))
            taken.UnionWith(await db.Vouchers.Where(v => keys.Contains(v.CodeKey)).Select(v => v.CodeKey).ToListAsync(ct));
        using var table = new DataTable();
        foreach (var column in Columns) table.Columns.Add(column, typeof(object));
        foreach (var v in vouchers)
        {
            if (taken.Contains(v.CodeKey)) continue;
            table.Rows.Add(
                v.Id, v.Code, v.CodeKey, v.CodeSearch, v.CampaignId, v.CampaignVersion, v.Active, v.StartsAt, v.EndsAt, v.RedemptionLimit,
                v.RedeemedQuantity, v.PublishCount, v.Metadata is { } metadata ? PromoJson.Write(metadata) : null, v.AdditionalInfo, v.CreatedAt,
                v.Terms is { } terms ? PromoJson.Write(terms) : null, v.CategoryId);
        }

        var transaction = (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        using var copy = new SqlBulkCopy((SqlConnection)db.Database.GetDbConnection(), SqlBulkCopyOptions.CheckConstraints, transaction)
        {
            DestinationTableName = "Vouchers",
        };
        foreach (var column in Columns) copy.ColumnMappings.Add(column, column);
        await copy.WriteToServerAsync(table, ct);
        return [.. taken];
    }
}
