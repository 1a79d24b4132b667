using System.Text;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Engine.Rules;

/// <summary>A window of every day by the clocks of a zone: not before one time, and before the other; past midnight when that is the earlier one.</summary>
/// <remarks>On the nights when clocks change it is what they show that counts: an hour that comes twice counts twice, one that is skipped never comes.</remarks>
internal readonly record struct HoursOfDay(TimeSpan From, TimeSpan To)
{
    /// <summary>Reads <c>17:00/19:00</c>; null for what is none, also when nothing or the whole day would be between.</summary>
    public static HoursOfDay? TryRead(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsoTime.TryClock(Encoding.UTF8.GetBytes(text[..slash]), out var from) && IsoTime.TryClock(Encoding.UTF8.GetBytes(text[(slash + 1)..]), out var to) && from != to
            ? new(from, to) : null;
    }

    public bool Holds(in DayClock clock)
    {
        var time = WallClock.At(clock.Now, clock.Zone).TimeOfDay;
        return From < To ? time >= From && time < To : time >= From || time < To;
    }
}
