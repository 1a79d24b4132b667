using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

/// <summary>Lists of customers by what they bought.</summary>
public class CustomerListTests : IAsyncLifetime
{
    private readonly StatementLog _statements = new();
    private PromoWorld _world = null!;

    private CustomerService Customers => _world.Get<CustomerService>();

    // None bought nothing, Guest only began to, Some spent 40.00, Most 60.00 and 40.00 ten days later.
    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(more: _statements.Watch);
        Some.Of(await Customers.UpsertManyAsync(
            [new() { SourceId = "none", Name = "None" }, new() { SourceId = "guest", Name = "Guest" }, new() { SourceId = "some", Name = "Some" }, new() { SourceId = "most", Name = "Most", Address = new("Kraków", null, null, null, null, null) }], Some.Shop));
        await OrderAsync(null, "web-0", 70_00, OrderStatus.Paid);
        await OrderAsync("guest", "web-1", 80_00, OrderStatus.Created);
        await OrderAsync("some", "web-2", 40_00, OrderStatus.Fulfilled);
        _world.Time.Advance(TimeSpan.FromDays(10));
        await OrderAsync("most", "web-3", 60_00, OrderStatus.Paid);
        await OrderAsync("most", "web-4", 40_00, OrderStatus.Paid);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(40_01L, null, "Most")]
    [InlineData(40_00L, null, "Most, Some")]
    [InlineData(null, 40_00L, "Guest, None, Some")]
    [InlineData(null, 39_99L, "Guest, None")]
    [InlineData(0L, 99_99L, "Guest, None, Some")]
    [InlineData(1L, 99_99L, "Some")]
    [InlineData(0L, 0L, "Guest, None")]
    [InlineData(100_00L, 100_00L, "Most")]
    [InlineData(50_00L, 40_00L, "")]
    public async Task Asks_what_was_spent_where_who_bought_nothing_spent_nothing(long? least, long? most, string names) =>
        Assert.Equal(names, await NamesAsync(new() { SpentFromAmount = least, SpentToAmount = most }));

    [Fact]
    public async Task Asks_when_the_last_order_was_which_who_bought_nothing_has_none_of()
    {
        var later = _world.Time.GetUtcNow();

        Assert.Equal("Most", await NamesAsync(new() { OrderedFrom = later }));
        Assert.Equal("Some", await NamesAsync(new() { OrderedBefore = later }));
        Assert.Equal("", await NamesAsync(new() { OrderedFrom = later, OrderedBefore = later }));
        Assert.Equal("Some", await NamesAsync(new() { OrderedBefore = later, SpentToAmount = 40_00 }));
        Assert.Equal("Most", await NamesAsync(new() { City = "Kraków", SpentFromAmount = 1, OrderedFrom = later }));
    }

    [Fact]
    public async Task Orders_are_gone_through_once_for_everybody()
    {
        if (PromoWorld.SqlServer is not null) return; // the plan is SQLite's
        foreach (var query in (CustomerQuery[])[new() { SpentFromAmount = 40_00 }, new() { SpentToAmount = 40_00 }, new() { OrderedBefore = _world.Time.GetUtcNow(), SpentToAmount = 40_00 }])
        {
            var seen = await _statements.OnAsync("Customers", () => Customers.ListAsync(query));

            Assert.Equal(2, seen.Count); // the page, and how many there are
            foreach (var plan in await Task.WhenAll(seen.Select(PlanAsync)))
            {
                Assert.DoesNotContain(plan, step => step.Contains("CORRELATED", StringComparison.Ordinal));
                Assert.Single(plan, step => step.StartsWith("SCAN o", StringComparison.Ordinal) || step.StartsWith("SEARCH o", StringComparison.Ordinal));
            }
        }
    }

    private async Task<List<string>> PlanAsync(string statement)
    {
        await using var db = _world.Db();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // a statement of ours
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
#pragma warning restore CA2100
        foreach (System.Text.RegularExpressions.Match name in System.Text.RegularExpressions.Regex.Matches(statement, @"@\w+"))
            if (!command.Parameters.Contains(name.Value)) command.Parameters.Add(new Microsoft.Data.Sqlite.SqliteParameter(name.Value, 1));
        await using var row = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await row.ReadAsync()) steps.Add(row.GetString(3));
        return steps;
    }

    private async Task OrderAsync(string? customer, string id, long amount, OrderStatus status) => Some.Of(await _world.Get<OrderService>().SaveAsync(new ChangeOrder
    {
        SourceId = id, Status = status, Lines = [new OrderLine { Name = "Mug", Quantity = 1, PriceAmount = amount }], Customer = customer is null ? null : new() { SourceId = customer }, Caller = Some.Shop,
    }));

    private async Task<string> NamesAsync(CustomerQuery query) => string.Join(", ", (await Customers.ListAsync(query with { Sort = CustomerSort.Name })).Items.Select(row => row.Name));
}
