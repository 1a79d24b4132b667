using System.Globalization;
using PromoConsole.Components;
using PromoConsole.Components.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Products;

/// <summary>The products a list shows as a file.</summary>
public static class ProductsExport
{
    public const string Path = "/products/export";

    /// <summary>Headings without commas: the address names them.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. Columns(ProjectFormat.Default).Select(column => column.Header)];

    public static void MapProductsExport(this IEndpointRouteBuilder app) => app.MapListExport(
        Path, "products.csv", Permissions.ProductsRead,
        (http, _, ct) => http.RequestServices.GetRequiredService<ProductService>().AllAsync(
            ProductsPage.Query(http.Request.Query["q"], http.Request.Query["collection"], Amount(http, "from"), Amount(http, "to"), ListExport.Sort(http)), ct),
        Columns);

    private static long? Amount(HttpContext http, string key) =>
        long.TryParse(http.Request.Query[key], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static IReadOnlyList<CsvColumn<ProductRow>> Columns(ProjectFormat format) =>
    [
        CsvColumn<ProductRow>.Text("Name", row => row.Product.Name),
        CsvColumn<ProductRow>.Text("Source id", row => row.Product.SourceId),
        CsvColumn<ProductRow>.Amount("Price", row => row.Product.PriceAmount, format),
        CsvColumn<ProductRow>.Number("SKUs", row => row.SkusCount),
        CsvColumn<ProductRow>.Text("Variants differ in", row => string.Join(", ", row.Product.Attributes)),
        CsvColumn<ProductRow>.Text("Custom attributes", row => MetadataChips.Line(row.Product.Metadata)),
        CsvColumn<ProductRow>.Text("Image address", row => row.Product.ImageUrl),
        CsvColumn<ProductRow>.Instant("Known since", row => row.Product.CreatedAt, format.Zone),
        CsvColumn<ProductRow>.Instant("Changed", row => row.Product.UpdatedAt, format.Zone),
        CsvColumn<ProductRow>.Text("Id", row => row.Product.Id),
    ];
}
