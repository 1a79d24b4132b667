using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>A rule as it is compared: an outermost bracket, and each condition and bracket with the negations around it folded in.</summary>
internal sealed class DiffTree
{
    private readonly List<Item> _conditions = [];
    private readonly List<Item> _brackets = [];

    // A rule that is one condition, or one negation, is shown inside a bracket.
    private DiffTree(Rule? rule) => Root = Add(rule switch { null => new AllOf([]), AllOf or AnyOf => rule, _ => new AllOf([rule]) }, null, 0);

    public Item Root { get; }

    /// <summary>In reading order.</summary>
    public IReadOnlyList<Item> Conditions => _conditions;

    /// <summary>In reading order, without the outermost one.</summary>
    public IReadOnlyList<Item> Brackets => _brackets;

    public static DiffTree Of(Rule? rule) => new(rule);

    /// <summary>What an item says apart from its number, its place and what is inside it; two with the same text do not differ.</summary>
    public static string Says(Item item)
    {
        Rule own = item.Side.Node switch
        {
            Condition condition => condition with { Number = 0, Muted = item.Side.Muted, Lock = item.Side.Lock },
            AnyOf => new AnyOf([]) { Muted = item.Side.Muted, Lock = item.Side.Lock },
            _ => new AllOf([]) { Muted = item.Side.Muted, Lock = item.Side.Lock },
        };
        return PromoJson.Write(item.Side.Negated ? new Not(own) : own);
    }

    private static (bool Negated, Rule Inner, bool Muted, string? Lock) Unwrapped(Rule rule)
    {
        var (negated, muted, locked) = (false, rule.Muted, rule.Lock);
        while (rule is Not not)
        {
            (negated, rule) = (!negated, not.Rule);
            (muted, locked) = (muted || rule.Muted, locked ?? rule.Lock);
        }

        return (negated, rule, muted, locked);
    }

    private Item Add(Rule rule, Item? parent, int at)
    {
        var (negated, inner, muted, locked) = Unwrapped(rule);
        var isBracket = inner is not Condition && parent is not null;
        var item = new Item(new(inner, negated, muted, locked, isBracket ? _brackets.Count + 1 : 0, parent?.Side.Place ?? 0), parent, at);
        if (isBracket) _brackets.Add(item);
        else if (parent is not null) _conditions.Add(item);
        if (inner is not Condition)
            for (var i = 0; i < inner.Parts().Count; i++) item.Parts.Add(Add(inner.Parts()[i], item, i));
        return item;
    }

    /// <summary>A condition or bracket; equal to itself only.</summary>
    public sealed class Item(RuleSide side, Item? parent, int at)
    {
        public RuleSide Side { get; } = side;

        public Item? Parent { get; } = parent;

        /// <summary>Its place among its neighbours, from 0.</summary>
        public int At { get; } = at;

        public List<Item> Parts { get; } = [];

        /// <summary>The conditions inside, also those deeper down.</summary>
        public IEnumerable<Item> Conditions() => Parts.SelectMany(part => part.Side.Node is Condition ? [part] : part.Conditions());
    }
}
