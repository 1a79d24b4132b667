using System.Text.Json;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>
/// What an attempt was decided on, as far as its row, its detail and the stored versions of campaigns and rules do not say it: enough to decide it again.
/// Only what could have been asked is kept.
/// </summary>
/// <remarks>Stored with every attempt, so whatever is usual, or follows from the row, is left out. Every part may be missing: defaults are nulls and zeros.</remarks>
public sealed record DecisionInputs
{
    /// <summary>What was kept here is gone, with the customer it was about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Erased { get; init; }

    /// <summary>What was asked for; null: the one code or tier the row names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Redeemable>? Redeemables { get; init; }

    /// <summary>One for each redeemable, null for a tier and for a code nobody knows; null: of the one the row names nothing more is to be said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeenVoucher?>? Vouchers { get; init; }

    /// <summary>The campaigns they belong to; null: of the one the row names nothing more is to be said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeenCampaign>? Campaigns { get; init; }

    /// <summary>Rules that stood before the campaigns, codes and tiers; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeenRule>? Rules { get; init; }

    /// <summary>Null: nothing of the customer was asked, and whether there was one the row says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SeenCustomer? Customer { get; init; }

    /// <summary>The order before anything of this request came off; null: the one in the detail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderState? Order { get; init; }

    /// <summary>What the catalogue said about each line that was sent; null: nothing that was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeenLine?>? Lines { get; init; }

    /// <summary>Values by <see cref="CounterKeys"/>, those of 0 left out; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? Counters { get; init; }

    /// <summary>By code as typed: an existing code that is spelled nearly so; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? NearCodes { get; init; }

    /// <summary>Products and SKUs that are given for free, by platform id; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, ItemFacts>? Items { get; init; }

    /// <summary>What segments, collections, products and SKUs that the proof may show were called, by id; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>Hierarchy of categories by id, where several met; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? Categories { get; init; }

    /// <summary>The settings of the stacking rules that are not the defaults; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Stacking { get; init; }

    /// <summary>IANA zone of the project; null: the one the proof names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>In which messages were wanted, where some were chosen by it; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Messages of the library that rules named, as they were; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, Rules.Messages.MessageText>? Messages { get; init; }

    /// <summary>Of the project, where a formula counts in it or a message tells an amount; null where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>Null: Monday.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DayOfWeek? FirstDayOfWeek { get; init; }

    /// <summary>Name of who asked, where the row cuts it; null: the row's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }
}

/// <summary>A code as a decision saw it; what is missing is the row's, or the default.</summary>
public sealed record SeenVoucher
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignId { get; init; }

    /// <summary>The version whose discount and dates it had.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CampaignVersion { get; init; }

    /// <summary>Of a code without campaign: it keeps no versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CampaignSetup? Terms { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Inactive { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartsAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndsAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RedemptionLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RedeemedQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int HeldQuantity { get; init; }

    /// <summary>Where a rule asked who holds the code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HolderId { get; init; }

    /// <summary>Where codes are valid so long after publication.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PublishedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CategoryId { get; init; }

    /// <summary>Where a formula may read it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? Metadata { get; init; }

    /// <summary>Custom attributes of its publication to the customer, where a formula reads them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? Publication { get; init; }

    /// <summary>Where a formula may read it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PublishCount { get; init; }

    /// <summary>The rule that stood before the code itself, one of <see cref="DecisionInputs.Rules"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RuleId { get; init; }
}

/// <summary>A campaign as a decision saw it; what is missing is the row's, or the default.</summary>
public sealed record SeenCampaign
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The version in force, 0 when it was never launched; null: the one the row names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Inactive { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PauseReason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deleted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CategoryId { get; init; }
}

/// <summary>A rule that stands by itself, as a decision saw it.</summary>
/// <param name="Version">Its version then.</param>
/// <param name="Before">Ids of the campaigns and tiers before which it stood; null when only codes had it.</param>
public sealed record SeenRule(
    string Id, int Version, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Before);

/// <summary>What a decision could ask of the customer beside what the row says.</summary>
public sealed record SeenCustomer
{
    /// <summary>Where a rule asked for segments; null is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? SegmentIds { get; init; }

    /// <summary>Where a rule or formula may read it, the request's laid over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? Metadata { get; init; }

    /// <summary>Where a formula may read it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Birthdate { get; init; }
}

/// <summary>What a decision could ask of the catalogue about one order line.</summary>
public sealed record SeenLine
{
    /// <summary>Of the collections that terms and rules name, those the line was in; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CollectionIds { get; init; }

    /// <summary>Where a rule or formula may read it, the line's laid over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? ProductMetadata { get; init; }

    /// <summary>Where a rule or formula may read it, the line's laid over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? SkuMetadata { get; init; }
}
