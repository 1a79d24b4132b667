namespace PromoConsole.Engine.Rules;

/// <summary>
/// A rule made ready when it is launched: operands resolved once, and the tree flattened into steps that each name where to go
/// when it holds and where when it does not, so that deciding is one loop without recursion or allocation.
/// </summary>
public sealed class CompiledRule
{
    private const int Accepted = -1;
    private const int Refused = -2;

    private readonly Step[] _steps;
    private readonly int _start;

    private CompiledRule(Part root, Step[] steps, int start)
    {
        Root = root;
        _steps = steps;
        _start = start;
    }

    /// <summary>The rule as configured.</summary>
    public Rule Rule => Root.Rule;

    internal Part Root { get; }

    public static CompiledRule Of(Rule rule)
    {
        var root = Part.Of(rule);
        var steps = new List<Step>();
        var start = root.Absent ? Accepted : Flatten(root, wanted: true, Accepted, Refused, steps);
        steps.Reverse(); // built from the end, so that every step knows where it leads; reversed, evaluation walks forward
        var last = steps.Count - 1;
        int Turned(int target) => target < 0 ? target : last - target;
        return new(root, [.. steps.Select(step => step with { IfHolds = Turned(step.IfHolds), IfNot = Turned(step.IfNot) })], Turned(start));
    }

    /// <summary>Whether the rule lets this pass. Allocates nothing.</summary>
    public bool Holds(in RuleFacts facts)
    {
        var at = _start;
        var steps = _steps;
        while ((uint)at < (uint)steps.Length)
        {
            ref readonly var step = ref steps[at];
            at = step.Test.Ask(facts) == step.Wanted ? step.IfHolds : step.IfNot;
        }

        return at == Accepted;
    }

    // Every unmuted condition that counts, for whoever needs to know what the rule reads.
    internal IEnumerable<Condition> Conditions => Root.Conditions();

    // Adds the steps of a part, last first, and gives the index of its first one. An unknown leaf equals neither True nor False, so it
    // satisfies neither itself nor its opposite: junctions under a Not change places instead of turning the answer round.
    private static int Flatten(Part part, bool wanted, int ifHolds, int ifNot, List<Step> steps)
    {
        switch (part.Rule)
        {
            case Not:
                return Flatten(part.Parts[0], !wanted, ifHolds, ifNot, steps);
            case Condition:
                steps.Add(new(part.Leaf, wanted ? Truth.True : Truth.False, ifHolds, ifNot));
                return steps.Count - 1;
            default:
                var all = part.Rule is AllOf == wanted;
                var next = all ? ifHolds : ifNot;
                for (var i = part.Parts.Length - 1; i >= 0; i--)
                {
                    if (part.Parts[i].Absent) continue;
                    next = all ? Flatten(part.Parts[i], wanted, next, ifNot, steps) : Flatten(part.Parts[i], wanted, ifHolds, next, steps);
                }

                return next;
        }
    }

    private readonly record struct Step(LeafTest Test, Truth Wanted, int IfHolds, int IfNot);

    /// <summary>A node of the rule with its resolved test.</summary>
    internal sealed class Part
    {
        public required Rule Rule { get; init; }

        public required Part[] Parts { get; init; }

        public LeafTest Leaf { get; init; }

        /// <summary>Muted, or a bracket in which nothing counts.</summary>
        public required bool Absent { get; init; }

        public static Part Of(Rule rule)
        {
            if (rule is Condition condition)
                return new Part { Rule = rule, Parts = [], Leaf = LeafTest.Of(condition), Absent = rule.Muted };
            Part[] parts = rule switch
            {
                AllOf all => [.. all.Rules.Select(Of)],
                AnyOf any => [.. any.Rules.Select(Of)],
                Not not => [Of(not.Rule)],
                _ => throw new System.Diagnostics.UnreachableException($"No evaluation for {rule.GetType().Name}."),
            };
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
