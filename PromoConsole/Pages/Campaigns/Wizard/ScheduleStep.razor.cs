using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>When codes work: start, end, zone, days, hours or a repeating window, with the next five openings.</summary>
public sealed partial class ScheduleStep(TimeProvider time)
{
    private static readonly Choice<Recurrence>[] s_recurrences =
        [new(Recurrence.Always, "Always"), new(Recurrence.Days, "Days"), new(Recurrence.Hours, "Hours"), new(Recurrence.Timeframe, "Repeating window")];

    private Recurrence _kind;

    private enum Recurrence { Always, Days, Hours, Timeframe }

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    /// <summary>It is the schedule of one tier, beside the campaign's.</summary>
    [Parameter] public bool Tier { get; set; }

    /// <summary>What keeps the campaign from being launched; only this step's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private Schedule Schedule => Setup.Schedule;

    private ProjectFormat ZoneFormat => SetupText.In(Schedule, Format);

    private TimeZoneInfo Zone => ZoneFormat.Zone;

    private List<Choice<string>> Zones
    {
        get
        {
            var zones = new List<Choice<string>> { new("", $"The project's: {Format.ZoneName}") };
            zones.AddRange(ZoneList.Ids.Select(id => new Choice<string>(id, id.Replace('_', ' '))));
            if (Schedule.TimeZone is { } own && !ZoneList.Ids.Contains(own)) zones.Add(new(own, own));
            return zones;
        }
    }

    private IEnumerable<string> RecurrenceProblems => Problems
        .Where(problem => problem.Path.StartsWith("schedule.hours", StringComparison.Ordinal) || problem.Path == "schedule.days")
        .Select(problem => problem.Sentence);

    private IReadOnlyList<Opening>? Openings => Problems.Any(problem => problem.Step == SetupStep.Schedule)
        ? null
        : ValidityWindows.Of(Schedule, Format.Zone).Openings(time.GetUtcNow(), 5);

    private DailyHours NextHours => Schedule.Hours.Count == 0 ? new(new(9, 0), new(17, 0), []) : new(new(18, 0), new(20, 0), Schedule.Hours[^1].Days);

    private string? DstNote
    {
        get
        {
            var now = time.GetUtcNow();
            var from = Schedule.StartsAt > now ? Schedule.StartsAt.Value : now;
            var to = Schedule.EndsAt is { } end && end < from.AddYears(1) ? end : from.AddYears(1);
            return ClockChange.Next(Zone, from, to) is not { } change
                ? null
                : $"The clocks in {ZoneFormat.ZoneName} go {(change.Forward ? "forward" : "back")} on {ZoneFormat.Date(change.At)}. Days and hours follow the clock on the wall, so nothing shifts.";
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized() => _kind = Schedule switch
    {
        { Timeframe: not null } => Recurrence.Timeframe,
        { Hours.Count: > 0 } => Recurrence.Hours,
        { Days.Count: > 0 } => Recurrence.Days,
        _ => Recurrence.Always,
    };

    private static string Wire(TimeOnly at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Time(ChangeEventArgs typed, TimeOnly before) =>
        TimeOnly.TryParse(typed.Value as string, CultureInfo.InvariantCulture, out var at) ? at : before;

    private string Until(DateTimeOffset from, DateTimeOffset to) => ZoneFormat.Local(from).Date == ZoneFormat.Local(to).Date
        ? ZoneFormat.Local(to).ToString("HH:mm", Format.Culture)
        : SetupText.End(to, ZoneFormat);

    private string? Problem(string field) => Problems.FirstOrDefault(problem => problem.Path == $"schedule.{field}")?.Sentence;

    private Task ChangeAsync(Schedule schedule) => SetupChanged.InvokeAsync(Setup with { Schedule = schedule });

    private Task FrameAsync(Timeframe frame) => ChangeAsync(Schedule with { Timeframe = frame });

    private Task HoursAsync(int at, DailyHours? hours)
    {
        var all = Schedule.Hours.ToList();
        if (hours is null) all.RemoveAt(at);
        else all[at] = hours;
        return ChangeAsync(Schedule with { Hours = all });
    }

    // What the other choices hold goes: hours cannot stand beside days or a window.
    private Task KindAsync(Recurrence kind)
    {
        _kind = kind;
        return ChangeAsync(Schedule with
        {
            Days = kind is Recurrence.Days or Recurrence.Timeframe ? Schedule.Days : [],
            Hours = kind == Recurrence.Hours ? (Schedule.Hours.Count > 0 ? Schedule.Hours : [NextHours]) : [],
            Timeframe = kind == Recurrence.Timeframe ? Schedule.Timeframe ?? new("P1D", "PT2H") : null,
        });
    }
}
