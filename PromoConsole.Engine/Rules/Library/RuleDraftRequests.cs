using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Begins a rule that is not there yet: blank, of a template, or of what a campaign asks by itself.</summary>
/// <param name="Name">May be blank.</param>
public sealed record StartRuleDraft(string Name, RuleContent Content, Caller Caller);

/// <summary>Keeps what an editor has, complete or not.</summary>
/// <param name="BaseVersion">The version it was made of; 0 for a rule that was never published. A later one than before says that the editor has seen that version.</param>
/// <param name="SeenRevision"><see cref="RuleDraft.Revision"/> the editor saw; 0 when the rule had no draft.</param>
public sealed record SaveRuleDraft(string RuleId, string Name, RuleContent Content, int BaseVersion, long SeenRevision, Caller Caller);

/// <summary>Puts a draft in force.</summary>
/// <param name="SeenRevision">What the editor saw; null accepts whatever is there.</param>
/// <param name="Comment">What changed and why, for the list of versions; at most <see cref="ValidationRule.MaxCommentLength"/> characters.</param>
public sealed record PublishRuleDraft(string RuleId, long? SeenRevision, string? Comment, Caller Caller)
{
    /// <summary>Publishes it as another rule of this name, which nothing has yet; the rule it was made of stays as it is wherever it is assigned. Null for its next version.</summary>
    public string? AsNewName { get; init; }

    /// <summary>Publish although examples come out other than they must; it is written into the audit log. Default false.</summary>
    public bool AcceptDifferences { get; init; }
}

/// <summary>A rule as an editor opens it.</summary>
/// <param name="Draft">As kept, or made of the newest version and not kept yet.</param>
/// <param name="Rule">As published; null for one that never was.</param>
public sealed record OpenRule(RuleDraft Draft, ValidationRule? Rule)
{
    /// <summary>A version was published after the draft was begun.</summary>
    public bool IsBehind => Rule is not null && Draft.BaseVersion != Rule.Version;

    /// <summary>Whether publishing would change anything.</summary>
    public bool Differs => Rule is null || RuleVersions.Differs(Rule, Draft.Name.Trim(), Draft.Content);
}
