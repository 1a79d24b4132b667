namespace PromoConsole.Engine.Rules;

/// <summary>Decides rules: quickly, or with the reason for every node. Both ways give the same answer.</summary>
public static class RuleEvaluator
{
    /// <summary>Whether the rule lets this pass, stopping as soon as that is certain. Allocates nothing.</summary>
    public static bool Holds(CompiledRule rule, in RuleFacts facts) => rule.Holds(facts);

    /// <summary>The whole tree with what each node saw; nothing is left out because something else already decided.</summary>
    /// <returns>A verdict that refuses exactly when its outcome is <see cref="Outcome.Failed"/>.</returns>
    public static Verdict Explain(CompiledRule rule, in RuleFacts facts) => Explain(rule.Root, facts, null, default).Verdict;

    /// <param name="line">The order line sub-rules look at; null for a rule itself.</param>
    internal static (Verdict Verdict, TruthRange Truth) Explain(CompiledRule.Part part, in RuleFacts facts, Orders.OrderLine? line, in MatchedLines sums)
    {
        var (verdict, truth) = part.Rule is Condition ? Leaf(part, facts, line, sums) : Junction(part, facts, line, sums);
        return part.Absent ? (Muted(verdict), truth) : (verdict, truth);
    }

    private static Verdict Muted(Verdict verdict) => verdict with
    {
        Outcome = Outcome.Muted,
        Unknown = false,
        Tests = verdict.Tests is null ? null : [.. verdict.Tests.Select(test => test with { Outcome = Outcome.Muted, Distance = null })],
    };

    private static (Verdict, TruthRange) Junction(CompiledRule.Part part, in RuleFacts facts, Orders.OrderLine? line, in MatchedLines sums)
    {
        var parts = new Verdict[part.Parts.Length];
        TruthRange all = TruthRange.Of(Truth.True), any = TruthRange.Of(Truth.False);
        var missingCustomer = false;
        for (var i = 0; i < parts.Length; i++)
        {
            (parts[i], var truth) = Explain(part.Parts[i], facts, line, sums);
            if (part.Parts[i].Absent) continue;
            all = all.And(truth);
            any = any.Or(truth);
            missingCustomer |= truth.IsSurely(Truth.Unknown) && parts[i].MissingCustomer;
        }

        var whole = part.Rule switch
        {
            AllOf => all,
            AnyOf => any,
            _ => all.Not(),
        };
        var unknown = whole.IsSurely(Truth.Unknown);
        return (new Verdict
        {
            Kind = RuleKinds.WordOf(part.Rule),
            Outcome = whole.Outcome,
            Unknown = unknown,
            MissingCustomer = unknown && missingCustomer,
            Parts = parts,
        }, whole);
    }

    private static (Verdict, TruthRange) Leaf(CompiledRule.Part part, in RuleFacts facts, Orders.OrderLine? line, in MatchedLines sums)
    {
        if (part.Incomplete && part.Rule is Condition gap)
            return (new Verdict { Kind = gap.Kind.Word, Number = gap.Number, Message = gap.Message, Outcome = Outcome.Undecided }, TruthRange.Undecided);
        var truth = line is null ? part.Leaf.Ask(facts) : part.Leaf.Ask(line, sums, facts);
        return (VerdictDetails.Of(part, truth, facts, line, sums), TruthRange.Of(truth));
    }
}
