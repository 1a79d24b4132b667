using Microsoft.AspNetCore.Components.Routing;
using PromoConsole.Identity;

namespace PromoConsole.Layout;

/// <summary>One entry of the navigation.</summary>
/// <param name="Permission">The policy of the page it leads to: who may not see the page does not see the entry.</param>
/// <param name="Match">Home matches only itself; the others also what lies below them.</param>
public sealed record NavItem(string Title, string Href, string Icon, string Permission, NavLinkMatch Match = NavLinkMatch.Prefix);

/// <summary>Entries that serve one job; the first group has no title.</summary>
public sealed record NavGroup(string? Title, IReadOnlyList<NavItem> Items);

/// <summary>Where a person can go. Only pages that exist are here.</summary>
public static class NavPlan
{
    /// <summary>The groups from top to bottom.</summary>
    public static IReadOnlyList<NavGroup> Groups { get; } =
    [
        new(null, [new("Home", "/", "home", Permissions.Member, NavLinkMatch.All)]),
        new("Promote", [new("Campaigns", "/campaigns", "tag", Permissions.CampaignsRead), new("Codes", "/codes", "code", Permissions.CodesRead), new("Rules", "/rules", "rules", Permissions.CampaignsRead), new("Stacking", "/stacking", "layers", Permissions.CampaignsRead)]),
        new("People", [new("Customers", "/customers", "user", Permissions.CustomersRead), new("Segments", "/segments", "users", Permissions.CustomersRead), new("Publications", "/publications", "gift", Permissions.CustomersRead), new("Cashier", "/cashier", "scan", Permissions.RedemptionsRedeem)]),
        new("Shop", [new("Products", "/products", "product", Permissions.ProductsRead), new("Collections", "/collections", "folder", Permissions.ProductsRead), new("Orders", "/orders", "cart", Permissions.OrdersRead)]),
        new("Data", [new("Imports", "/imports", "upload", Permissions.ProductsRead), new("Bin", "/bin", "trash", Permissions.CampaignsWrite)]),
        new("Learn", [new("Reports", "/reports", "chart", Permissions.ReportsRead), new("Try it", "/try-it", "flask", Permissions.RedemptionsRead)]),
    ];

    /// <summary>Stands apart at the foot.</summary>
    public static NavItem Settings { get; } = new("Settings", "/settings", "settings", Permissions.SettingsManage);
}
