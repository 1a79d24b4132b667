using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Benchmarks;

/// <summary>A process for the tests to kill: 64 callers redeem STORM on an existing database; every answer is a line, written after it was given.</summary>
internal static class StormProcess
{
    private const int Callers = 64;

    public static async Task RunAsync(string folder, int requests)
    {
        await using var shop = Shop.Open(folder);
        var next = -1;
        var output = Console.Out;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                var answer = await shop.Redemptions.RedeemAsync(new RedeemRedeemables
                {
                    Redeemables = [Redeemable.Voucher("STORM")],
                    Order = new OrderInput { Content = new OrderContent { ExplicitAmount = 100_00 } },
                    Customer = new CustomerInput { SourceId = $"crm-{i % 40}" },
                    Caller = new Caller(Caller.Api, "Storm", "app-1"),
                });
                if (!answer.IsOk) throw new InvalidOperationException(answer.Error.Message);
                lock (output)
                {
                    output.WriteLine($"{answer.Value.Stored.Id} {answer.Value.Stored.Kind}");
                    output.Flush();
                }
            }
        })));
        output.WriteLine("done");
    }
}
