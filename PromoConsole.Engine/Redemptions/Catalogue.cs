using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Qualification.Index;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Everything a decision needs that changes only when somebody publishes: an immutable snapshot with its version.</summary>
/// <remarks>Paused and ended campaigns stay in it, so that a refusal can say so.</remarks>
public sealed record Catalogue
{
    public required long Version { get; init; }

    public required CatalogueProject Project { get; init; }

    public required ImmutableDictionary<string, CatalogueCampaign> Campaigns { get; init; }

    /// <summary>Names by segment id and collection id, and by id of the products and SKUs that campaigns and rules name, for proofs.</summary>
    public required ImmutableDictionary<string, string> Names { get; init; }

    /// <summary>Segments that are filters.</summary>
    public IReadOnlyList<FilterSegment> FilterSegments
    {
        get;
        init => (field, SegmentsReadFigures, SegmentsReadEvents) = (value, value.Any(segment => segment.ReadsFigures), value.Any(segment => segment.ReadsEvents));
    } = [];

    /// <summary>Whether any segment asks for what customers bought and redeemed.</summary>
    internal bool SegmentsReadFigures { get; private init; }

    /// <summary>Whether any segment asks how often a custom event happened.</summary>
    internal bool SegmentsReadEvents { get; private init; }

    /// <summary>Collections that are filters. Who is on a fixed list is read with the facts: lists may be long, requests are short.</summary>
    public IReadOnlyList<FilterCollection> FilterCollections { get; init; } = [];

    /// <summary>The products and SKUs that campaigns name, by platform id, for free items.</summary>
    public IReadOnlyDictionary<string, ItemFacts> Items { get; init; } = FrozenDictionary<string, ItemFacts>.Empty;

    /// <summary>What custom attributes are checked by when a redemption stores them.</summary>
    public MetadataSchemas Metadata { get; init; } = MetadataSchemas.Empty;

    /// <summary>The library of messages by id.</summary>
    public IReadOnlyDictionary<string, MessageText> Messages { get; init; } = FrozenDictionary<string, MessageText>.Empty;

    /// <summary>Categories by id, for the order in which incentives are applied.</summary>
    public ImmutableDictionary<string, CatalogueCategory> Categories { get; init; } = ImmutableDictionary<string, CatalogueCategory>.Empty;

    /// <summary>Ids of the campaigns in which tiers and stacks are, by the id of the tier or stack.</summary>
    public ImmutableDictionary<string, string> Promotions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>All rules that stand by themselves, by id, assigned or not.</summary>
    public ImmutableDictionary<string, CatalogueRule> Rules { get; init; } = ImmutableDictionary<string, CatalogueRule>.Empty;

    /// <summary>Ids of the rules that stand before campaigns and tiers, by the id of the campaign or tier. Codes carry theirs.</summary>
    public ImmutableDictionary<string, string> AssignedRules { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Finds what a cart could use; made on first use.</summary>
    internal QualificationIndex Index => _index is { } made && made.IsOf(this) ? made : _index = QualificationIndex.Of(this);

    /// <summary>Makes it ahead, out of what the catalogue before had where nothing changed.</summary>
    internal void MakeIndex(Catalogue? before) => _index = QualificationIndex.Of(this, before?._index);

    private QualificationIndex? _index; // a copy of this record takes it along, but does not use it

    public CatalogueCampaign? Campaign(string? id) => id is not null && Campaigns.TryGetValue(id, out var found) ? found : null;

    /// <summary>By the id of a tier or stack that is in force, the campaign it is in.</summary>
    internal static ImmutableDictionary<string, string> PromotionsOf(IEnumerable<CatalogueCampaign> campaigns)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var campaign in campaigns)
        {
            if (campaign.Newest is not { Setup: { Tiers.Count: > 0 } setup }) continue;
            foreach (var tier in setup.Tiers) found[tier.Id] = campaign.Id;
            foreach (var stack in setup.Stacks) found[stack.Id] = campaign.Id;
        }

        return found.ToImmutable();
    }

    /// <summary>The rule with this id; null without one.</summary>
    public CatalogueRule? Rule(string? id) => id is not null && Rules.TryGetValue(id, out var found) ? found : null;

    /// <summary>The rule that stands before a campaign or tier; null for none.</summary>
    public CatalogueRule? RuleBefore(string ownerId) => Rule(AssignedRules.GetValueOrDefault(ownerId));

    public string NameOf(string id) => Names.GetValueOrDefault(id, id);
}

