using System.Globalization;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Api;

/// <summary>Reads when codes work out of a request body.</summary>
internal static class ScheduleBody
{
    /// <param name="zone">The project's, in which a date without time lies.</param>
    public static Schedule Read(Fields owner, TimeZoneInfo zone) => new()
    {
        StartsAt = owner.Instant("start_date", zone),
        EndsAt = owner.Instant("expiration_date", zone, dayEnd: true),
        Days = owner.Days("validity_day_of_week") ?? [],
        Hours = owner.Object("validity_hours")?.Objects("daily", 50)?.ConvertAll(ReadHours) ?? [],
        Timeframe = owner.Object("validity_timeframe") is { } frame ? ReadTimeframe(frame) : null,
        ValidAfterPublication = owner.Text("activity_duration_after_publishing", 40),
    };

    /// <summary>A schedule with what a change says: what the body leaves out stays, null takes it away.</summary>
    /// <param name="read">What <see cref="Read"/> made of the same body.</param>
    public static Schedule On(Schedule before, Fields owner, Schedule read) => before with
    {
        StartsAt = owner.Says("start_date") ? read.StartsAt : before.StartsAt,
        EndsAt = owner.Says("expiration_date") ? read.EndsAt : before.EndsAt,
        Days = owner.Says("validity_day_of_week") ? read.Days : before.Days,
        Hours = owner.Says("validity_hours") ? read.Hours : before.Hours,
        Timeframe = owner.Says("validity_timeframe") ? read.Timeframe : before.Timeframe,
        ValidAfterPublication = owner.Says("activity_duration_after_publishing") ? read.ValidAfterPublication : before.ValidAfterPublication,
    };

    private static Timeframe ReadTimeframe(Fields frame) => new(frame.Text("interval", 40, required: true) ?? "", frame.Text("duration", 40, required: true) ?? "");

    private static DailyHours ReadHours(Fields hours) =>
        new(ReadTime(hours, "start_time"), ReadTime(hours, "expiration_time"), hours.Days("days_of_week") ?? []);

    private static TimeOnly ReadTime(Fields hours, string name)
    {
        if (hours.Text(name, 20, required: true) is not { } text) return default;
        if (text == "24:00") return TimeOnly.MinValue; // the end of the day
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        hours.Problem(name, "should be a time such as 09:30");
        return default;
    }
}
