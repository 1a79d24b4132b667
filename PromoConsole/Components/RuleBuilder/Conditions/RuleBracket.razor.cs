using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>One bracket of sub-rules as a form: how its parts are joined, whether it is negated, its conditions and inner brackets.</summary>
public sealed partial class RuleBracket
{
    private static readonly Choice<bool>[] s_junctions = [new(false, "AND, all of these"), new(true, "OR, any of these")];

    /// <summary>An <see cref="AllOf"/> or <see cref="AnyOf"/>.</summary>
    [Parameter, EditorRequired] public required Rule Node { get; set; }

    /// <summary>The bracket was changed.</summary>
    [Parameter] public EventCallback<Rule> NodeChanged { get; set; }

    /// <summary>What may be added; never empty.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<RuleKind> Kinds { get; set; }

    /// <summary>A NOT stands before it.</summary>
    [Parameter] public bool Negated { get; set; }

    /// <summary>The NOT was put on or taken off.</summary>
    [Parameter] public EventCallback<bool> OnNegate { get; set; }

    [Parameter] public EventCallback OnRemove { get; set; }

    /// <summary>Buttons that move it among its neighbours.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>0 is the outermost one, which has no letter.</summary>
    [Parameter] public int Depth { get; set; }

    /// <summary>Its place among all brackets in reading order; 0 for the outermost one.</summary>
    [Parameter] public int Place { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known: something was chosen.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>What is wrong inside, with paths from this bracket.</summary>
    [Parameter] public IReadOnlyList<RuleProblem> Problems { get; set; } = [];

    private string Letter => RuleTree.Letter(Place);

    private string Rail => RuleTree.Rail(Place);

    private string Says => Depth == 0 ? "All sub-rules" : $"Bracket {Letter}, {RuleTree.Count(Node)} {(RuleTree.Count(Node) == 1 ? "condition" : "conditions")}";

    private IEnumerable<string> Own => Problems.Where(problem => problem.Path.Length == 0).Select(problem => problem.Sentence);

    private Rule NewBracket() => new AnyOf([Kinds[0].Empty()]);

    private Task ReplaceAsync(int at, Rule? part) => NodeChanged.InvokeAsync(RuleTree.Replaced(Node, at, part));

    private List<RuleProblem> ProblemsAt(int at, bool negated)
    {
        var start = $"rules[{at}]" + (negated ? ".rule" : "");
        return [.. Problems
            .Where(problem => problem.Path == start || problem.Path.StartsWith(start + ".", StringComparison.Ordinal))
            .Select(problem => problem with { Path = problem.Path == start ? "" : problem.Path[(start.Length + 1)..] })];
    }
}
