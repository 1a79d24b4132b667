using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Imports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Imports;

/// <summary>Every import the member may see, newest first.</summary>
public sealed partial class ImportsPage(ImportService imports, CurrentMember member)
{
    private IReadOnlyList<ImportKind>? _kinds;
    private long? _total;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _kinds = await ImportPermissions.OfAsync(member);

    private async Task<TablePage<Import>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await imports.ListAsync([.. _kinds!], query.Skip, query.Take, ct);
        return new(page.Items, page.Total);
    }
}
