namespace PromoConsole.Engine.Demo;

/// <summary>Tells the time of the demo shop's year; waiting still takes real time.</summary>
internal sealed class MovingClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on to an instant; never back.</summary>
    public void MoveTo(DateTimeOffset at)
    {
        if (at > _now) _now = at;
    }
}
