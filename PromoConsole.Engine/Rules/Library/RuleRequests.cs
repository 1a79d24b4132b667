using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Makes a rule that nothing has yet.</summary>
public sealed record CreateRule(string Name, RuleContent Content, Caller Caller);

/// <summary>A rule that comes to be together with what it is put before.</summary>
/// <param name="Id"><c>val_…</c>, chosen beforehand.</param>
public sealed record NewRule(string Id, string Name, RuleContent Content);

/// <summary>Changes a rule wherever it is assigned.</summary>
/// <param name="Name">Null leaves it.</param>
/// <param name="Change">Makes the new content of the present one; null leaves it.</param>
/// <param name="SeenVersion">What the editor saw; null accepts whatever is there.</param>
public sealed record ChangeRule(string RuleId, string? Name, Func<RuleContent, RuleContent>? Change, int? SeenVersion, Caller Caller);

/// <summary>Puts a rule before a campaign, a code or a tier.</summary>
/// <param name="RelatedId">Platform id; of a campaign also its name, of a code also the code.</param>
/// <param name="Force">In the place of the rule that is there; else that is a conflict.</param>
public sealed record AssignRule(string RuleId, RuleOwner RelatedType, string RelatedId, bool Force, Caller Caller);

/// <summary>Which rules to list.</summary>
public sealed record RuleQuery
{
    /// <summary>A part of the name; null or blank for all.</summary>
    public string? Text { get; init; }

    /// <summary>Created then or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    public RuleSort Order { get; init; } = RuleSort.Newest;

    public int Skip { get; init; }

    public int Take { get; init; } = 10;
}

public enum RuleSort { Newest, Oldest, LatestChange, EarliestChange, Name, NameDescending }

/// <summary>Which assignments to list. Null parts mean any.</summary>
public sealed record AssignmentQuery
{
    public string? RuleId { get; init; }

    /// <summary>Platform id of a campaign, code or tier.</summary>
    public string? RelatedId { get; init; }

    public bool NewestFirst { get; init; } = true;

    public int Skip { get; init; }

    public int Take { get; init; } = 10;
}

/// <summary>A rule and how many things it stands before.</summary>
public sealed record RuleRecord(ValidationRule Rule, long Assignments);

/// <summary>Where a rule is used.</summary>
/// <param name="Name">Of the campaign or tier; of a code its text. The id of what is gone.</param>
/// <param name="CampaignId">The campaign itself, or that of the code or tier; null for a code without campaign.</param>
public sealed record RuleUse(RuleAssignment Assignment, string Name, string? CampaignId);
