using Microsoft.AspNetCore.Components;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Components;

/// <summary>Hands the list out as a file: what its address shows, with the columns that are chosen. Absent for who may not.</summary>
public sealed partial class ExportButton(CurrentMember member, NavigationManager navigation)
{
    private readonly HashSet<string> _without = new(StringComparer.Ordinal);
    private bool _may;
    private bool _open;

    /// <summary>Where the file is made: <c>/customers/export</c>. It gets the query of the page.</summary>
    [Parameter, EditorRequired] public required string Path { get; set; }

    /// <summary>The headings of all columns there are.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Columns { get; set; }

    /// <summary>Beside small buttons.</summary>
    [Parameter] public bool Small { get; set; }

    private string Href => ListExport.Href(Path, navigation.Uri, [.. Columns.Where(column => !_without.Contains(column))]);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _may = await member.MayAsync(Permissions.ReportsExport);

    private void Close() => _open = false;

    private void Take(string column, bool take)
    {
        if (take) _without.Remove(column);
        else _without.Add(column);
    }
}
