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
        var limit = new RateLimit(new() { Requests = 2, WindowSeconds = 60 }, _time);
        _time.Advance(TimeSpan.FromSeconds(15));

        var first = limit.Take("key", withKey: true);
        var second = limit.Take("key", withKey: true);
        var third = limit.Take("key", withKey: true);

        Assert.Equal((1, null), (first.Remaining, first.RetryAfter));
        Assert.Equal((0, null), (second.Remaining, second.RetryAfter));
        Assert.Equal((0, 45), (third.Remaining, third.RetryAfter));
    }

    [Fact]
    public void Opens_again_with_the_next_window()
    {
        var limit = new RateLimit(new() { Requests = 1, WindowSeconds = 60 }, _time);
        limit.Take("key", withKey: true);
        Assert.NotNull(limit.Take("key", withKey: true).RetryAfter);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(limit.Take("key", withKey: true).RetryAfter);
    }

    [Fact]
    public void Lets_one_caller_not_spend_anothers_share()
    {
        var limit = new RateLimit(new() { Requests = 1 }, _time);
        limit.Take("one", withKey: true);

        Assert.Null(limit.Take("other", withKey: true).RetryAfter);
    }

    [Fact]
    public void Writes_the_documented_headers()
    {
        var headers = new HeaderDictionary();
        var limit = new RateLimit(new() { RequestsWithoutKey = 0, WindowSeconds = 60 }, _time);

        limit.Take("127.0.0.1", withKey: false).WriteTo(headers);

        Assert.Equal("0", headers["X-Rate-Limit-Limit"]);
        Assert.Equal("0", headers["X-Rate-Limit-Remaining"]);
        Assert.Equal("1772452860", headers["X-Rate-Limit-Retry"]); // 2 March 2026, 12:01 UTC
        Assert.Equal("60", headers["Retry-After"]);
    }
}
