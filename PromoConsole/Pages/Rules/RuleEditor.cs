using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Rules;

/// <summary>A rule of the library while it is edited, beside what is stored.</summary>
public sealed class RuleEditor(OpenRule open)
{
    private RuleDraft _kept = open.Draft;
    private (Rule? Rule, IReadOnlyList<RuleProblem> Problems)? _checked;
    private (string Name, RuleContent Content, bool Differs)? _compared;

    public string Id => _kept.RuleId;

    /// <summary>As published; null for one that never was.</summary>
    public ValidationRule? Published { get; } = open.Rule;

    public string Name { get; set; } = open.Draft.Name;

    public RuleContent Content { get; set; } = open.Draft.Content;

    /// <summary>The version it is made of; 0 for a rule that was never published.</summary>
    public int BaseVersion { get; set; } = open.Draft.BaseVersion;

    /// <summary>Of the draft as kept last; 0 while none is.</summary>
    public long Revision => _kept.Revision;

    /// <summary>A draft is kept.</summary>
    public bool HasDraft => Revision > 0;

    /// <summary>A version was published after the draft was begun.</summary>
    public bool IsBehind => Published is not null && BaseVersion != Published.Version;

    /// <summary>Whether publishing would change anything.</summary>
    public bool Differs
    {
        get
        {
            if (_compared is not { } last || last.Name != Name || !ReferenceEquals(last.Content, Content))
                _compared = last = (Name, Content, new OpenRule(new() { RuleId = Id, Name = Name, Content = Content, BaseVersion = BaseVersion, ChangedBy = _kept.ChangedBy }, Published).Differs);
            return last.Differs;
        }
    }

    public IReadOnlyList<RuleProblem> Problems
    {
        get
        {
            if (_checked is not { } last || !ReferenceEquals(last.Rule, Content.Rule)) _checked = last = (Content.Rule, RuleCheck.Problems(Content.Rule));
            return last.Problems;
        }
    }

    public SaveRuleDraft Request(Caller caller) => new(Id, Name, Content, BaseVersion, Revision, caller);

    /// <summary>Takes over what is kept; what was typed since then stays.</summary>
    public void Saved(RuleDraft draft) => _kept = draft;

    /// <summary>Whether nothing was typed since a request was made.</summary>
    public bool IsAsSent(SaveRuleDraft sent) => sent.Name == Name && ReferenceEquals(sent.Content, Content) && sent.BaseVersion == BaseVersion;
}
