using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Starts a campaign as a draft.</summary>
public sealed record CreateDraft
{
    /// <summary>Unique in the project, deleted ones included.</summary>
    public required string Name { get; init; }

    public CampaignKind Kind { get; init; } = CampaignKind.Coupons;

    /// <summary>May be incomplete.</summary>
    public CampaignSetup Setup { get; init; } = new();

    /// <summary><c>cat_…</c>; null for none.</summary>
    public string? CategoryId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A rule to put before it, <c>val_…</c>; null for none.</summary>
    public string? RuleId { get; init; }

    /// <summary>The rule of <see cref="RuleId"/>, where it is to be made with the campaign; null where it is there.</summary>
    public NewRule? NewRule { get; init; }

    /// <summary>Rules to put before its tiers, by the id of the tier.</summary>
    public IReadOnlyDictionary<string, string> TierRules { get; init; } = new Dictionary<string, string>();

    /// <summary>Made by the demo store; one click removes it again.</summary>
    public bool Demo { get; init; }

    /// <summary>E-mail address or API key name of who asks.</summary>
    public required string Actor { get; init; }
}

/// <summary>Keeps edits that are not launched yet. Everything is replaced by what is given.</summary>
public sealed record SaveDraft
{
    public required string CampaignId { get; init; }

    /// <summary><see cref="Campaign.Revision"/> the editor saw.</summary>
    public required long SeenRevision { get; init; }

    public required string Name { get; init; }

    public required CampaignSetup Setup { get; init; }

    /// <summary><c>cat_…</c>; null for none.</summary>
    public string? CategoryId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required string Actor { get; init; }
}

/// <summary>Puts the draft live as the next version.</summary>
/// <param name="SeenRevision">What the editor saw; null accepts whatever is there.</param>
/// <param name="Comment">What changed and why, for the list of versions.</param>
/// <param name="AcceptDifferences">Launch although examples of its rules come out other than they must; it is written into the audit log.</param>
public sealed record LaunchCampaign(string CampaignId, long? SeenRevision, string? Comment, string Actor, bool AcceptDifferences = false);

/// <summary>Blocks every code of the campaign until it is resumed.</summary>
/// <param name="Reason">Shown to whoever asks why a code does not work.</param>
public sealed record PauseCampaign(string CampaignId, string Reason, string Actor);

public sealed record ResumeCampaign(string CampaignId, string Actor, string? Reason = null);

/// <summary>Copies a campaign into a new draft. Unique codes are made anew at launch; a shared code must be chosen anew.</summary>
/// <param name="Name">Of the copy; null takes the first free "… copy".</param>
/// <param name="ShiftDays">Added to start and end; 0 keeps the dates.</param>
public sealed record DuplicateCampaign(string CampaignId, string? Name, int ShiftDays, string Actor);

/// <summary>Moves the end of a launched campaign and launches that as a new version.</summary>
public sealed record ExtendCampaign(string CampaignId, int Days, string Actor);

/// <summary>Adds tags and takes tags away; unknown ones are ignored.</summary>
public sealed record TagCampaign(string CampaignId, IReadOnlyList<string> Add, IReadOnlyList<string> Remove, string Actor);

/// <summary>Moves a campaign to another category.</summary>
/// <param name="CategoryId">Null takes it out of its category.</param>
public sealed record CategorizeCampaign(string CampaignId, string? CategoryId, string Actor);

/// <summary>Gives a campaign to somebody else to look after.</summary>
/// <param name="Owner">E-mail address, 1 to 256 characters.</param>
public sealed record AssignCampaign(string CampaignId, string Owner, string Actor);

/// <summary>Puts an older version in force again, as a new version.</summary>
public sealed record RestoreVersion(string CampaignId, int Number, string Actor);

/// <summary>Changes what a campaign says, at once.</summary>
/// <param name="Campaign">Id or name.</param>
/// <param name="Edit">Gives the setup with the change from the one before, or refuses.</param>
/// <param name="Comment">For the list of versions.</param>
/// <param name="CategoryId">The category from now on; null takes it out of its category.</param>
/// <param name="SaysCategory">Whether the category changes at all.</param>
public sealed record ChangeCampaign(
    string Campaign, Func<CampaignSetup, Result<CampaignSetup>> Edit, string Comment, string Actor, string? CategoryId = null, bool SaysCategory = false);
