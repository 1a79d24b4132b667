namespace PromoConsole.Engine.Storage;

internal static class Instants
{
    /// <summary>The instant as both databases keep it, in whole microseconds: what is answered first and what is read back later are then the same.</summary>
    public static DateTimeOffset Storable(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
