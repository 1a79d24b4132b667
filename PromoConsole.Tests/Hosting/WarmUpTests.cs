using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromoConsole.Engine.Storage;
using PromoConsole.Hosting;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Hosting;

public class WarmUpTests
{
    [Fact]
    public async Task Asks_everything_without_a_problem_and_leaves_nothing_behind()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var host = RunningHost.Start();
        var log = new Problems();
        using var warmUp = new WarmUp(host.Services, new ConfigurationBuilder().Build(), TimeProvider.System, log);

        await warmUp.StartAsync(ct);
        await warmUp.ExecuteTask!;

        Assert.Empty(log.Seen);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContextAsync(ct);
        Assert.Equal((0, 0), (await db.Redemptions.CountAsync(ct), await db.Customers.CountAsync(ct)));
    }

    private sealed class Problems : ILogger<WarmUp>
    {
        public List<string> Seen { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Seen.Add($"{formatter(state, exception)} {exception}");
    }
}
