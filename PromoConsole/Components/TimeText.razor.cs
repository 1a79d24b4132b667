using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>An instant, relative to now; the exact instant with its zone shows on hover.</summary>
public sealed partial class TimeText(TimeProvider time)
{
    /// <summary>The instant.</summary>
    [Parameter, EditorRequired] public required DateTimeOffset At { get; set; }

    /// <summary>Date and time instead of the distance from now.</summary>
    [Parameter] public bool Exact { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
