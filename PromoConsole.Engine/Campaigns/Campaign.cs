namespace PromoConsole.Engine.Campaigns;

/// <summary>A promotion as a marketer knows it. Its decided content lives in its versions; the row holds identity and switches.</summary>
/// <remarks>Concept: campaign. Status is never stored: <see cref="CampaignStatusPolicy"/> computes it.</remarks>
public sealed class Campaign
{
    /// <summary><c>camp_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Unique in the project, also against deleted ones.</summary>
    public required string Name { get; set; }

    public CampaignKind Kind { get; init; } = CampaignKind.Coupons;

    /// <summary>Off blocks every code of the campaign until it is resumed. Default true.</summary>
    public bool Active { get; set; } = true;

    public string? PauseReason { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Number of the version in force; 0 while it was never launched.</summary>
    public int Version { get; set; }

    /// <summary>Edits not yet launched; null when there are none.</summary>
    public CampaignSetup? Draft { get; set; }

    /// <summary>The <see cref="Stacking.Categories.Category"/> it belongs to; null for none.</summary>
    public string? CategoryId { get; set; }

    /// <summary>Free words for finding it again, in the order given.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Who made it: an e-mail address or the name of an API key.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Who looks after it, an e-mail address; null while that is who made it.</summary>
    public string? Owner { get; set; }

    /// <summary>The words it is found by, folded; kept at every save. Empty for one not saved since searching began.</summary>
    public string Search { get; set; } = "";

    /// <summary>Start and end of the version in force, for sorting and filtering.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Discounts the version in force may give in all, minor units; null for no limit. Beside the setup for sorting, filtering and totals.</summary>
    public long? BudgetAmount { get; set; }

    /// <summary>Codes that exist.</summary>
    public long CodesCount { get; set; }

    /// <summary>Whether codes are made when none is left to give, as the version in force says, or the draft of one never launched. Beside the setup for filtering.</summary>
    public bool CodesOnDemand { get; set; }

    /// <summary>Created by the demo store.</summary>
    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>In the bin since; its codes stop working, its name and codes stay reserved.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>
    /// Removed from the bin for good since: the row stays only because the history names it, under a name that frees the old one. Nothing shows it any more.
    /// </summary>
    public DateTimeOffset? PurgedAt { get; set; }

    /// <summary>Put away since: it shows in the archive only, and can be taken out again. Never while it is live or scheduled.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Raised by every change; what an editor saw, to notice that somebody else was faster.</summary>
    public long Revision { get; set; }
}

/// <summary>Coupons: discounts bound to codes. Promotion: discounts without codes, in tiers, that apply when their rules let them. Stored as the word.</summary>
public enum CampaignKind { Coupons, Promotion }

/// <summary>What was launched, once, and never changes.</summary>
public sealed class CampaignVersion
{
    public required string CampaignId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required CampaignSetup Setup { get; init; }

    /// <summary>Start and end of <see cref="Setup"/>, for filtering codes by what they may still do.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? Comment { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
