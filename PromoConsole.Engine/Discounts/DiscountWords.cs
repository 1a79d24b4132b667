using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts;

/// <summary>Discounts as a person says them.</summary>
public static class DiscountWords
{
    /// <summary>
    /// "15% off, at most €40.00", "€10.00 off each piece", "the order for €50.00", "2 × Mug free"; "no discount yet" for a draft without one.
    /// </summary>
    /// <param name="nameOf">Names products by id; null where no names are at hand: they are then left out.</param>
    public static string Of(Discount? discount, Wording wording, Func<string, string>? nameOf = null) => discount switch
    {
        AmountOff off => Amount(off, wording) + Together(off, wording),
        PercentOff { Percent: 100, Formula: null, MaxAmount: null, Effect: DiscountEffect.ApplyToOrder } => "free order",
        PercentOff off => Percent(off, wording) + Together(off, wording),
        FixedTotal { Effect: DiscountEffect.ApplyToItems } total => $"each piece for {(total.Formula is null ? wording.Money(total.Amount) : "a price by formula")}",
        FixedTotal { Formula: not null } => "the order for a price by formula",
        FixedTotal { Amount: 0 } => "free order",
        FixedTotal total => $"the order for {wording.Money(total.Amount)}",
        FreeItems free => Free(free, wording, nameOf),
        _ => "no discount yet",
    };

    /// <summary>With what it covers and its bundle: "15% off items from Outdoor, except Socks".</summary>
    public static string Of(Discount? discount, Coverage? coverage, BundleRule? bundle, Wording wording, Func<string, string> nameOf)
    {
        var text = Of(discount, wording, nameOf);
        if (discount is not null && coverage is not null && discount.Effect.IsOnItems()) text += CoverageWords.Of(coverage, wording, nameOf);
        if (bundle is { Items.Count: > 0 })
        {
            text += $", {(bundle.Scaling == BundleScaling.Multiply ? "for each" : "for a")} bundle of {And([.. bundle.Items.Select(item => $"{wording.Number(item.Quantity)} × {nameOf(item.Item.Id)}")])}";
            if (bundle is { Scaling: BundleScaling.Multiply, Limit: > 1 }) text += $" (at most {wording.Number(bundle.Limit)})";
        }

        return text;
    }

    /// <summary>"Socks, Cap and Shoe".</summary>
    internal static string And(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1],
    };

    private static string Amount(AmountOff off, Wording wording)
    {
        var amount = off.Formula is null ? wording.Money(off.Amount) : "an amount by formula";
        return off.Effect switch
        {
            DiscountEffect.ApplyToItems => $"{amount} off each line",
            DiscountEffect.ApplyToItemsByQuantity => $"{amount} off each piece",
            DiscountEffect.ApplyToItemsProportionally => $"{amount} off items, shared by value",
            DiscountEffect.ApplyToItemsProportionallyByQuantity => $"{amount} off items, shared by pieces",
            _ => $"{amount} off",
        };
    }

    private static string Percent(PercentOff off, Wording wording)
    {
        var percent = off.Formula is null ? wording.Percent(off.Percent) : "a percentage by formula";
        return off.Effect == DiscountEffect.ApplyToItems
            ? $"{percent} off items{(off.MaxAmount is { } each ? $", at most {wording.Money(each)} a line" : null)}"
            : $"{percent} off{(off.MaxAmount is { } cap ? $", at most {wording.Money(cap)}" : null)}";
    }

    private static string Together(Discount discount, Wording wording) =>
        discount.AggregatedAmountLimit is { } cap ? $", at most {wording.Money(cap)} together" : "";

    private static string Free(FreeItems free, Wording wording, Func<string, string>? nameOf)
    {
        string Pieces(FreeItem item) => item.Formula is null ? wording.Number(item.Quantity) : "some";
        string One(FreeItem item)
        {
            if (item.Item?.Id == FreeItem.Shipping) return "free shipping";
            var effect = free.Effect == DiscountEffect.AddManyItems ? item.Effect : free.Effect;
            var what = nameOf is not null && item.Item is { } given
                ? $"{Pieces(item)} × {nameOf(given.Id)}"
                : item is { Quantity: 1, Formula: null } ? "1 piece" : $"{Pieces(item)} pieces";
            return effect == DiscountEffect.AddNewItems ? $"{what} added free" : $"{what} free";
        }

        return (free.Effect, free.Items) switch
        {
            (_, []) => "no free item yet",
            (DiscountEffect.AddSameItems, [var item, ..]) => $"{Pieces(item)} more of each free",
            (DiscountEffect.ReplaceItems, [{ Item: { } given } item, ..]) => $"items exchanged for {Pieces(item)} × {(nameOf is null ? "another" : nameOf(given.Id))}",
            (_, var items) => And([.. items.Select(One)]),
        };
    }
}
