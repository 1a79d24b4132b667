using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Wallets;

public class LongWalletTests
{
    [Fact]
    public async Task A_wallet_with_ten_thousand_events_asks_no_more_than_one_with_ten()
    {
        var statements = new StatementLog();
        await using var world = await PromoWorld.StartAsync(more: statements.Watch);
        var customers = world.Get<CustomerService>();
        var few = Some.Of(await customers.UpsertAsync(new() { SourceId = "few" }, Launched.Agent));
        var many = Some.Of(await customers.UpsertAsync(new() { SourceId = "many" }, Launched.Agent));
        await History.FillAsync(world, few.Id, redeemed: 5, refused: 4, rolledBack: 1);
        await History.FillAsync(world, many.Id, redeemed: 6_000, refused: 3_000, rolledBack: 1_000);

        var asked = new List<int>();
        foreach (var customer in new[] { few, many, few, many }) asked.Add((await statements.OnAsync("Redemptions", () => OpenAsync(customer.Id))).Count);
        var page = await world.Get<TimelineService>().PageAsync(many.Id, size: 20);

        Assert.Equal(asked[2], asked[3]);
        Assert.Equal(20, page.Entries.Count);
        Assert.All(await statements.OnAsync("Redemptions", () => OpenAsync(many.Id)), statement =>
            Assert.True(statement.Contains("LIMIT", StringComparison.Ordinal) || statement.Contains("TOP", StringComparison.Ordinal) || statement.Contains("GROUP BY", StringComparison.Ordinal), statement));

        // What the page loads when it is opened.
        async Task OpenAsync(string id)
        {
            await customers.SummaryAsync(id);
            await customers.AliasesAsync(id);
            await world.Get<CustomerMerges>().UndoableAsync(id);
            await world.Get<SegmentService>().OfCustomerAsync(id);
            await world.Get<WalletService>().GetAsync(id);
            await world.Get<TimelineService>().PageAsync(id);
        }
    }
}
