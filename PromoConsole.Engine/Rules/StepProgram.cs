using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>
/// A tree flattened into steps that each name where to go when it holds and where when it does not, so that deciding is one loop without
/// recursion or allocation.
/// </summary>
internal sealed class StepProgram
{
    private const int Accepted = -1;
    private const int Refused = -2;

    private readonly Step[] _steps;
    private readonly int _start;

    private StepProgram(Step[] steps, int start)
    {
        _steps = steps;
        _start = start;
    }

    /// <summary>Null when nothing restricts anything.</summary>
    public static StepProgram? Of(CompiledRule.Part? root)
    {
        if (root is null or { Absent: true }) return null;
        var steps = new List<Step>();
        var start = Flatten(root, wanted: true, Accepted, Refused, steps);
        steps.Reverse(); // built from the end, so that every step knows where it leads; reversed, evaluation walks forward
        var last = steps.Count - 1;
        int Turned(int target) => target < 0 ? target : last - target;
        return new([.. steps.Select(step => step with { IfHolds = Turned(step.IfHolds), IfNot = Turned(step.IfNot) })], Turned(start));
    }

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

    /// <summary>As sub-rules of one order line.</summary>
    public bool HoldsFor(OrderLine line, in MatchedLines sums, in RuleFacts facts)
    {
        var at = _start;
        var steps = _steps;
        while ((uint)at < (uint)steps.Length)
        {
            ref readonly var step = ref steps[at];
            at = step.Test.Ask(line, sums, facts) == step.Wanted ? step.IfHolds : step.IfNot;
        }

        return at == Accepted;
    }

    // Adds the steps of a part, last first, and gives the index of its first one. An unknown leaf equals neither True nor False, so it
    // satisfies neither itself nor its opposite: junctions under a Not change places instead of turning the answer round.
    private static int Flatten(CompiledRule.Part part, bool wanted, int ifHolds, int ifNot, List<Step> steps)
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
}
