using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Which counters a request may read, once its vouchers, customer, order and products are.</summary>
internal static class CountersWanted
{
    /// <returns>Some of them perhaps more than once.</returns>
    public static IEnumerable<string> Of(ValidateRedeemables request, Catalogue catalogue, DateTimeOffset now, FactRows rows)
    {
        var periods = PeriodKeys.Of(now, catalogue.Project);
        IReadOnlyList<OrderLine>? lines = null;
        foreach (var incentive in RedemptionDecider.Expand(request, catalogue, rows.Vouchers))
        {
            var (scope, units) = (incentive.Scope(rows.Customer?.Id, request.Caller, periods), incentive.Units.Count > 0);
            if (units) lines ??= LinesOf(request, catalogue, now, rows);
            if (units || !incentive.Counters.IsEmpty)
                foreach (var key in incentive.CounterKeys(scope, lines ?? [])) yield return key;
        }
    }

    // Collections do not matter here: what they hold is counted by product.
    private static IReadOnlyList<OrderLine> LinesOf(ValidateRedeemables request, Catalogue catalogue, DateTimeOffset now, FactRows rows) =>
        (rows.Order?.Content ?? request.Order?.Content) is { } content ? rows.Items.Resolve(content, [], new FilterClock(now, catalogue.Project.Zone)).Lines : [];
}
