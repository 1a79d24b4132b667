using System.Text.RegularExpressions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>The ids of segments, collections, products and SKUs that a campaign's setup names: in its rule, or in what its discount covers.</summary>
/// <remarks>Read off the stored form, where every id stands by itself in quotes, so that no part of a setup can be forgotten.</remarks>
public static partial class NamedIds
{
    /// <summary>Products and SKUs, each once.</summary>
    public static IReadOnlyList<string> ItemsIn(CampaignSetup setup) => [.. Items().Matches(PromoJson.Write(setup)).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the setup names one of these ids.</summary>
    public static bool AnyIn(CampaignSetup setup, IReadOnlySet<string> ids) => Things().Matches(PromoJson.Write(setup)).Any(match => ids.Contains(match.Value));

    [GeneratedRegex("""(?<=")(?:prod|sku)_[^"\\]{1,60}(?=")""")]
    private static partial Regex Items();

    [GeneratedRegex("""(?<=")(?:prod|sku|pc|seg)_[^"\\]{1,60}(?=")""")]
    private static partial Regex Things();
}