/// <summary>The project's settings as decisions use them.</summary>
public sealed record CatalogueProject(TimeZoneInfo Zone, string Currency, DayOfWeek FirstDayOfWeek, bool CaseInsensitiveCodes)
{
    public StackingRules Stacking
    {
        get;
        init => (field, UnusualStacking) = (value, StackingRecord.Of(value));
    } = StackingRules.Default;

    /// <summary>The settings of <see cref="Stacking"/> that are not the defaults, worked out once for all that is decided by them; null for none.</summary>
    internal JsonElement? UnusualStacking { get; private init; }

    /// <summary>Tag of the language messages are told in when nobody asks for another; null for their default text.</summary>
    public string? Language { get; init; }

    /// <summary>Whether what was compiled for the one serves the other.</summary>
    public bool CompilesLike(CatalogueProject other) => Zone.Equals(other.Zone) && Currency == other.Currency && FirstDayOfWeek == other.FirstDayOfWeek;
}

/// <param name="Hierarchy">Lower is processed earlier.</param>
public sealed record CatalogueCategory(string Id, string Name, int Hierarchy, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt);

/// <param name="Version">Number of the version in force; 0 when never launched.</param>
public sealed record CatalogueCampaign(
    string Id, string Name, bool Active, string? PauseReason, bool Deleted, int Version, FrozenDictionary<int, CatalogueVersion> Versions)
{
    public CatalogueVersion? Newest => Versions.GetValueOrDefault(Version);

    /// <summary>
    /// Discounted units that any version reads, which all of its codes and tiers count: codes keep the discount of an older version with its limits.
    /// </summary>
    internal IReadOnlyList<UnitCounter> Units { get; } = Versions.Values.All(version => version.Units.Count == 0) ? UnitCounters.None : [.. Versions.Values.SelectMany(version => version.Units).Distinct()];

    /// <summary>For stacking; null for none.</summary>
    public string? CategoryId { get; init; }

    /// <summary>The counters that assigned rules have all of its codes and tiers move: those of its own rule, and those of the campaign as a whole that rules of single ones read.</summary>
    public CounterPlan AssignedCounters { get; init; }
}

/// <summary>A rule that stands by itself, compiled.</summary>
/// <param name="Compiled">Null when it asks nothing.</param>
public sealed record CatalogueRule(string Id, string Name, int Version, RuleContent Content, CompiledRule? Compiled, CounterPlan Counters)
{
    /// <summary>What it may ask beside the order.</summary>
    internal Asking Asks { get; } = Asking.Of(Content);

    public static CatalogueRule Of(ValidationRule rule) => Of(rule.Id, rule.Name, rule.Version, rule.Content);

    /// <summary>One of its versions.</summary>
    public static CatalogueRule Of(string id, string name, int version, RuleContent content)
    {
        var compiled = content.Rule is { } tree ? CompiledRule.Of(tree) : null;
        return new(id, name, version, content, compiled, CounterPlan.Of(compiled));
    }
}

/// <summary>One launched version, compiled: resolved zone and windows, effective rule (limits included), the counters it needs.</summary>
public sealed record CatalogueVersion(int Number, CampaignSetup Setup, CompiledTerms Terms)
{
    /// <summary>What it may ask beside the order; its tiers say for themselves.</summary>
    internal Asking Asks { get; } = Asking.Of(Setup);

    /// <summary>Products and SKUs it names, its tiers included.</summary>
    internal IEnumerable<string> Goods => Asks.Goods.Concat(Tiers.Values.SelectMany(tier => tier.Asks.Goods));

    /// <summary>Discounted units that its limits read, those of its tiers included.</summary>
    internal IReadOnlyList<UnitCounter> Units { get; } = UnitCounters.Of(Setup);

    /// <summary>Tiers of a promotion campaign by id.</summary>
    public FrozenDictionary<string, CatalogueTier> Tiers { get; init; } = FrozenDictionary<string, CatalogueTier>.Empty;

    public static CatalogueVersion Of(int number, CampaignSetup setup, CatalogueProject project)
    {
        var counters = CompiledTerms.CountersOf(setup);
        return new(number, setup, CompiledTerms.Of(setup, project))
        {
            Tiers = setup.Tiers.ToFrozenDictionary(tier => tier.Id, tier => new CatalogueTier(tier, CompiledTerms.Of(setup, tier, counters, project)), StringComparer.Ordinal),
        };
    }
}

/// <summary>One launched tier, compiled: its own windows, and its rule with that of the campaign and the campaign's limits.</summary>
public sealed record CatalogueTier(TierSetup Setup, CompiledTerms Terms)
{
    /// <summary>What it may ask beside the order, and beside its campaign.</summary>
    internal Asking Asks { get; } = Asking.Of(Setup);
}
