using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Pages.Imports;

/// <summary>What is wrong with the rows of an import.</summary>
public sealed partial class ProblemTable(ImportService imports)
{
    [Parameter, EditorRequired] public required Import Import { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task<TablePage<ImportProblem>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await imports.ProblemsAsync(Import.Id, query.Skip, query.Take, ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }
}
