using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Makes one code: of its own with <see cref="Terms"/>, or in a campaign.</summary>
public sealed record CreateVoucher
{
    /// <summary>Chosen text; null draws one.</summary>
    public string? Code { get; init; }

    /// <summary>How a drawn code looks; null means the campaign's pattern, or eight characters.</summary>
    public CodePattern? Pattern { get; init; }

    /// <summary>Campaign it belongs to, by id or name; null for a code of its own.</summary>
    public string? Campaign { get; init; }

    /// <summary>What a code of its own gives; its dates become the code's.</summary>
    public CampaignSetup? Terms { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Own window beside the campaign's: both must allow.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Inclusive maximum of redemptions. Null: the campaign's, or unlimited for a code of its own.</summary>
    public int? RedemptionLimit { get; init; }

    public MetadataBag? Metadata { get; init; }

    public string? AdditionalInfo { get; init; }

    /// <summary>A rule to put before it, <c>val_…</c>, beside its campaign's; null for none.</summary>
    public string? RuleId { get; init; }

    /// <summary>E-mail address or API key name of who asks.</summary>
    public required string Actor { get; init; }
}

/// <summary>Makes more codes for a campaign as a job, by the pattern of its version in force.</summary>
/// <param name="Campaign">Id or name.</param>
/// <param name="Count">1 to 1,000,000.</param>
public sealed record AddVouchers(string Campaign, int Count, string Actor);

/// <summary>Switches one code on or off; its campaign must be on as well for it to work.</summary>
/// <param name="Code">Code or <c>v_</c> id.</param>
public sealed record SetVoucherActive(string Code, bool Active, string Actor, string? Reason = null);

/// <summary>Changes one code. Parts that are null stay as they are.</summary>
public sealed record ChangeVoucher
{
    /// <summary>Code or <c>v_</c> id.</summary>
    public required string Code { get; init; }

    public bool? Active { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Merged into what is there, key by key.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public string? AdditionalInfo { get; init; }

    /// <summary><c>cat_…</c>; only of a code without campaign.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Gives what the code gives and when from what it gave, or refuses; only of a code without campaign.</summary>
    public Func<CampaignSetup, Result<CampaignSetup>>? Terms { get; init; }

    /// <summary>What to take away.</summary>
    public VoucherParts Cleared { get; init; }

    public required Caller Caller { get; init; }

    public string? Reason { get; init; }
}

/// <summary>What of a code can be taken away.</summary>
[Flags]
public enum VoucherParts { None = 0, StartsAt = 1, EndsAt = 2, Metadata = 4, AdditionalInfo = 8, Category = 16 }

/// <summary>Deletes one code.</summary>
/// <param name="Code">Code or <c>v_</c> id.</param>
/// <param name="Force">For good instead of into the bin.</param>
public sealed record DeleteVoucher(string Code, bool Force, Caller Caller, string? Reason = null);
