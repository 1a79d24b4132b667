using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>One tab: a place with an address.</summary>
/// <param name="Key">Compared with <see cref="Tabs.Current"/>.</param>
/// <param name="Title">Its word.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Count">How many are there, formatted.</param>
/// <param name="Icon">An icon's name.</param>
public sealed record TabLink(string Key, string Title, string Href, string? Count = null, string? Icon = null);

/// <summary>Tabs as links: each can be bookmarked, opened beside and reached with Tab.</summary>
public sealed partial class Tabs
{
    /// <summary>What the tabs are views of.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The tabs in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<TabLink> Links { get; set; }

    /// <summary>The key of the tab that is open.</summary>
    [Parameter] public string? Current { get; set; }
}
