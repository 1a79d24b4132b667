using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Wire;

namespace PromoConsole.Tests.Components.RuleBuilder.Tree;

/// <summary>Trees for tests, written as their logic: condition n asks for a cart of n.00 or more.</summary>
internal static class Trees
{
    public static Condition Condition(int number) =>
        new NumberCondition(RuleKinds.Of("order.initial_amount"), [new(Operator.AtLeast, [number * 100L])]) { Number = number };

    /// <summary>The tree of a logic such as <c>1 and (2 or not 3)</c>.</summary>
    public static BuilderTree Of(string logic) =>
        BuilderTree.Of(LogicText.Read(logic, Enumerable.Range(1, 1000).ToDictionary(number => number, Condition)).Value);

    /// <summary>Its logic by what the conditions ask, whatever their numbers are now; muted parts in square brackets.</summary>
    public static string Written(this BuilderTree tree) => Written(tree.Root, outermost: true);

    /// <summary>The id of the condition that asks for this many.</summary>
    public static int Id(this BuilderTree tree, int asks) => tree.Rules.First(node => Asks(node) == asks).Id;

    /// <summary>The id of the bracket with this letter.</summary>
    public static int Bracket(this BuilderTree tree, string letter) => tree.Nodes.First(node => node is BracketNode && tree.LetterOf(node.Id) == letter).Id;

    public static int Asks(RuleNode node) => (int)(((NumberCondition)node.Condition).Tests[0].Values[0].Whole!.Value / 100);

    private static string Written(BuilderNode node, bool outermost = false)
    {
        var text = node switch
        {
            RuleNode rule => $"{Asks(rule)}",
            BracketNode bracket when outermost => string.Join(bracket.Joins == Junction.And ? " and " : " or ", bracket.Parts.Select(part => Written(part))),
            BracketNode bracket => $"({string.Join(bracket.Joins == Junction.And ? " and " : " or ", bracket.Parts.Select(part => Written(part)))})",
            _ => "",
        };
        if (node.Negated) text = $"not {text}";
        return node.Muted ? $"[{text}]" : text;
    }
}
