namespace PromoConsole.Engine.Rules;

/// <summary>A rule made ready when it is launched: operands resolved once, and the tree flattened.</summary>
public sealed class CompiledRule
{
    private readonly StepProgram? _program;

    private CompiledRule(Part root)
    {
        Root = root;
        _program = StepProgram.Of(root);
        Targets = DiscountTargets.Of(root.Rule);
    }

    /// <summary>The rule as configured.</summary>
    public Rule Rule => Root.Rule;

    internal Part Root { get; }

    /// <summary>What it marks as target of the discount; null for nothing.</summary>
    internal DiscountTargets? Targets { get; }

    public static CompiledRule Of(Rule rule) => new(Part.Of(rule, ofLine: false));

    /// <summary>Whether the rule lets this pass. Allocates nothing.</summary>
    public bool Holds(in RuleFacts facts) => _program is null || _program.Holds(facts);

    // Every unmuted condition that counts, for whoever needs to know what the rule reads.
    internal IEnumerable<Condition> Conditions => Root.Conditions();

    /// <summary>A node of the rule with its resolved test.</summary>
    internal sealed class Part
    {
        public required Rule Rule { get; init; }

        public required Part[] Parts { get; init; }

        public LeafTest Leaf { get; init; }

        /// <summary>Of a condition: what its verdicts say it asks.</summary>
        public AskedTests Asked { get; init; } = null!;

        /// <summary>The sub-rules of a condition; null for none.</summary>
        public Part? Where { get; init; }

        /// <summary>Muted, a bracket in which nothing counts, or a mark that restricts nothing.</summary>
        public required bool Absent { get; init; }

        /// <summary>A condition of a draft that cannot be asked yet: it has no test.</summary>
        public bool Incomplete { get; init; }

        /// <param name="ofLine">A sub-rule: it looks at one order line.</param>
        /// <param name="draft">Conditions may be incomplete.</param>
        public static Part Of(Rule rule, bool ofLine, bool draft = false)
        {
            if (rule is Condition condition)
            {
                if (draft && !RuleCheck.CanBeAsked(condition)) return new Part { Rule = rule, Parts = [], Absent = rule.Muted, Incomplete = true };
                var where = ofLine || condition.SubRules() is not { } sub ? null : Of(sub, ofLine: true);
                var marks = condition.Kind.Subject is RuleSubject.DiscountTarget or RuleSubject.MatchAll;
                var leaf = ofLine ? LeafTest.OfLine(condition) : LeafTest.Of(condition, where);
                return new Part { Rule = rule, Parts = [], Leaf = leaf, Asked = new AskedTests(condition), Where = where, Absent = rule.Muted || marks };
            }

            Part[] parts = [.. rule.Parts().Select(part => Of(part, ofLine, draft))];
            return new Part { Rule = rule, Parts = parts, Absent = rule.Muted || Array.TrueForAll(parts, part => part.Absent) };
        }

        public IEnumerable<Condition> Conditions()
        {
            if (Absent) yield break;
            if (Rule is Condition condition) yield return condition;
            foreach (var part in Parts)
                foreach (var inner in part.Conditions()) yield return inner;
        }
    }
}
