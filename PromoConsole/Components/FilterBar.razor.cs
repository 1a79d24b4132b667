using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>A filter that is on.</summary>
/// <param name="Key">Names it to the page.</param>
/// <param name="Name">The field: "Status".</param>
/// <param name="Says">The condition: "is not ended".</param>
public sealed record ActiveFilter(string Key, string Name, string Says);

/// <summary>The filters of a list as chips that can be taken away; what adds one is the page's.</summary>
public sealed partial class FilterBar
{
    /// <summary>What is filtered.</summary>
    [Parameter] public string Label { get; set; } = "Filters";

    /// <summary>The filters that are on.</summary>
    [Parameter] public IReadOnlyList<ActiveFilter> Filters { get; set; } = [];

    /// <summary>A filter's cross was pressed.</summary>
    [Parameter] public EventCallback<ActiveFilter> OnRemove { get; set; }

    /// <summary>All filters should go; without it there is no such button.</summary>
    [Parameter] public EventCallback OnClear { get; set; }

    /// <summary>What stands before the chips: the quick search.</summary>
    [Parameter] public RenderFragment? Leading { get; set; }

    /// <summary>What stands after the chips: menus that add a filter.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
