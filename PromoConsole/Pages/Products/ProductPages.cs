namespace PromoConsole.Pages.Products;

/// <summary>Where products are.</summary>
internal static class ProductPages
{
    public static string Href(string productId) => $"/products/{productId}";
}
