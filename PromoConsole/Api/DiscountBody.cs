using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api;

/// <summary>Reads a discount out of a request body, with what it covers and its bundle.</summary>
internal static class DiscountBody
{
    /// <param name="owner">Holds <c>discount</c>, <c>applicable_to</c> and <c>bundle_rules</c>.</param>
    /// <param name="named">Collects what the body names, to be looked up afterwards.</param>
    /// <returns>The discount is null when it is missing or wrong, which is then noted.</returns>
    public static (Discount? Discount, Coverage? Coverage, BundleRule? Bundle) Read(Fields owner, NamedItems named)
    {
        var coverage = CoverageBody.Read(owner, named);
        var bundle = BundleBody.Read(owner, named);
        if (owner.Object("discount") is { } discount) return (Of(discount, coverage, named), coverage, bundle);
        if (!owner.Has("discount")) owner.Missing("discount");
        return (null, coverage, bundle);
    }

    private static Discount? Of(Fields discount, Coverage? coverage, NamedItems named)
    {
        var type = discount.Word("type", "AMOUNT", "PERCENT", "FIXED", "UNIT");
        if (!discount.Has("type")) discount.Missing("type");
        var effect = DiscountEffect.ApplyToOrder;
        Discount? read = null;
        switch (type)
        {
            case "AMOUNT":
                effect = Effect(discount, new AmountOff(1), coverage);
                read = new AmountOff(Value(discount, "amount_off", "amount_off_formula", discount.Amount("amount_off", Least(discount, "amount_off_formula"))));
                break;
            case "PERCENT":
                effect = Effect(discount, new PercentOff(1), coverage);
                read = new PercentOff(
                    Value(discount, "percent_off", "percent_off_formula", discount.Decimal("percent_off", Least(discount, "percent_off_formula") == 0 ? -0.000_000_1m : 0, 100)),
                    discount.Amount("amount_limit", least: 1));
                break;
            case "FIXED":
                effect = Effect(discount, new FixedTotal(0), coverage);
                var priced = effect == DiscountEffect.ApplyToItems && coverage is { CoversTheRest: false } && coverage.Included.All(entry => entry.PriceAmount is not null);
                var price = discount.Amount("fixed_amount");
                read = new FixedTotal(priced ? price ?? 0 : Value(discount, "fixed_amount", "fixed_amount_formula", price));
                break;
            case "UNIT":
                return Free(discount, named);
            default:
                return null;
        }

        var formula = ReadFormula(discount, $"{type.ToLowerInvariant()}_{(type == "FIXED" ? "amount" : "off")}_formula", Lines(effect));
        var aggregated = effect.IsOnItems() && type != "FIXED" ? discount.Amount("aggregated_amount_limit", least: 1) : null;
        if (aggregated is null && discount.Has("aggregated_amount_limit") && (!effect.IsOnItems() || type == "FIXED"))
            discount.Problem("aggregated_amount_limit", "needs type AMOUNT or PERCENT with an effect on items");
        return read with { Effect = effect, Formula = formula, AggregatedAmountLimit = aggregated };
    }

    private static DiscountEffect Effect(Fields discount, Discount kind, Coverage? coverage)
    {
        if (discount.Has("effect")) return DiscountWire.ReadEffect(discount, DiscountCheck.EffectsOf(kind)) ?? DiscountEffect.ApplyToOrder;
        return coverage is { Included.Count: > 0 } or { Excluded.Count: > 0 } ? DiscountEffect.ApplyToItems : DiscountEffect.ApplyToOrder;
    }

    private static FreeItems Free(Fields discount, NamedItems named)
    {
        var several = discount.Objects("units", DiscountCheck.MostProducts);
        var effect = discount.Has("effect")
            ? DiscountWire.ReadEffect(discount, DiscountCheck.EffectsOf(new FreeItems([]))) ?? DiscountEffect.AddMissingItems
            : several is null ? DiscountEffect.AddMissingItems : DiscountEffect.AddManyItems;
        if (effect != DiscountEffect.AddManyItems) return new FreeItems([Unit(discount, effect, named)]) { Effect = effect };
        if (several is not { Count: > 0 }) discount.Problem("units", "should name at least one product");
        return new FreeItems([.. (several ?? []).Select(unit => Unit(
            unit, unit.Has("effect") ? DiscountWire.ReadEffect(unit, [DiscountEffect.AddNewItems, DiscountEffect.AddMissingItems]) ?? default : DiscountEffect.AddMissingItems, named))])
        { Effect = effect };
    }

    private static FreeItem Unit(Fields unit, DiscountEffect effect, NamedItems named)
    {
        var quantity = Value(unit, "unit_off", "unit_off_formula", unit.Whole("unit_off", 1, FreeItem.MostQuantity));
        var formula = ReadFormula(unit, "unit_off_formula", Lines(effect));
        ItemReference? item = null;
        if (effect != DiscountEffect.AddSameItems && unit.Text("unit_type", Bounds.Id, required: true) is { Length: > 0 } product)
            item = named.AddGiven(unit, "unit_type", product);
        return new FreeItem(item, (int)Math.Max(1, quantity)) { Formula = formula, Effect = effect is DiscountEffect.AddNewItems ? effect : DiscountEffect.AddMissingItems };
    }

    private static bool Lines(DiscountEffect effect) => effect is DiscountEffect.ApplyToItems or DiscountEffect.ApplyToItemsByQuantity
        or DiscountEffect.AddSameItems or DiscountEffect.ReplaceItems;

    // Beside a formula the value is only the fallback, which may be nothing.
    private static long Least(Fields discount, string formula) => discount.Has(formula) ? 0 : 1;

    private static T Value<T>(Fields discount, string name, string formula, T? value) where T : struct
    {
        if (!discount.Has(name) && !discount.Has(formula)) discount.Missing(name);
        return value ?? default;
    }

    /// <summary>A formula that can be used; what is wrong with it is noted with its position.</summary>
    public static Formula? ReadFormula(Fields owner, string name, bool onLines)
    {
        if (owner.Text(name, Formula.MostLength, lines: true) is not { Length: > 0 } text) return null;
        var formula = Formula.Of(text);
        if (formula.Error is { } error) owner.Problem(name, $"is malformed at {error.Sentence}");
        else if (DiscountCheck.FormulaProblem(formula, onLines) is not null) owner.Problem(name, "names an order item, but the discount is computed for the whole order");
        else return formula;
        return null;
    }
}
