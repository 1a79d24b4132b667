namespace PromoConsole.Engine.Reporting;

/// <summary>Days as the tables keep them: the project-zone date as yyyymmdd.</summary>
public static class ReportDays
{
    public static int Of(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;

    public static DateOnly Date(int day) => new(day / 10_000, day / 100 % 100, day % 100);

    /// <summary>Day and hour of an instant on a wall clock.</summary>
    public static (int Day, int Hour) Of(DateTimeOffset at, TimeZoneInfo zone)
    {
        var wall = TimeZoneInfo.ConvertTime(at, zone);
        return (wall.Year * 10_000 + wall.Month * 100 + wall.Day, wall.Hour);
    }
}
