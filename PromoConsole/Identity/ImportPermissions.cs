using PromoConsole.Engine.Imports;

namespace PromoConsole.Identity;

/// <summary>Who may import what: whoever may write it one by one.</summary>
public static class ImportPermissions
{
    public static string Of(ImportKind kind) => kind switch
    {
        ImportKind.Customers => Permissions.CustomersWrite,
        ImportKind.Orders => Permissions.OrdersWrite,
        ImportKind.Vouchers => Permissions.CodesWrite,
        _ => Permissions.ProductsWrite,
    };

    /// <summary>The kinds the member may import, in the order a shop fills its store.</summary>
    public static async Task<IReadOnlyList<ImportKind>> OfAsync(CurrentMember member)
    {
        var may = new List<ImportKind>();
        foreach (var kind in Enum.GetValues<ImportKind>())
            if (await member.MayAsync(Of(kind))) may.Add(kind);
        return may;
    }
}
