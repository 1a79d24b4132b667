using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification.Index;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Qualification;

/// <summary>Whether an incentive has to do with the items of an order, whatever the rest of the order is.</summary>
internal sealed class ProductRelevance(CatalogueItems items, IReadOnlyList<OrderLine> lines, DayClock clock)
{
    private readonly HashSet<ItemKey> _keys = KeysOf(lines);

    /// <summary>Whether its discount makes one of the items cheaper, gives one, or exchanges one. Discounts on the whole order do not.</summary>
    public bool Discounts(Incentive incentive) => incentive.Discount switch
    {
        null => false,
        { Effect: var effect } when effect.IsOnItems() => incentive.CoverageOn(lines, clock) is var coverage && lines.Any(line => line.Quantity > 0 && Covers(coverage, line)),
        FreeItems free => free.Items.Any(one => one.Item is { } item && lines.Any(line => line.Quantity > 0 && items.Matches(line, item))),
        _ => false,
    };

    /// <summary>Whether its rule or its bundle asks for one of the items.</summary>
    public bool Requires(Incentive incentive) =>
        (incentive.Bundle is { } bundle && bundle.Items.Any(part => lines.Any(line => line.Quantity > 0 && items.Matches(line, part.Item))))
        || (incentive.InForce?.Effective is { } own && Names(own.Rule, wanted: true))
        || incentive.Rules.Any(rule => rule.Compiled is { } assigned && Names(assigned.Rule, wanted: true));

    private bool Covers(Coverage? coverage, OrderLine line)
    {
        if (coverage is null) return true;
        if (coverage.Excluded.Any(entry => items.Matches(line, entry.Item, entry.Strict))) return false;
        return coverage.CoversTheRest || coverage.Included.Any(entry => items.Matches(line, entry.Item, entry.Strict));
    }

    private bool Names(Rule rule, bool wanted)
    {
        if (rule.Muted) return false;
        return rule switch
        {
            Not not => Names(not.Rule, !wanted),
            ItemsCondition condition => condition.Kind.Subject == RuleSubject.NoLine != wanted && ItemKey.Of(condition) is { } asked && asked.Any(_keys.Contains),
            Condition => false,
            _ => rule.Parts().Any(part => Names(part, wanted)),
        };
    }

    private static HashSet<ItemKey> KeysOf(IReadOnlyList<OrderLine> lines)
    {
        var keys = new HashSet<ItemKey>();
        foreach (var line in lines) ItemKey.Of(line, keys);
        return keys;
    }
}
