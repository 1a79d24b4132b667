using System.Text.RegularExpressions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>The ids of segments, collections, products and SKUs that a campaign's setup or a rule's content names: in conditions, or in what a discount covers.</summary>
/// <remarks>Read off the stored form, where every id stands by itself in quotes, so that no part of it can be forgotten.</remarks>
public static partial class NamedIds
{
    /// <summary>Whether it is the platform id of a product or SKU.</summary>
    public static bool IsItem(string id) => id.StartsWith("prod_", StringComparison.Ordinal) || id.StartsWith("sku_", StringComparison.Ordinal);

    /// <summary>Whether it is the id of a collection.</summary>
    public static bool IsCollection(string id) => id.StartsWith("pc_", StringComparison.Ordinal);

    /// <summary>Whether it names one of these ids.</summary>
    public static bool AnyIn<T>(T document, IReadOnlySet<string> ids) => In(document).Any(ids.Contains);

    /// <summary>The ids it names, as often as it does.</summary>
    public static IEnumerable<string> In<T>(T document) => Things().Matches(PromoJson.Write(document)).Select(match => match.Value);

    [GeneratedRegex("""(?<=")(?:prod|sku|pc|seg)_[^"\\]{1,60}(?=")""")]
    private static partial Regex Things();
}
