using Microsoft.Data.Sqlite;

namespace PromoConsole.Benchmarks;

/// <summary>Validating a code with a full proof, among very many, against reading its row by its indexed key.</summary>
internal static class ValidateBenchmark
{
    private const int Calls = 20_000;

    public static async Task RunAsync(int codes)
    {
        await using var shop = await Shop.NewAsync();
        await shop.CodesAsync(await shop.CampaignAsync(), codes);
        await shop.FoldLogAsync();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = shop.Database, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT * FROM Vouchers WHERE CodeKey = $code";
        select.Parameters.Add("$code", SqliteType.Text);
        select.Prepare();

        var (mine, theirs) = (new Random(1), new Random(2));
        await Rounds.LatenciesAsync($"Validate a code of {codes:N0}", Calls,
            async _ =>
            {
                var answer = await shop.Redemptions.ValidateAsync(Shop.Request(mine.Next(codes)));
                if (answer.Value is not { Decision.Accepted: true }) throw new InvalidOperationException("It was refused.");
            },
            _ =>
            {
                select.Parameters[0].Value = Shop.Code(theirs.Next(codes));
                using var row = select.ExecuteReader();
                if (!row.Read()) throw new InvalidOperationException("It is not there.");
                var values = new object[row.FieldCount];
                row.GetValues(values);
                return Task.CompletedTask;
            });
    }
}
