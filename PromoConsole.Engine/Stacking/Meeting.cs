namespace PromoConsole.Engine.Stacking;

/// <summary>What happens when two incentives that both work meet in one cart.</summary>
public enum MeetingKind
{
    /// <summary>Both apply.</summary>
    Together,

    /// <summary>Only the one that comes first applies: a limit lets no second one in.</summary>
    OnlyOne,

    /// <summary>The exclusive one applies, the common one is left out.</summary>
    Excluded,
}

/// <summary>How incentives of two categories meet. Pure; the same answer as a decision about two that always work.</summary>
/// <param name="WinnerId">The category that stays, for <see cref="MeetingKind.Excluded"/>; else null.</param>
public sealed record Meeting(MeetingKind Kind, string? WinnerId = null)
{
    /// <param name="first">Id of a category; null for none.</param>
    /// <param name="second">Id of a category, maybe the same; null for none.</param>
    public static Meeting Of(StackingRules rules, string? first, string? second)
    {
        var (one, other) = (StackOrder.Of(rules, first), StackOrder.Of(rules, second));
        if ((one, other) is (Stackability.Exclusive, Stackability.Common)) return new(MeetingKind.Excluded, first);
        if ((one, other) is (Stackability.Common, Stackability.Exclusive)) return new(MeetingKind.Excluded, second);
        var tally = new StackTally(rules);
        tally.Add(first);
        return new(tally.Exceeded(second) is null ? MeetingKind.Together : MeetingKind.OnlyOne);
    }
}
