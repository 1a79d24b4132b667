using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Tables;

/// <summary>The pages of a list as links: the first, the last, and those around the one that shows.</summary>
public sealed partial class Pager
{
    /// <summary>The page that shows, from 1.</summary>
    [Parameter, EditorRequired] public required int Page { get; set; }

    /// <summary>How many there are; one page shows nothing.</summary>
    [Parameter, EditorRequired] public required int PageCount { get; set; }

    /// <summary>The address of a page.</summary>
    [Parameter, EditorRequired] public required Func<int, string> Href { get; set; }

    private IEnumerable<int?> Shown()
    {
        int? before = 0;
        foreach (var page in new SortedSet<int> { 1, Page - 1, Page, Page + 1, PageCount })
        {
            if (page < 1 || page > PageCount) continue;
            if (page > before + 1) yield return null;
            yield return page;
            before = page;
        }
    }
}
