using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Segments;

/// <summary>The campaigns and rules that name a segment or a collection, as links.</summary>
public sealed partial class UseList
{
    private const int Most = 50;

    [Parameter, EditorRequired] public required NamedUses Uses { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private int More => Math.Max(0, Uses.Campaigns.Count - Most) + Math.Max(0, Uses.Rules.Count - Most);
}
