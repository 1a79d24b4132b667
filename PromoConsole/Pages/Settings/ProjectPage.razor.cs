using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings;

/// <summary>What holds for the whole instance.</summary>
public sealed partial class ProjectPage(ProjectService projects, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private ProjectSettings? _project;
    private PromoError? _error;
    private string? _name;
    private string? _currency;
    private string? _zone;
    private string? _firstDay;
    private string? _language;
    private bool _tiersInBrowsers;
    private bool _codesInBrowsers;
    private bool _customersInBrowsers;
    private bool _busy;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var project = await projects.GetAsync();
        (_name, _currency, _zone, _firstDay) = (project.Name, project.Currency, project.TimeZone, project.FirstDayOfWeek.ToString());
        _language = project.Language;
        (_tiersInBrowsers, _codesInBrowsers, _customersInBrowsers) = (project.TiersInBrowsers, project.CodesInBrowsers, project.CustomersInBrowsers);
        _project = project;
    }

    private async Task SaveAsync()
    {
        _busy = true;
        var saved = await projects.ChangeAsync(new()
        {
            Name = _name ?? "",
            Currency = _currency ?? "",
            TimeZone = _zone ?? "",
            FirstDayOfWeek = Enum.TryParse<DayOfWeek>(_firstDay, out var day) ? day : DayOfWeek.Monday,
            Language = _language ?? "",
            TiersInBrowsers = _tiersInBrowsers,
            CodesInBrowsers = _codesInBrowsers,
            CustomersInBrowsers = _customersInBrowsers,
            Caller = await member.CallerAsync(),
        });
        _busy = false;
        _error = saved.Error;
        if (!saved.IsOk) return;

        // Every amount and time on screen is written by these settings, so the shell starts again with them.
        var looksDiffer = _project!.Currency != saved.Value.Currency || _project.TimeZone != saved.Value.TimeZone || _project.Name != saved.Value.Name;
        _project = saved.Value;
        if (looksDiffer) navigation.NavigateTo("/settings", forceLoad: true);
        else toasts.Show("Project saved");
    }

    private string? ProblemOf(string field) => _error?.Field == field ? _error.Message : null;
}
