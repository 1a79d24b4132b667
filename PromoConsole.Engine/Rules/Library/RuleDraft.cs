namespace PromoConsole.Engine.Rules.Library;

/// <summary>A rule while somebody builds it, complete or not: the next version of one, or a new one. Decides nothing, and the API does not show it.</summary>
public sealed class RuleDraft
{
    /// <summary><c>val_…</c>; a rule that was never published gets it with its draft.</summary>
    public required string RuleId { get; init; }

    /// <summary>May be blank.</summary>
    public required string Name { get; set; }

    /// <summary>May be incomplete.</summary>
    public required RuleContent Content { get; set; }

    /// <summary>The version it changes; 0 for a rule that was never published.</summary>
    public int BaseVersion { get; set; }

    /// <summary>Raised by every save; what an editor saw, to notice that somebody else was faster. 0 while it is not kept yet.</summary>
    public long Revision { get; set; }

    /// <summary>Who saved it last: an e-mail address.</summary>
    public required string ChangedBy { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }
}
