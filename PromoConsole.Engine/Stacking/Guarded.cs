using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Stacking;

/// <summary>Takes a discount off an order without breaking a guard rail, and says which one cut it. Pure.</summary>
public static class Guarded
{
    /// <returns>What comes off, and the guards that made it less; null discount: the order has no value to take it from.</returns>
    public static (AppliedDiscount? Discount, IReadOnlyList<GuardCut>? Guards) Apply(DiscountRequest wanted, GuardRails guards)
    {
        if (DiscountCalculator.Apply(wanted) is not { } free) return (null, null);
        var cuts = new List<GuardCut>(3);
        var request = wanted;
        var applied = free;
        if (guards.ProtectedCollectionIds.Count > 0 && ProtectedLines(wanted, guards) is { Count: > 0 } lines)
            (request, applied) = Cut(request with { ProtectedLines = lines, UntouchableLines = Joined(wanted.UntouchableLines, lines) }, GuardKind.ProtectedItems);
        if (guards.MaximumDiscountPercent is { } percent && wanted.Order.InitialAmount is { } initial)
            Hold(Math.Max(0, (long)decimal.Floor(Money.PercentOf(initial, percent)) - (initial - (wanted.Order.TotalAmount ?? initial))), GuardKind.MaximumDiscount);
        if (guards.MinimumTotalAmount is { } least && wanted.Order.TotalAmount is { } total)
            Hold(Math.Max(0, total - least), GuardKind.MinimumTotal);
        return (applied, cuts.Count > 0 ? cuts : null);

        void Hold(long most, GuardKind guard)
        {
            if (Net(wanted.Order, applied) > most) (request, applied) = Cut(request with { MostAmount = most }, guard);
        }

        (DiscountRequest, AppliedDiscount) Cut(DiscountRequest narrower, GuardKind guard)
        {
            var less = DiscountCalculator.Apply(narrower)!;
            if (less.Amount < applied.Amount) cuts.Add(new(guard, applied.Amount - less.Amount));
            return (narrower, less);
        }
    }

    private static HashSet<int> Joined(IReadOnlySet<int>? some, HashSet<int> more) => some is null ? more : [.. some, .. more];

    // What the order really loses: the value of items that were added is not taken from anybody.
    private static long Net(OrderState order, AppliedDiscount applied) => (order.TotalAmount ?? 0) - (order.With(applied).TotalAmount ?? 0);

    private static HashSet<int> ProtectedLines(DiscountRequest wanted, GuardRails guards)
    {
        var found = new HashSet<int>();
        for (var i = 0; i < wanted.Order.Lines.Count; i++)
            if (guards.ProtectedCollectionIds.Any(id => wanted.Items.Matches(wanted.Order.Lines[i].Line, new ItemReference(ItemKind.Collection, id)))) found.Add(i);
        return found;
    }
}
