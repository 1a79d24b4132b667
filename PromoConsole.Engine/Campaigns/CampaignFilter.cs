using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Which campaigns to list, in which order. Everything given must hold.</summary>
public sealed record CampaignFilter
{
    /// <summary>
    /// Words of its name, tags, discount, rule and messages, all of which must be there; or part of the name; or the beginning of one of the codes.
    /// Null or blank for all.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<CampaignStatus> Statuses { get; init; } = [];

    public CampaignKind? Kind { get; init; }

    public string? Tag { get; init; }

    /// <summary>Id of its category.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Who looks after it.</summary>
    public string? Owner { get; init; }

    /// <summary>Running at some time from this instant …</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>… to this one, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    public BudgetLeft? Budget { get; init; }

    /// <summary>Id of a segment, product or collection that its rule names, in force or in the draft.</summary>
    public string? Uses { get; init; }

    /// <summary>Default <see cref="CampaignShelf.Kept"/>.</summary>
    public CampaignShelf Shelf { get; init; }

    public CampaignOrder Order { get; init; } = CampaignOrder.Created;

    public bool Ascending { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; } = 50;
}

/// <summary>How much of a discount budget is left: none set; more than a fifth; a fifth or less; nothing.</summary>
public enum BudgetLeft { NotLimited, Plenty, NearlyGone, Gone }

/// <summary>Where campaigns are: in use, put away, or thrown away. What is kept includes archived ones only where their status is asked for.</summary>
public enum CampaignShelf { Kept, Archive, Bin }

public enum CampaignOrder { Created, Name, Starts, Ends, Redeemed, Discount, Codes }

/// <summary>A campaign in a list, complete for showing it.</summary>
/// <param name="Setup">What is in force; the draft while it was never launched.</param>
/// <param name="Redeemed">Redemptions, rolled-back ones not counted.</param>
/// <param name="Refused">Refused redemptions and validations.</param>
/// <param name="DiscountAmount">Given in all, minor units, rollbacks taken off.</param>
/// <param name="LastDays">Redemptions a day over the last 14 days of the project's calendar, today last.</param>
/// <param name="Problems">What keeps a draft from being launched.</param>
public sealed record CampaignRow(
    Campaign Campaign, CampaignSetup Setup, CampaignStatus Status, long Redeemed, long Refused, long DiscountAmount,
    IReadOnlyList<long> LastDays, IReadOnlyList<SetupProblem> Problems)
{
    /// <summary>What it belongs to; null for nothing.</summary>
    public Category? Category { get; init; }

    /// <summary>Uses its codes still allow; null when at least one code is unlimited, or more codes are made on demand.</summary>
    public long? UsesLeft => Campaign.Version > 0 && Setup.Codes is { OnDemand: false, RedemptionLimit: { } limit } ? Math.Max(0, (Campaign.CodesCount * limit) - Redeemed) : null;
}

/// <summary>Sums over the whole filtered list.</summary>
/// <param name="Codes">That exist.</param>
/// <param name="BudgetAmount">Of those that have one, minor units.</param>
/// <param name="BudgetUsedAmount">By those that have one, minor units.</param>
public sealed record CampaignTotals(long Codes, long Redeemed, long DiscountAmount, long BudgetAmount, long BudgetUsedAmount);

/// <param name="Total">Campaigns in the whole filtered list.</param>
public sealed record CampaignPage(IReadOnlyList<CampaignRow> Rows, long Total, CampaignTotals Totals);

/// <summary>How many campaigns each saved view holds.</summary>
public sealed record CampaignCounts(long NotEnded, long MyDrafts, long Everything, long Archived, long InBin);

/// <summary>What the filters of the list offer to choose from.</summary>
/// <param name="Owners">Everybody who looks after a campaign.</param>
/// <param name="Tags">Every tag in use.</param>
/// <param name="Categories">In their order.</param>
public sealed record CampaignWords(
    IReadOnlyList<string> Owners, IReadOnlyList<string> Tags, IReadOnlyList<Category> Categories)
{
    public static CampaignWords None { get; } = new([], [], []);
}

/// <param name="Setup">What is in force; null while it was never launched.</param>
public sealed record CampaignDetails(Campaign Campaign, CampaignSetup? Setup)
{
    /// <summary>What an editor starts from: the edits not launched, else what is in force.</summary>
    public CampaignSetup Latest => Campaign.Draft ?? Setup ?? new CampaignSetup();
}
