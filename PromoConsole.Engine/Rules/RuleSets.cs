namespace PromoConsole.Engine.Rules;

/// <summary>Several rules that must hold together: the own one of a campaign, and those assigned to it, to a code or a tier. Their verdict is one tree.</summary>
public static class RuleSets
{
    /// <summary>Together; the own rule stands first. A single one stands as it is.</summary>
    /// <param name="verdicts">Of the own rule, without a <see cref="Verdict.Source"/>, then of the others.</param>
    /// <returns>Null when there are none.</returns>
    public static Verdict? Together(IReadOnlyList<Verdict> verdicts) => verdicts switch
    {
        [] => null,
        [var one] => one,
        _ => new Verdict
        {
            Kind = "all",
            Outcome = verdicts.Any(verdict => verdict.Outcome == Outcome.Failed) ? Outcome.Failed
                : verdicts.Any(verdict => verdict.Outcome == Outcome.Passed) ? Outcome.Passed : Outcome.Muted,
            Unknown = !verdicts.Any(verdict => verdict is { Outcome: Outcome.Failed, Unknown: false }) && verdicts.Any(verdict => verdict.Unknown),
            Parts = verdicts,
        },
    };

    /// <summary>The verdicts of the rules that make up a tree.</summary>
    public static IReadOnlyList<Verdict> Of(Verdict root) => root is { Source: null, Parts: { } parts } && parts.Any(part => part.Source is not null) ? parts : [root];

    /// <summary>Of those that failed, which they are: null stands for the own rule.</summary>
    public static IReadOnlyList<RuleSource?> Failed(Verdict? root) =>
        root is null ? [] : [.. Of(root).Where(verdict => verdict.Outcome == Outcome.Failed).Select(verdict => verdict.Source)];
}
