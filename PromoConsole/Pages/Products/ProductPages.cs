using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Products;

/// <summary>Where products are, and what they are called.</summary>
internal static class ProductPages
{
    public static string Href(string productId) => $"/products/{productId}";

    public static string Name(Product product) => product.Name.Length > 0 ? product.Name : product.SourceId ?? product.Id;

    public static string Name(Sku sku) => sku.Name.Length > 0 ? sku.Name : sku.SourceId ?? sku.Id;
}
