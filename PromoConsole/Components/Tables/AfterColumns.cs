using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace PromoConsole.Components.Tables;

/// <summary>Renders its content one step later than its siblings, when the columns before it have made themselves known.</summary>
public sealed class AfterColumns : ComponentBase
{
    /// <summary>What comes after the columns.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
