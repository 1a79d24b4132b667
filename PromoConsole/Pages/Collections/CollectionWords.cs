using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Collections;

/// <summary>Collections and what is in them, in words.</summary>
internal static class CollectionWords
{
    public static readonly (string One, string Many) Items = ("product", "products");

    public static IReadOnlyList<Choice<bool>> Kinds { get; } = [new(false, "Fixed list", "product"), new(true, "Filter", "filter")];

    public static string Kind(bool isFilter) => isFilter ? "Filter" : "Fixed list";

    public static string KindHelp(bool isFilter) => isFilter
        ? "Rules say what is in it. Products the shop never stored count too, by what the cart says of them."
        : "You say what is in it: products with all their variants, or single variants.";

    /// <summary>What a product or SKU is called.</summary>
    public static string Named(StoredItem item) => item.Sku is { } sku ? $"{item.Product.Named} · {sku.Named}" : item.Product.Named;

    public static string Key(StoredItem item) => item.Sku?.Id ?? item.Product.Id;

    /// <summary>As the panel beside the tree shows it.</summary>
    public static FilterForecast Of(ItemForecast said) => new(
        said.There, said.Looked, said.IsWhole || said.Looked == 0 ? said.Fits : said.Fits * said.There / said.Looked, said.IsWhole,
        [.. said.Sample.Select(item => new FilterSample(Named(item), item.Sku?.SourceId ?? item.Product.SourceId, null))]);
}
