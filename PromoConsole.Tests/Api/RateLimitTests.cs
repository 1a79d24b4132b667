using Microsoft.AspNetCore.Http;
using PromoConsole.Api;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

public class RateLimitTests
{
    private readonly FakeTime _time = new(); // 12:00:00, the start of a window

    [Fact]
    public void Counts_down_and_then_says_how_long_to_wait()
    {
        var limit = new RateLimit(new() { WindowSeconds = 60 }, _time);
        _time.Advance(TimeSpan.FromSeconds(15));

        var first = limit.Take("key", 1, limit: 2);
        var second = limit.Take("key", 1, limit: 2);
        var third = limit.Take("key", 1, limit: 2);

        Assert.Equal((1, null), (first.Remaining, first.RetryAfter));
        Assert.Equal((0, null), (second.Remaining, second.RetryAfter));
        Assert.Equal((0, 45), (third.Remaining, third.RetryAfter));
    }

    [Fact]
    public void Opens_again_with_the_next_window()
    {
        var limit = new RateLimit(new() { WindowSeconds = 60 }, _time);
        limit.Take("key", 1, limit: 1);
        Assert.NotNull(limit.Take("key", 1, limit: 1).RetryAfter);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(limit.Take("key", 1, limit: 1).RetryAfter);
    }

    [Fact]
    public void Lets_one_caller_not_spend_anothers_share()
    {
        var limit = new RateLimit(new(), _time);
        limit.Take("one", 1, limit: 1);

        Assert.Null(limit.Take("other", 1, limit: 1).RetryAfter);
    }

    [Fact]
    public void Writes_the_documented_headers()
    {
        var headers = new HeaderDictionary();
        var limit = new RateLimit(new() { WindowSeconds = 60 }, _time);

        limit.Take("127.0.0.1", 1, limit: 0).WriteTo(headers);

        Assert.Equal("0", headers["X-Rate-Limit-Limit"]);
        Assert.Equal("0", headers["X-Rate-Limit-Remaining"]);
        Assert.Equal("1772452860", headers["X-Rate-Limit-Retry"]); // 2 March 2026, 12:01 UTC
        Assert.Equal("60", headers["Retry-After"]);
    }

    [Fact]
    public async Task Lets_exactly_its_number_through_when_all_come_at_the_turn_of_a_window()
    {
        const int Callers = 16;
        const int Windows = 500;
        var limit = new RateLimit(new() { WindowSeconds = 60 }, _time);
        using var turn = new Barrier(Callers, _ => _time.Advance(TimeSpan.FromMinutes(1)));
        var unrefused = new int[Windows];

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var window = 0; window < Windows; window++)
                {
                    turn.SignalAndWait();
                    if (limit.Take("key", 1, limit: 10).RetryAfter is null) Interlocked.Increment(ref unrefused[window]);
                }
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(unrefused, count => Assert.Equal(10, count));
    }

    [Fact]
    public void What_is_given_back_late_is_given_back_to_the_window_it_was_taken_in()
    {
        var limit = new RateLimit(new() { WindowSeconds = 60 }, _time);
        var before = limit.Take("key", 1, limit: 10);
        _time.Advance(TimeSpan.FromMinutes(1));
        var after = limit.Take("key", 1, limit: 10);

        before.Count.GiveBack(1);

        Assert.Equal((0, 1), (before.Count.Taken, after.Count.Taken));
    }

    [Fact]
    public void What_is_refused_is_not_counted()
    {
        var limit = new RateLimit(new() { WindowSeconds = 60 }, _time);
        var first = limit.Take("key", 1, limit: 1);
        Assert.NotNull(limit.Take("key", 1, limit: 1).RetryAfter);

        first.Count.GiveBack(1);

        Assert.Null(limit.Take("key", 1, limit: 1).RetryAfter);
    }

    [Fact]
    public void A_clock_read_before_the_window_turned_counts_in_the_newer_one()
    {
        var clock = new ReadLate(_time);
        var limit = new RateLimit(new() { WindowSeconds = 60 }, clock);
        _time.Advance(TimeSpan.FromMinutes(1));
        limit.Take("key", 1, limit: 2);

        clock.By = TimeSpan.FromSeconds(1);
        var late = limit.Take("key", 1, limit: 2);
        clock.By = TimeSpan.Zero;

        Assert.Equal((0, 2), (late.Remaining, late.Count.Taken));
        Assert.NotNull(limit.Take("key", 1, limit: 2).RetryAfter);
    }

    /// <summary>What somebody holds who read the clock a little earlier.</summary>
    private sealed class ReadLate(TimeProvider clock) : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - By;
    }
}
