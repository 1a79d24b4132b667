using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Storage.Sqlite;

namespace PromoConsole.Benchmarks;

/// <summary>The documents of a real redemption, so that the baseline writes as many bytes.</summary>
internal sealed record Sample(string CampaignId, string Detail, string Content)
{
    public static Sample Of(Shop shop)
    {
        using var db = shop.Db();
        var redemption = db.Redemptions.Single();
        return new(redemption.CampaignId!, PromoJson.Write(redemption.Detail), PromoJson.Write(db.Orders.Single().Content));
    }
}

/// <summary>One conditional update and two inserts with prepared ADO.NET commands: what nobody can leave out.</summary>
internal sealed class RawRedemptions : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _use;
    private readonly SqliteCommand _redemption;
    private readonly SqliteCommand _order;

    public RawRedemptions(string database, Sample sample)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, ForeignKeys = true }.ToString());
        _connection.Open();
        using (var pragmas = Command(SqliteDatabase.WriterPragmas + SqliteDatabase.CachePragmas + "PRAGMA wal_autocheckpoint=20000;")) pragmas.ExecuteNonQuery();
        _use = Command("UPDATE Vouchers SET RedeemedQuantity = RedeemedQuantity + 1 WHERE CodeKey = $code AND RedeemedQuantity < RedemptionLimit RETURNING Id");
        _use.Parameters.Add("$code", SqliteType.Text);
        _redemption = Command("""
            INSERT INTO Redemptions (Id, Kind, At, Day, Hour, Code, VoucherId, CampaignId, CampaignVersion, OrderId, OrderAmount, DiscountAmount, Channel, Actor, Detail)
            VALUES ($id, 'Redeemed', $at, 20260302, 13, $code, $voucher, $campaign, 1, $order, 8899, 1000, 'API', 'Web shop', $detail)
            """);
        foreach (var name in (string[])["$id", "$code", "$voucher", "$order"]) _redemption.Parameters.Add(name, SqliteType.Text);
        _redemption.Parameters.Add("$at", SqliteType.Integer);
        _redemption.Parameters.AddWithValue("$campaign", sample.CampaignId);
        _redemption.Parameters.AddWithValue("$detail", sample.Detail);
        _order = Command("""
            INSERT INTO Orders (Id, Status, Amount, DiscountAmount, Content, Demo, CreatedAt, UpdatedAt) VALUES ($order, 'Paid', 8899, 1000, $content, 0, $at, $at)
            """);
        _order.Parameters.Add("$order", SqliteType.Text);
        _order.Parameters.Add("$at", SqliteType.Integer);
        _order.Parameters.AddWithValue("$content", sample.Content);
        foreach (var command in (SqliteCommand[])[_use, _redemption, _order]) command.Prepare();
    }

    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>In a transaction of its own.</summary>
    public void RedeemAlone(int n)
    {
        using var transaction = Begin();
        Redeem(n, transaction);
        transaction.Commit();
    }

    public void Redeem(int n, SqliteTransaction transaction)
    {
        var now = TimeProvider.System.GetUtcNow();
        var order = Ids.New("ord_", now);
        var microseconds = now.ToUnixTimeMilliseconds() * 1000;
        foreach (var command in (SqliteCommand[])[_use, _redemption, _order]) command.Transaction = transaction;
        _use.Parameters["$code"].Value = Shop.Code(n);
        if (_use.ExecuteScalar() is not string voucher) throw new InvalidOperationException($"{Shop.Code(n)} is used up.");
        _redemption.Parameters["$id"].Value = Ids.New("r_", now);
        _redemption.Parameters["$code"].Value = Shop.Code(n);
        _redemption.Parameters["$voucher"].Value = voucher;
        _redemption.Parameters["$order"].Value = order;
        _redemption.Parameters["$at"].Value = microseconds;
        _redemption.ExecuteNonQuery();
        _order.Parameters["$order"].Value = order;
        _order.Parameters["$at"].Value = microseconds;
        _order.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _use.Dispose();
        _redemption.Dispose();
        _order.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}

/// <summary>A bare group-commit writer: takes what is waiting, one transaction, then answers.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Channel<(int N, TaskCompletionSource Done)> _waiting = Channel.CreateUnbounded<(int, TaskCompletionSource)>();
    private readonly RawRedemptions _raw;
    private readonly Task _writing;

    public GroupCommit(string database, Sample sample)
    {
        _raw = new RawRedemptions(database, sample);
        _writing = Task.Run(WriteAsync);
    }

    public Task RedeemAsync(int n)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((n, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
        _raw.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<TaskCompletionSource>(128);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            using (var transaction = _raw.Begin())
            {
                while (batch.Count < 128 && _waiting.Reader.TryRead(out var one))
                {
                    _raw.Redeem(one.N, transaction);
                    batch.Add(one.Done);
                }

                transaction.Commit();
            }

            foreach (var done in batch) done.SetResult();
            batch.Clear();
            await Task.Yield();
        }
    }
}
