using Microsoft.AspNetCore.Components.Routing;

namespace PromoConsole.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Match">Home matches only itself; the others also what lies below them.</param>
public sealed record NavItem(string Title, string Href, string Icon, NavLinkMatch Match = NavLinkMatch.Prefix);

/// <summary>Entries that serve one job; the first group has no title.</summary>
public sealed record NavGroup(string? Title, IReadOnlyList<NavItem> Items);

/// <summary>Where a person can go. Only pages that exist are here.</summary>
public static class NavPlan
{
    /// <summary>The groups from top to bottom.</summary>
    public static IReadOnlyList<NavGroup> Groups { get; } =
    [
        new(null, [new("Home", "/", "home", NavLinkMatch.All)]),
        new("Promote", [new("Campaigns", "/campaigns", "tag"), new("Codes", "/codes", "code")]),
        new("People", [new("Customers", "/customers", "user")]),
        new("Learn", [new("Reports", "/reports", "chart"), new("Try it", "/try-it", "flask")]),
    ];

    /// <summary>Stands apart at the foot.</summary>
    public static NavItem Settings { get; } = new("Settings", "/settings", "settings");
}
