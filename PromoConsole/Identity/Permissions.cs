using System.Collections.Frozen;
using System.Security.Claims;

namespace PromoConsole.Identity;

/// <summary>What somebody may do. Each is also the name of an authorization policy: pages and endpoints name one.</summary>
public static class Permissions
{
    public const string CampaignsRead = "campaigns.read";
    public const string CampaignsWrite = "campaigns.write";
    public const string CodesRead = "codes.read";
    public const string CodesWrite = "codes.write";
    public const string CustomersRead = "customers.read";
    public const string CustomersWrite = "customers.write";
    /// <summary>Full e-mail addresses and phone numbers; without it they are masked.</summary>
    public const string CustomersContact = "customers.contact";
    public const string SegmentsWrite = "segments.write";
    public const string ProductsRead = "products.read";
    public const string ProductsWrite = "products.write";
    public const string OrdersRead = "orders.read";
    public const string OrdersWrite = "orders.write";
    public const string RedemptionsRead = "redemptions.read";
    public const string RedemptionsRedeem = "redemptions.redeem";
    public const string RedemptionsRollback = "redemptions.rollback";
    public const string ReportsRead = "reports.read";
    public const string ReportsExport = "reports.export";
    public const string SettingsManage = "settings.manage";
    public const string MembersManage = "members.manage";
    public const string KeysManage = "keys.manage";

    /// <summary>No permission but a policy: whoever is signed in, whatever the role. For the home page and one's own account.</summary>
    public const string Member = "member";

    /// <summary>No permission but a policy: a page or app that calls with a public key.</summary>
    public const string PublicKey = "public_key";

    /// <summary>Every permission, in the order a person reads them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        CampaignsRead, CampaignsWrite, CodesRead, CodesWrite, CustomersRead, CustomersWrite, CustomersContact, SegmentsWrite,
        ProductsRead, ProductsWrite, OrdersRead, OrdersWrite,
        RedemptionsRead, RedemptionsRedeem, RedemptionsRollback, ReportsRead, ReportsExport,
        SettingsManage, MembersManage, KeysManage,
    ];

    private static readonly FrozenDictionary<string, FrozenSet<string>> s_byRole = new Dictionary<string, FrozenSet<string>>
    {
        [Roles.Owner] = All.ToFrozenSet(),
        [Roles.Marketer] =
        [
            CampaignsRead, CampaignsWrite, CodesRead, CodesWrite, CustomersRead, CustomersContact, SegmentsWrite, ProductsRead, ProductsWrite, OrdersRead,
            RedemptionsRead, ReportsRead, ReportsExport,
        ],
        [Roles.Support] =
        [
            CampaignsRead, CodesRead, CustomersRead, CustomersWrite, CustomersContact, ProductsRead, OrdersRead, OrdersWrite,
            RedemptionsRead, RedemptionsRedeem, RedemptionsRollback,
        ],
        [Roles.Analyst] = [CampaignsRead, CodesRead, CustomersRead, ProductsRead, OrdersRead, RedemptionsRead, ReportsRead, ReportsExport],
        [Roles.Cashier] = [RedemptionsRedeem],
    }.ToFrozenDictionary();

    /// <summary>What a role may do; nothing for a role that does not exist.</summary>
    public static IReadOnlySet<string> Of(string role) => s_byRole.GetValueOrDefault(role, FrozenSet<string>.Empty);

    /// <summary>Whether one of the roles of this person or API key has the permission.</summary>
    public static bool May(this ClaimsPrincipal who, string permission) =>
        who.FindAll(ClaimTypes.Role).Any(role => Of(role.Value).Contains(permission));
}
