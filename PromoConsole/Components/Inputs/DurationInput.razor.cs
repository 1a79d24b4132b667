using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Components.Inputs;

/// <summary>A duration as a number and a unit; the value is ISO 8601. Mixed durations made over the API stay as they are until changed.</summary>
public sealed partial class DurationInput
{
    private static readonly (string Iso, string Word)[] s_units =
        [("PT{0}M", "minutes"), ("PT{0}H", "hours"), ("P{0}D", "days"), ("P{0}W", "weeks"), ("P{0}M", "months")];

    private string _number = "";
    private string _unit = "P{0}D";
    private bool _other;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _other = false;
        if (string.IsNullOrEmpty(Value))
        {
            _number = "";
            return;
        }

        if (CalendarDuration.TryParse(Value) is not { } duration) return; // what cannot be read stays as typed
        (string, string)? simple = duration switch
        {
            { Months: > 0, Days: 0, Time.Ticks: 0 } => (Text(duration.Months), "P{0}M"),
            { Months: 0, Days: > 0, Time.Ticks: 0 } => duration.Days % 7 == 0 && _unit == "P{0}W" ? (Text(duration.Days / 7), "P{0}W") : (Text(duration.Days), "P{0}D"),
            { Months: 0, Days: 0, Time: { Seconds: 0, Minutes: 0 } hours } => (Text((long)hours.TotalHours), "PT{0}H"),
            { Months: 0, Days: 0, Time: { Seconds: 0 } minutes } => (Text((long)minutes.TotalMinutes), "PT{0}M"),
            _ => null,
        };
        _other = simple is null;
        if (simple is var (number, unit)) (_number, _unit) = (number, unit);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Task NumberAsync(ChangeEventArgs typed)
    {
        _number = (typed.Value as string ?? "").Trim();
        return SendAsync();
    }

    private Task UnitAsync(ChangeEventArgs chosen)
    {
        if (chosen.Value is string { Length: > 0 } unit) _unit = unit;
        return SendAsync();
    }

    // A number that is none is handed on too: the check then says what is wrong in its place.
    private Task SendAsync() => ValueChanged.InvokeAsync(_number.Length == 0 ? null : string.Format(CultureInfo.InvariantCulture, _unit, _number));
}
