using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts;

/// <summary>Free units: added, or made free where they are already.</summary>
internal sealed class FreeItemCalculator
{
    private readonly DiscountRequest _request;
    private readonly CapLedger _caps = new();
    private readonly List<LineChange> _changes = [];
    private readonly List<decimal?> _computed = [];
    private OrderState _order;

    private FreeItemCalculator(DiscountRequest request) => (_request, _order) = (request, request.Order);

    /// <param name="times">How many bundles count; 1 without bundles.</param>
    public static AppliedDiscount Apply(DiscountRequest request, int times, int? bundles)
    {
        var given = (FreeItems)request.Discount;
        var calculator = new FreeItemCalculator(request);
        var selection = given.Effect == DiscountEffect.AddSameItems ? Selection.Of(request, null, 1) : null;
        if (selection is not null)
        {
            foreach (var portion in selection.Portions) calculator.AddSame(portion, given.Items[0], times, bundles);
        }
        else
        {
            foreach (var item in given.Items) calculator.Give(item, given.Effect == DiscountEffect.AddManyItems ? item.Effect : given.Effect, times, bundles);
        }

        return calculator.Result(selection);
    }

    private void AddSame(Portion portion, FreeItem item, int times, int? bundles)
    {
        var quantity = Quantity(item, times, bundles, portion.Line);
        if (quantity > 0) Add(portion.Index, quantity);
    }

    private void Give(FreeItem item, DiscountEffect effect, int times, int? bundles)
    {
        if (item.Item is not { } reference) return;
        var quantity = Quantity(item, times, bundles, null);
        if (quantity == 0) return;
        var present = Enumerable.Range(0, _order.Lines.Count)
            .Where(i => _request.UntouchableLines?.Contains(i) != true && _order.Lines[i].Quantity > 0 && IsThe(reference, _order.Lines[i])).ToList();
        if (reference.Id == FreeItem.Shipping)
        {
            foreach (var i in present) MakeFree(i, int.MaxValue);
            if (present.Count == 0) Append(new OrderLine { ProductId = FreeItem.Shipping, Name = "Free shipping", PriceAmount = 0, Quantity = 0 }, 1);
            return;
        }

        if (effect == DiscountEffect.AddMissingItems)
            foreach (var i in present) quantity -= MakeFree(i, quantity);
        if (quantity == 0) return;
        if (present.Count > 0) Add(present[0], quantity);
        else Append(LineOf(reference, _request.Items), quantity);
    }

    private bool IsThe(ItemReference item, LineState line) => _request.Items.Matches(line.Line, item)
        || (item.Id == FreeItem.Shipping && line.Line.SourceId == FreeItem.Shipping);

    private int Quantity(FreeItem item, int times, int? bundles, LineState? line)
    {
        var value = DiscountValue.Units(item.Formula, item.Quantity, DiscountValue.Context(_request, bundles, line));
        _computed.Add(value.Computed);
        return (int)Math.Min(FreeItem.MostQuantity, value.Value * times);
    }

    /// <summary>An unknown product is named by its id alone.</summary>
    internal static OrderLine LineOf(ItemReference item, IItemLookup items) => items.Find(item) is { } found
        ? new OrderLine { ProductId = found.ProductId, SkuId = found.SkuId, SourceId = found.SourceId, Name = found.Name, PriceAmount = found.PriceAmount, Quantity = 0 }
        : item.Kind == ItemKind.Sku ? new OrderLine { SkuId = item.Id, Quantity = 0 } : new OrderLine { ProductId = item.Id, Quantity = 0 };

    // Units that are not free yet, at what is left to pay of them. Answers how many there were.
    private int MakeFree(int index, int most)
    {
        var line = _order.Lines[index];
        var paid = line.Quantity - line.DiscountQuantity;
        var units = Math.Min(most, paid);
        if (units <= 0) return 0;
        var left = Math.Max(0, line.SubtotalAmount ?? 0);
        var exact = units == paid ? left : (decimal)left * units / paid;
        var amount = _caps.Take(Money.Round(exact), index, new(CapKind.LeftToPay, _order.TotalAmount), new(CapKind.Guard, _request.MostAmount, 0));
        Change(new(index, amount) { DiscountQuantity = units, CoveredQuantity = units, BaseAmount = exact, ExactAmount = exact });
        return units;
    }

    private void Add(int index, int units)
    {
        var line = _order.Lines[index];
        units = Affordable(line.UnitPrice, units, index);
        if (units == 0) return;
        var amount = Money.Round((line.Amount is null ? 0 : line.UnitPrice ?? 0) * units);
        Change(new(index, amount) { AddedQuantity = units, AddedAmount = amount, DiscountQuantity = units, CoveredQuantity = units, BaseAmount = amount, ExactAmount = amount });
    }

    private void Append(OrderLine line, int units)
    {
        var index = _order.Lines.Count;
        units = Affordable(line.PriceAmount, units, index);
        if (units == 0) return;
        var amount = (line.PriceAmount ?? 0) * units;
        Change(new(index, amount)
        {
            Added = line, AddedQuantity = units, AddedAmount = amount, DiscountQuantity = units, CoveredQuantity = units, BaseAmount = amount, ExactAmount = amount,
        });
    }

    // Whole units only: as many as the guard pays and an order can be worth.
    private int Affordable(decimal? price, int units, int index)
    {
        if (price is not > 0) return units;
        units = (int)Math.Min(units, Math.Floor(OrderArithmetic.MostAmount / price.Value));
        if (_request.MostAmount is not { } most) return units;
        var left = Math.Max(0, most - _changes.Sum(change => change.DiscountAmount));
        var affordable = (int)Math.Min(units, Math.Floor(left / price.Value));
        var granted = Money.Round(price.Value * affordable);
        if (affordable < units) _caps.Take(Money.Round(price.Value * units), index, new CapLimit(CapKind.Guard, granted));
        _caps.Spend(CapKind.Guard, 0, most, granted);
        return affordable;
    }

    private void Change(LineChange change)
    {
        _order = _order.With(new AppliedDiscount(_request.Discount, 0, 0, 0, 0, []) { Lines = [change] });
        var same = _changes.FindIndex(other => other.Index == change.Index);
        if (same < 0)
        {
            _changes.Add(change);
            return;
        }

        var first = _changes[same];
        _changes[same] = first with
        {
            DiscountAmount = first.DiscountAmount + change.DiscountAmount,
            AddedQuantity = first.AddedQuantity + change.AddedQuantity,
            AddedAmount = first.AddedAmount + change.AddedAmount,
            DiscountQuantity = first.DiscountQuantity + change.DiscountQuantity,
            CoveredQuantity = first.CoveredQuantity + change.CoveredQuantity,
            BaseAmount = first.BaseAmount + change.BaseAmount,
            ExactAmount = first.ExactAmount + change.ExactAmount,
        };
    }

    private AppliedDiscount Result(Selection? selection)
    {
        var computed = _computed.Distinct().ToList();
        return new(_request.Discount, Money.Round(_changes.Sum(change => change.BaseAmount)), _changes.Sum(change => change.ExactAmount),
            _changes.Sum(change => change.DiscountAmount), _caps.CutAmount, [])
        {
            LeftBefore = _request.Order.TotalAmount,
            Lines = _changes,
            Caps = _caps.Cuts,
            ComputedValue = computed is [{ } same] ? same : null,
            IsDynamic = computed.Exists(value => value is not null),
            Applicable = selection?.Applicable ?? [],
            Inapplicable = selection?.Inapplicable ?? [],
        };
    }
}
