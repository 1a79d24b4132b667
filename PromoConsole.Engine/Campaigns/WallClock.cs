namespace PromoConsole.Engine.Campaigns;

/// <summary>Wall time of a zone and instants, converted so that the nights when clocks change have one defined answer.</summary>
public static class WallClock
{
    /// <summary>What the clocks of the zone show at an instant.</summary>
    public static DateTime At(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>
    /// The instant, in UTC, at which the clocks of the zone show a time. A time that comes twice means the first; one that is skipped means
    /// the same distance after the gap began (02:30 becomes 03:30 when 02:00 jumps to 03:00).
    /// </summary>
    public static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        wall = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        TimeSpan offset;
        if (zone.IsInvalidTime(wall)) offset = zone.GetUtcOffset(wall - TimeSpan.FromHours(3)); // the offset before the gap
        else if (zone.IsAmbiguousTime(wall)) offset = zone.GetAmbiguousTimeOffsets(wall).Max();
        else offset = zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
