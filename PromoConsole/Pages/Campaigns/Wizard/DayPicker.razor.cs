using Microsoft.AspNetCore.Components;
using PromoConsole.Components;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>Days of the week as seven switches; none means every day.</summary>
public sealed partial class DayPicker
{
    private static readonly DayOfWeek[] s_days =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<DayOfWeek> Days { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<DayOfWeek>> DaysChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private Task ToggleAsync(DayOfWeek day) =>
        DaysChanged.InvokeAsync([.. s_days.Where(one => Days.Contains(one) != (one == day))]);
}
