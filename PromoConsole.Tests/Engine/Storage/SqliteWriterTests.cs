using PromoConsole.Engine.Storage.Sqlite;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class SqliteWriterTests
{
    [Fact]
    public async Task Whoever_waits_when_the_program_ends_is_answered_and_written_once()
    {
        await using var world = await PromoWorld.StartAsync();
        var writer = world.Get<SqliteWriter>();
        var written = new int[200]; // more than one transaction takes
        var turn = await world.Get<SqliteGate>().EnterAsync(CancellationToken.None);
        var asked = Enumerable.Range(0, written.Length).Select(n => writer.DoAsync(_ => ++written[n], CancellationToken.None)).ToList();

        var ending = writer.DisposeAsync().AsTask();
        Assert.All(asked, one => Assert.False(one.IsCompleted));
        turn.Dispose();

        Assert.All(await Task.WhenAll(asked), times => Assert.Equal(1, times));
        await ending;
        Assert.All(written, times => Assert.Equal(1, times));
    }
}
