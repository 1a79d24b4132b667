using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Tables;

/// <summary>A cell of text, with an icon before it and a muted line under it where the column has them.</summary>
public sealed partial class TextCell
{
    /// <summary>The text.</summary>
    [Parameter] public string? Text { get; set; }

    /// <summary>The second line.</summary>
    [Parameter] public string? Note { get; set; }

    /// <summary>The icon's name.</summary>
    [Parameter] public string? Icon { get; set; }

    /// <summary>The page of the row; the text is then its link.</summary>
    [Parameter] public string? Href { get; set; }

    private RenderFragment Words => builder =>
    {
        if (Href is null)
        {
            builder.AddContent(0, Text);
        }
        else
        {
            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "class", "name");
            builder.AddAttribute(3, "href", Href);
            builder.AddAttribute(4, "data-row", "");
            builder.AddAttribute(5, "tabindex", "-1");
            builder.AddContent(6, Text);
            builder.CloseElement();
        }
        if (Note is null) return;
        builder.OpenElement(7, "span");
        builder.AddAttribute(8, "class", "t2");
        builder.AddContent(9, Note);
        builder.CloseElement();
    };
}
