using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Settings;

/// <summary>Who changed what and when, and what it was before. The filters are in the address.</summary>
public sealed partial class AuditPage(AuditService audit, NavigationManager navigation)
{
    private AuditPeople _people = AuditPeople.None;
    private IReadOnlyList<string> _actors = [];
    private IReadOnlyList<string> _areas = [];
    private AuditEntry? _open;

    [Inject] private MemberService Members { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "who")] private string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "area")] private string? Area { get; set; }

    [SupplyParameterFromQuery(Name = "about")] private string? About { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool IsFiltered => (Who ?? Area ?? About ?? From ?? To) is not null;

    // Days are the project's, both of them included.
    private AuditFilter Filter => new() { Actor = Who, Area = Area, Subject = About, From = StartOf(From, 0), To = StartOf(To, 1) };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _people = new AuditPeople(await Members.ListAsync());
        (_actors, _areas) = await audit.ChoicesAsync();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _open = null;

    private async Task<TablePage<AuditEntry>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await audit.ListAsync(Filter with { Page = (query.Skip / query.Take) + 1, PageSize = query.Take }, ct);
        return new(page.Items, page.Total);
    }

    private void Go(string name, object? value) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = value is string { Length: > 0 } text ? text : null, ["page"] = null }));

    private DateTimeOffset? StartOf(string? day, int later)
    {
        if (!DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 1971 or > 9000) return null;
        var wall = date.AddDays(later);
        return new DateTimeOffset(wall, Format.Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
