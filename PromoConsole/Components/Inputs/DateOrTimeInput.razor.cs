using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.Inputs;

/// <summary>
/// A date, with a time where that matters, as rules ask for it: ISO 8601. A date alone is a day of the project's zone. A time is shown in that zone and kept as an
/// instant; one that was stored without an offset stays so. What is not touched stays to the letter, seconds included.
/// </summary>
public sealed partial class DateOrTimeInput
{
    private const string DayForm = "yyyy-MM-dd";

    private DateTime? _wall;
    private bool _hasTime;
    private bool _hasOffset;
    private bool _dayCleared;
    private bool _timeCleared;
    private string? _note;
    private int _redrawn;

    private string? Day => _wall?.ToString(DayForm, CultureInfo.InvariantCulture);

    private string? Time => _wall is { } wall && _hasTime ? wall.ToString(wall.Second > 0 ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture) : null;

    private int Step => _wall is { Second: > 0 } && _hasTime ? 1 : 60;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        (_wall, _hasTime, _hasOffset) = (null, false, true);
        if (Value is null || !IsoTime.TryRead(Encoding.UTF8.GetBytes(Value), out var read)) return;
        _wall = read.Offset is { } offset ? TimeZoneInfo.ConvertTime(new DateTimeOffset(read.Wall, offset), Format.Zone).DateTime : read.Wall;
        (_hasTime, _hasOffset) = (read.HasTime, !read.HasTime || read.Offset is not null);
    }

    private Task DayAsync(ChangeEventArgs typed)
    {
        // A date that is being typed anew is blank for a moment; it counts as taken away only when the box is left.
        _dayCleared = !DateOnly.TryParseExact(typed.Value as string, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        return _dayCleared ? Task.CompletedTask : WriteAsync(day, _hasTime ? TimeOnly.FromDateTime(_wall!.Value) : null);
    }

    private Task TimeAsync(ChangeEventArgs typed)
    {
        _timeCleared = !TimeOnly.TryParseExact(typed.Value as string, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        return _timeCleared || _wall is not { } wall ? Task.CompletedTask : WriteAsync(DateOnly.FromDateTime(wall), time);
    }

    private async Task LeaveAsync()
    {
        if (!_dayCleared && !_timeCleared) return;
        var before = Value;
        var sent = _dayCleared ? null : Day;
        (_dayCleared, _timeCleared) = (false, false);
        await SendAsync(sent);
        if (Value == before) _redrawn++; // it was not taken, so it shows again
    }

    private Task WriteAsync(DateOnly day, TimeOnly? time)
    {
        if (time is not { } given) return SendAsync(day.ToString(DayForm, CultureInfo.InvariantCulture));
        var wall = day.ToDateTime(given);
        if (!_hasOffset) return SendAsync(Written(wall));
        (var at, var note) = WallTimes.Read(wall, Format.Zone, Format.ZoneName);
        return SendAsync(Written(at.UtcDateTime) + "Z", note);
    }

    private Task SendAsync(string? value, string? note = null)
    {
        _note = note;
        return ValueChanged.InvokeAsync(value);
    }

    private static string Written(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
