using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>A wall time in a named zone; the value is the instant. A time the clocks skip becomes the next one that exists, and the box says so.</summary>
public sealed partial class DateTimeInput
{
    private const string Wire = "yyyy-MM-ddTHH:mm";

    private string? _moved;

    /// <summary>The zone of the wall time; the project's by default.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    private TimeZoneInfo In => Zone ?? Format.Zone;

    private string ZoneName => (Format with { Zone = In }).ZoneName;

    private string? Shown => Value is { } at ? TimeZoneInfo.ConvertTime(at, In).ToString(Wire, CultureInfo.InvariantCulture) : null;

    private Task OnTypedAsync(ChangeEventArgs typed)
    {
        _moved = null;
        if (!DateTime.TryParseExact(typed.Value as string, [Wire, Wire + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return ValueChanged.InvokeAsync(null);
        }
        (var at, _moved) = WallTimes.Read(wall, In, ZoneName);
        return ValueChanged.InvokeAsync(at);
    }
}
