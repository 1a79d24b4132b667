using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What codes without campaign give for free. The catalogue knows only what campaigns name, so these are looked up with the order's lines.</summary>
internal static class GivenItems
{
    /// <summary>The order with a line for each given item, to be looked up together; the order itself when nothing is given.</summary>
    public static OrderContent Beside(OrderContent order, FactRows rows)
    {
        var lines = Of(rows).Select(item => item.Kind == ItemKind.Sku ? new OrderLine { SkuId = item.Id } : new OrderLine { ProductId = item.Id }).ToList();
        return lines.Count == 0 ? order : order with { Lines = [.. order.Lines, .. lines] };
    }

    /// <summary>What was found of them, by platform id.</summary>
    public static Dictionary<string, ItemFacts> Found(FactRows rows)
    {
        var found = new Dictionary<string, ItemFacts>(StringComparer.Ordinal);
        foreach (var item in Of(rows))
        {
            if (item.Kind == ItemKind.Sku && rows.Items.Sku(item.Id) is { } sku)
                found[item.Id] = new(sku.ProductId, sku.Id, sku.SourceId, sku.Name.Length > 0 ? sku.Name : null, sku.PriceAmount ?? rows.Items.Product(sku.ProductId)?.PriceAmount);
            else if (item.Kind == ItemKind.Product && rows.Items.Product(item.Id) is { } product)
                found[item.Id] = new(product.Id, null, product.SourceId, product.Name, product.PriceAmount);
        }

        return found;
    }

    private static IEnumerable<ItemReference> Of(FactRows rows)
    {
        foreach (var voucher in rows.Vouchers)
            if (voucher?.Terms?.Discount is FreeItems free)
                foreach (var item in free.Items)
                    if (item.Item is { } given && given.Id != FreeItem.Shipping) yield return given;
    }
}
