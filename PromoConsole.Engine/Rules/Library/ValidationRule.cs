namespace PromoConsole.Engine.Rules.Library;

/// <summary>A rule that stands by itself, to be assigned to any number of campaigns, codes and tiers. Concept: validation rule.</summary>
/// <remarks>A change holds at once wherever it is assigned; each one is kept as a version, and proofs name the one they were decided by.</remarks>
public sealed class ValidationRule
{
    public const string IdPrefix = "val_";

    public const int MaxNameLength = 200;

    /// <summary>Of the comment of a version.</summary>
    public const int MaxCommentLength = 1000;

    /// <summary><c>val_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Several may have the same.</summary>
    public required string Name { get; set; }

    public required RuleContent Content { get; set; }

    /// <summary>From 1; raised by every change.</summary>
    public int Version { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until it was changed for the first time.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>What a rule was at one time; never changes, and stays when the rule is deleted.</summary>
public sealed class ValidationRuleVersion
{
    public required string RuleId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required RuleContent Content { get; init; }

    /// <summary>What changed and why, as whoever published it wrote; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>E-mail address of the member or name of the API key.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>That a rule stands before a campaign, a code or a tier. Each has at most one.</summary>
public sealed class RuleAssignment
{
    public const string IdPrefix = "asgm_";

    /// <summary><c>asgm_…</c>.</summary>
    public required string Id { get; init; }

    public required string RuleId { get; set; }

    public required RuleOwner RelatedType { get; init; }

    /// <summary>Platform id of the campaign, code or tier.</summary>
    public required string RelatedId { get; init; }

    /// <summary>The campaign itself, or that of the code or tier; null for a code without campaign.</summary>
    public string? CampaignId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When another rule took the place of the first; null while it is the first.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>What a rule can be assigned to. Stored as the word.</summary>
public enum RuleOwner { Voucher, Campaign, PromotionTier }
