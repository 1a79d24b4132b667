using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PromoConsole.Engine.Storage;

/// <summary>Instants on SQLite: microseconds since 1970 in UTC, so that they sort and compare in SQL.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(at => From(at), value => ToInstant(value))
{
    public static long From(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

/// <summary>Instants on SQL Server: always stored with offset zero, whatever the caller's was.</summary>
internal sealed class UtcOffset() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at.ToUniversalTime());
