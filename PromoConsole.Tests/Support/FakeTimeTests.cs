namespace PromoConsole.Tests.Support;

public class FakeTimeTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Stands_still_until_it_is_moved()
    {
        var before = _time.GetUtcNow();

        Assert.Equal(before, _time.GetUtcNow());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(before.AddHours(1), _time.GetUtcNow());
    }

    [Fact]
    public async Task Ends_a_delay_when_its_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _time);

        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        await delay;
    }

    [Fact]
    public void Runs_timers_in_order_each_at_its_own_instant()
    {
        var seen = new List<(string Timer, TimeSpan After)>();
        var start = _time.GetUtcNow();
        using var every10 = _time.CreateTimer(_ => seen.Add(("10", _time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        using var once15 = _time.CreateTimer(_ => seen.Add(("15", _time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(15), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(
            [("10", TimeSpan.FromSeconds(10)), ("15", TimeSpan.FromSeconds(15)), ("10", TimeSpan.FromSeconds(20))],
            seen);
    }

    [Fact]
    public void Leaves_a_disposed_timer_alone()
    {
        var runs = 0;
        var timer = _time.CreateTimer(_ => runs++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(2));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Starts_a_timer_that_is_due_at_once_without_being_moved()
    {
        var started = new TaskCompletionSource();

        using var timer = _time.CreateTimer(_ => started.TrySetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Ticks_a_periodic_timer()
    {
        using var periodic = new PeriodicTimer(TimeSpan.FromHours(1), _time);

        var tick = periodic.WaitForNextTickAsync();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(await tick);
    }
}
