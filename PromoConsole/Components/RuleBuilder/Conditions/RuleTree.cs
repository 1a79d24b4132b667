using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>The edits of a rule as pure functions: the tree is never changed, a new one is made.</summary>
public static class RuleTree
{
    /// <summary>The rule as an editor shows it: an outermost bracket, empty where nothing is asked.</summary>
    public static Rule Rooted(Rule? rule) => rule switch
    {
        null => new AllOf([]),
        AllOf or AnyOf => rule,
        _ => new AllOf([rule]),
    };

    /// <summary>What an editor's outermost bracket means: null where it is empty.</summary>
    public static Rule? Stored(Rule rooted) => PartsOf(rooted) is { Count: 0 } ? null : Renumbered(rooted);

    /// <summary>Numbers the conditions from 1 in reading order.</summary>
    public static Rule Renumbered(Rule rule)
    {
        var last = 0;
        return Number(rule, ref last);
    }

    /// <summary>Takes the negation off: whether there was one, and what it was about. Two of them are none.</summary>
    public static (bool Negated, Rule Inner) Unwrapped(Rule rule)
    {
        var negated = false;
        while (rule is Not not) (negated, rule) = (!negated, not.Rule);
        return (negated, rule);
    }

    /// <summary>Puts a negation on where it is asked for.</summary>
    public static Rule Wrapped(bool negated, Rule inner) => negated ? new Not(inner) : inner;

    /// <summary>The parts of a bracket; null for a condition.</summary>
    public static IReadOnlyList<Rule>? PartsOf(Rule rule) => rule switch { AllOf all => all.Rules, AnyOf any => any.Rules, _ => null };

    /// <summary>The same bracket with other parts.</summary>
    public static Rule WithParts(Rule bracket, IReadOnlyList<Rule> parts) => bracket switch
    {
        AnyOf any => any with { Rules = parts },
        AllOf all => all with { Rules = parts },
        _ => throw new ArgumentException("A condition has no parts.", nameof(bracket)),
    };

    /// <summary>The same parts, joined by OR or by AND.</summary>
    public static Rule Joined(Rule bracket, bool any) =>
        any ? new AnyOf(PartsOf(bracket)!) { Muted = bracket.Muted, Lock = bracket.Lock } : new AllOf(PartsOf(bracket)!) { Muted = bracket.Muted, Lock = bracket.Lock };

    /// <summary>One part replaced, or taken away for null.</summary>
    public static Rule Replaced(Rule bracket, int at, Rule? part)
    {
        var parts = PartsOf(bracket)!.ToList();
        if (part is null) parts.RemoveAt(at);
        else parts[at] = part;
        return WithParts(bracket, parts);
    }

    /// <summary>One more part at the end.</summary>
    public static Rule Added(Rule bracket, Rule part) => WithParts(bracket, [.. PartsOf(bracket)!, part]);

    /// <summary>The rule with a copy of another one, which must hold as well; the copy stays together as a bracket.</summary>
    public static Rule WithCopy(Rule? rule, Rule copy) => Renumbered(rule switch
    {
        null => Rooted(copy),
        AllOf { Muted: false } all => Added(all, copy),
        _ => new AllOf([rule, copy]),
    });

    /// <summary>One part moved up (-1) or down (1) among its neighbours; the same bracket where there is no room.</summary>
    public static Rule Moved(Rule bracket, int at, int by)
    {
        var parts = PartsOf(bracket)!.ToList();
        if (at + by < 0 || at + by >= parts.Count) return bracket;
        (parts[at], parts[at + by]) = (parts[at + by], parts[at]);
        return WithParts(bracket, parts);
    }

    /// <summary>How many brackets a node holds, itself included; the outermost one of a rule has no letter but counts.</summary>
    public static int Brackets(Rule rule) => rule switch
    {
        Not not => Brackets(not.Rule),
        Condition => 0,
        _ => 1 + PartsOf(rule)!.Sum(Brackets),
    };

    /// <summary>The place of a part among the brackets of the rule in reading order, when its bracket has the place <paramref name="own"/>.</summary>
    public static int Place(Rule bracket, int own, int at) => own + 1 + PartsOf(bracket)!.Take(at).Sum(Brackets);

    /// <summary>The letter of a bracket by its place: A to Z, then AA; empty for the outermost one.</summary>
    public static string Letter(int place) => place == 0 ? "" : BracketLetters.Letter(place - 1);

    /// <summary>The colour of a bracket's rail by its place: "A" to "E", then again; "outer" for the outermost one, which has none.</summary>
    public static string Rail(int place) => place == 0 ? "outer" : ((char)('A' + ((place - 1) % 5))).ToString();

    /// <summary>How many conditions a node holds.</summary>
    public static int Count(Rule rule) => rule switch
    {
        Not not => Count(not.Rule),
        Condition => 1,
        _ => PartsOf(rule)!.Sum(Count),
    };

    private static Rule Number(Rule rule, ref int last)
    {
        switch (rule)
        {
            case Condition condition:
                return ConditionEdits.WithSubRules(condition, condition.SubRules() is { } where ? Renumbered(where) : null) with { Number = ++last };
            case Not not:
                return not with { Rule = Number(not.Rule, ref last) };
            default:
                var parts = new List<Rule>();
                foreach (var part in PartsOf(rule)!) parts.Add(Number(part, ref last));
                return WithParts(rule, parts);
        }
    }
}
