using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts.Bundles;

/// <summary>Finds how many bundles a cart holds, no unit being used twice.</summary>
/// <remarks>A flow from what is needed to the lines that have it: units go to SKUs first, then products, then collections, and give way only where that makes more bundles.</remarks>
internal static class BundleCalculator
{
    public static FoundBundles Find(BundleRule rule, OrderState order, IItemLookup items)
    {
        var needs = rule.Items.OrderBy(item => item.Item.Kind switch { ItemKind.Sku => 0, ItemKind.Product => 1, _ => 2 }).ToList();
        var fits = needs.ConvertAll(need => order.Lines.Select(line => line.Quantity > 0 && items.Matches(line.Line, need.Item)).ToArray());
        var limit = Math.Clamp(rule.Limit, 0, BundleRule.MostLimit);

        var (least, most) = (0, limit);
        while (least < most)
        {
            var tried = (least + most + 1) / 2;
            if (Assigned(needs, fits, order, tried).Lacking.All(lacks => lacks == 0)) least = tried;
            else most = tried - 1;
        }

        var (units, lacking) = Assigned(needs, fits, order, Math.Max(1, least));
        if (least == 0) return new(0, rule.Limit, [], [.. needs.Select((need, i) => need with { Quantity = (int)lacking[i] }).Where(need => need.Quantity > 0)]);
        return new(least, rule.Limit,
            [.. needs.SelectMany((need, i) => units[i].Select((quantity, line) => new BundledUnits(need.Item, line, (int)quantity))).Where(found => found.Quantity > 0)], []);
    }

    private static (long[][] Units, long[] Lacking) Assigned(List<BundleItem> needs, List<bool[]> fits, OrderState order, int times)
    {
        var units = needs.ConvertAll(_ => new long[order.Lines.Count]).ToArray();
        var free = order.Lines.Select(line => (long)Math.Max(0, line.Quantity)).ToArray();
        var lacking = needs.ConvertAll(need => (long)need.Quantity * times).ToArray();
        for (var need = 0; need < lacking.Length; need++)
        {
            while (lacking[need] > 0)
            {
                var moved = Augment(need, lacking[need], fits, units, free, new bool[lacking.Length]);
                if (moved == 0) break;
                lacking[need] -= moved;
            }
        }

        return (units, lacking);
    }

    // Gives the need some units: free ones, else such as another need can replace by others.
    private static long Augment(int need, long most, List<bool[]> fits, long[][] units, long[] free, bool[] asked)
    {
        asked[need] = true;
        for (var line = 0; line < free.Length; line++)
        {
            if (!fits[need][line] || free[line] == 0) continue;
            var taken = Math.Min(most, free[line]);
            free[line] -= taken;
            units[need][line] += taken;
            return taken;
        }

        for (var line = 0; line < free.Length; line++)
        {
            if (!fits[need][line]) continue;
            for (var other = 0; other < units.Length; other++)
            {
                if (asked[other] || units[other][line] == 0) continue;
                var moved = Augment(other, Math.Min(most, units[other][line]), fits, units, free, asked);
                if (moved == 0) continue;
                units[other][line] -= moved;
                units[need][line] += moved;
                return moved;
            }
        }

        return 0;
    }
}
