namespace PromoConsole.Engine.Rules;

/// <summary>
/// A rule that is still being built, made ready. An incomplete condition is undecided; brackets are decided around it wherever no way to complete it could change
/// them. Without incomplete conditions it says exactly what the rule says when it is launched.
/// </summary>
public sealed class DraftRule
{
    private readonly CompiledRule.Part _root;

    private DraftRule(CompiledRule.Part root) => _root = root;

    public static DraftRule Of(Rule rule) => new(CompiledRule.Part.Of(rule, ofLine: false, draft: true));

    /// <summary>The whole tree with what each node saw. Undecided nodes end as <see cref="Outcome.Undecided"/>.</summary>
    public Verdict Explain(in RuleFacts facts) => RuleEvaluator.Explain(_root, facts, null, default).Verdict;

    /// <summary>The same outcome without its reasons.</summary>
    public Outcome Decide(in RuleFacts facts) => _root.Absent ? Outcome.Muted : Ask(_root, facts).Outcome;

    private static TruthRange Ask(CompiledRule.Part part, in RuleFacts facts)
    {
        if (part.Incomplete) return TruthRange.Undecided;
        if (part.Rule is Condition) return TruthRange.Of(part.Leaf.Ask(facts));
        if (part.Rule is Not) return Ask(part.Parts[0], facts).Not();
        var all = part.Rule is AllOf;
        var whole = TruthRange.Of(all ? Truth.True : Truth.False);
        foreach (var one in part.Parts)
        {
            if (one.Absent) continue;
            whole = all ? whole.And(Ask(one, facts)) : whole.Or(Ask(one, facts));
        }

        return whole;
    }
}
