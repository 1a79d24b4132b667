using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Tables;

/// <summary>One column of a <see cref="DataTable{TItem}"/>.</summary>
public sealed class Column<TItem> : ComponentBase, IDisposable
{
    /// <summary>The heading; on a phone the label beside the value.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>The cell's text; use the content for anything else.</summary>
    [Parameter] public Func<TItem, string?>? Text { get; set; }

    /// <summary>A muted second line.</summary>
    [Parameter] public Func<TItem, string?>? Note { get; set; }

    /// <summary>A type icon before the text.</summary>
    [Parameter] public Func<TItem, string?>? Icon { get; set; }

    /// <summary>The cell's content, in place of <see cref="Text"/>.</summary>
    [Parameter] public RenderFragment<TItem>? ChildContent { get; set; }

    /// <summary>The key the query gets when this column is sorted by; null cannot be sorted.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Numbers: right-aligned, with figures of one width.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>Its text is the link that opens the row.</summary>
    [Parameter] public bool Link { get; set; }

    /// <summary>Takes a whole line of the card on a phone.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>Absent on a phone.</summary>
    [Parameter] public bool HideOnPhone { get; set; }

    /// <summary>Holds buttons: a click in it does not open the row.</summary>
    [Parameter] public bool Actions { get; set; }

    /// <summary>What the column counts, on hover.</summary>
    [Parameter] public string? Definition { get; set; }

    /// <summary>The total of the whole filtered list, formatted.</summary>
    [Parameter] public string? Total { get; set; }

    [CascadingParameter] private DataTable<TItem>? Table { get; set; }

    internal string Css => string.Join(' ', ((string?[])[Number ? "num" : null, Wide || Link ? "wide" : null, HideOnPhone ? "hide-sm" : null]).OfType<string>());

    // The name and the wide cells speak for themselves on a card.
    internal string? PhoneLabel => Link || Wide || Actions ? null : Title;

    /// <inheritdoc />
    protected override void OnInitialized() => Table?.Add(this);

    /// <inheritdoc />
    public void Dispose() => Table?.Remove(this);
}
