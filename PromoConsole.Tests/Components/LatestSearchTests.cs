using PromoConsole.Components;

namespace PromoConsole.Tests.Components;

public class LatestSearchTests
{
    [Fact]
    public async Task The_answer_of_an_older_search_is_dropped_even_when_it_comes_last()
    {
        using var search = new LatestSearch();
        var (slow, quick) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());

        var first = search.RunAsync(_ => slow.Task);
        var second = search.RunAsync(_ => quick.Task);
        Assert.True(search.IsRunning);
        quick.SetResult("both letters");
        slow.SetResult("one letter");

        Assert.Null(await first);
        Assert.Equal("both letters", await second);
        Assert.False(search.IsRunning);
    }

    [Fact]
    public async Task An_older_search_is_told_to_stop()
    {
        using var search = new LatestSearch();

        var first = search.RunAsync(async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return "";
        });
        var second = search.RunAsync(_ => Task.FromResult("found"));

        Assert.Null(await first);
        Assert.Equal("found", await second);
    }
}
