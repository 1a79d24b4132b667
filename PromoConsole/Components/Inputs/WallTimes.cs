using System.Globalization;

namespace PromoConsole.Components.Inputs;

/// <summary>Typed wall times as instants, with what the clocks of the zone make of them.</summary>
public static class WallTimes
{
    /// <returns>The instant, in UTC, and what is to be said where the clocks skip that time or show it twice.</returns>
    /// <param name="zoneName">As people say it: "Warsaw".</param>
    public static (DateTimeOffset At, string? Note) Read(DateTime wall, TimeZoneInfo zone, string zoneName)
    {
        string? note = null;
        if (zone.IsInvalidTime(wall))
        {
            while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(1);
            note = $"The clocks skip that time in {zoneName}; it starts at {wall.ToString("HH:mm", CultureInfo.InvariantCulture)}.";
        }
        else if (zone.IsAmbiguousTime(wall))
        {
            note = $"The clocks show that time twice in {zoneName}; the first one counts.";
        }

        // Of two instants with the same wall time, the earlier has the larger offset.
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return (new DateTimeOffset(wall, offset).ToUniversalTime(), note);
    }
}
