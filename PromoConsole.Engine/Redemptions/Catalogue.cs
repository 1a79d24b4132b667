using System.Collections.Frozen;
using System.Collections.Immutable;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Everything a decision needs that changes only when somebody publishes: an immutable snapshot with its version.</summary>
/// <remarks>Paused and ended campaigns stay in it, so that a refusal can say so.</remarks>
public sealed record Catalogue
{
    public required long Version { get; init; }

    public required CatalogueProject Project { get; init; }

    public required ImmutableDictionary<string, CatalogueCampaign> Campaigns { get; init; }

    /// <summary>Names by segment id, product id and collection id, for proofs.</summary>
    public required ImmutableDictionary<string, string> Names { get; init; }

    /// <summary>Collection ids by product id.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> CollectionsOfProduct { get; init; }

    /// <summary>Unit prices by product id, minor units, for free items.</summary>
    public IReadOnlyDictionary<string, long> Prices { get; init; } = FrozenDictionary<string, long>.Empty;

    public CatalogueCampaign? Campaign(string? id) => id is not null && Campaigns.TryGetValue(id, out var found) ? found : null;

    public string NameOf(string id) => Names.GetValueOrDefault(id, id);

    /// <summary>Null when the product is unknown or has no price.</summary>
    public long? PriceOf(string productId) => Prices.TryGetValue(productId, out var price) ? price : null;
}

/// <summary>The project's settings as decisions use them.</summary>
public sealed record CatalogueProject(TimeZoneInfo Zone, string Currency, DayOfWeek FirstDayOfWeek, bool CaseInsensitiveCodes);

/// <param name="Version">Number of the version in force; 0 when never launched.</param>
public sealed record CatalogueCampaign(
    string Id, string Name, bool Active, string? PauseReason, bool Deleted, int Version, FrozenDictionary<int, CatalogueVersion> Versions)
{
    public CatalogueVersion? Newest => Versions.GetValueOrDefault(Version);
}

/// <summary>One launched version, compiled: resolved zone and windows, effective rule (limits included), the counters it needs.</summary>
public sealed record CatalogueVersion(int Number, CampaignSetup Setup, CompiledTerms Terms);
