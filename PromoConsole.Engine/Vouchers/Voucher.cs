using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Vouchers;

/// <summary>A code with what it may still do.</summary>
/// <remarks>Concept: voucher. Uses of a code without a limit are counted in <c>Counters</c>, so that callers do not meet on this row.</remarks>
public sealed class Voucher
{
    /// <summary><c>v_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As shown and printed.</summary>
    public required string Code { get; init; }

    /// <summary>Unique: the code, case-folded in case-insensitive projects.</summary>
    public required string CodeKey { get; init; }

    /// <summary>For searching: no spaces or dashes, upper case, O as 0, I and L as 1.</summary>
    public required string CodeSearch { get; init; }

    /// <summary>Null for a code created by itself over the API; it then carries <see cref="Terms"/>.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The campaign version whose discount and dates it keeps; null while it follows the newest (neither published nor redeemed yet).</summary>
    public int? CampaignVersion { get; set; }

    /// <summary>What a code without campaign gives and when; null for codes of campaigns.</summary>
    public Campaigns.CampaignSetup? Terms { get; set; }

    /// <summary>For stacking, of a code without campaign; the others have their campaign's.</summary>
    public string? CategoryId { get; set; }

    /// <summary>The rule that stands before it (<see cref="Rules.Library.RuleAssignment"/>), beside its campaign's; null for none.</summary>
    public string? RuleId { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>Own window, beside the campaign's: both must allow.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Inclusive maximum of redemptions; null is unlimited.</summary>
    public int? RedemptionLimit { get; set; }

    /// <summary>Counted only while there is a limit; see the remarks.</summary>
    public int RedeemedQuantity { get; set; }

    /// <summary>Customer the code was published to.</summary>
    public string? HolderId { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Set at publication when its version says codes live so long from then on: replaces the campaign's end. For lists; decisions compute it.</summary>
    public DateTimeOffset? PublishedUntil { get; set; }

    public int PublishCount { get; set; }

    public MetadataBag? Metadata { get; set; }

    public string? AdditionalInfo { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }
}
