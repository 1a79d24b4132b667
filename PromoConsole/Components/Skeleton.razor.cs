using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>Stands for text that is being loaded.</summary>
public sealed partial class Skeleton
{
    private static readonly int[] s_widths = [92, 78, 85, 60, 70];

    /// <summary>How many lines to stand for.</summary>
    [Parameter] public int Lines { get; set; } = 3;
}
