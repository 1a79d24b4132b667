using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Carts;

/// <summary>A few things found, to choose one of.</summary>
public sealed partial class PickList<TItem>
{
    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>What was found.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<TItem> Items { get; set; }

    /// <summary>How one is called.</summary>
    [Parameter, EditorRequired] public required Func<TItem, string> Title { get; set; }

    /// <summary>What tells it from others of that name.</summary>
    [Parameter, EditorRequired] public required Func<TItem, string?> Note { get; set; }

    /// <summary>One was chosen.</summary>
    [Parameter] public EventCallback<TItem> Picked { get; set; }
}
