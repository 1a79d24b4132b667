using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts;

/// <summary>What comes off. Stored as JSON, so the type words are permanent; they are the wire format's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AmountOff), "AMOUNT")]
[JsonDerivedType(typeof(PercentOff), "PERCENT")]
[JsonDerivedType(typeof(FixedTotal), "FIXED")]
[JsonDerivedType(typeof(FreeItems), "UNIT")]
public abstract record Discount
{
    private protected Discount() { } // closed: every variant lives in this file

    /// <summary>What it applies to. Default: the whole order.</summary>
    public DiscountEffect Effect { get; init; } = DiscountEffect.ApplyToOrder;

    /// <summary>Computes the value when the discount is applied; its static value is then the fallback. Null: always the static value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Formula? Formula { get; init; }

    /// <summary>Item effects of amounts and percentages: at most this over all lines together, minor units; null for no cap.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AggregatedAmountLimit { get; init; }
}

/// <summary>A fixed amount off the order, its lines or its units, never more than is left to pay.</summary>
/// <param name="Amount">Minor units, above 0.</param>
public sealed record AmountOff(long Amount) : Discount;

/// <summary>A share of the order or of its lines.</summary>
/// <param name="Percent">Above 0, up to 100.</param>
/// <param name="MaxAmount">At most this many minor units come off the order, or off each line; null for no cap.</param>
public sealed record PercentOff(decimal Percent, long? MaxAmount = null) : Discount;

/// <summary>The order, or every covered unit, costs this much; what is cheaper keeps its price, never a surcharge.</summary>
/// <param name="Amount">Minor units, 0 or more.</param>
public sealed record FixedTotal(long Amount) : Discount;

/// <summary>Units that are free: added to the order, made free in it, or given in exchange.</summary>
/// <param name="Items">One for most effects; several, taken in turn, with <see cref="DiscountEffect.AddManyItems"/>.</param>
public sealed record FreeItems(IReadOnlyList<FreeItem> Items) : Discount;

/// <summary>One product given.</summary>
/// <param name="Item">Product or SKU; null with <see cref="DiscountEffect.AddSameItems"/>, which gives what is covered already.</param>
/// <param name="Quantity">Units, 1 or more; with <see cref="DiscountEffect.ReplaceItems"/> for each replaced unit.</param>
public sealed record FreeItem(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ItemReference? Item, int Quantity)
{
    /// <summary>The product that means free shipping.</summary>
    public const string Shipping = "prod_5h1pp1ng";

    /// <summary>Largest <see cref="Quantity"/> that is given, computed or not.</summary>
    public const int MostQuantity = 10_000;

    /// <summary>Add new units or make present ones free; read with <see cref="DiscountEffect.AddManyItems"/>, else the discount's effect holds.</summary>
    public DiscountEffect Effect { get; init; } = DiscountEffect.AddMissingItems;

    /// <summary>Computes the quantity; null: always <see cref="Quantity"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Formula? Formula { get; init; }
}

/// <summary>What a discount applies to. Stored as the word.</summary>
public enum DiscountEffect
{
    /// <summary>Once, to what is left to pay.</summary>
    ApplyToOrder,

    /// <summary>To every covered line: an amount once per line, a percentage of it, a price for each of its units.</summary>
    ApplyToItems,

    /// <summary>An amount once per covered unit, never more than the unit's price.</summary>
    ApplyToItemsByQuantity,

    /// <summary>One amount, shared over covered lines by their value.</summary>
    ApplyToItemsProportionally,

    /// <summary>One amount, shared over covered lines by their units.</summary>
    ApplyToItemsProportionallyByQuantity,

    /// <summary>Units in the order become free; those that are missing are added.</summary>
    AddMissingItems,

    /// <summary>Free units are added beside what is in the order.</summary>
    AddNewItems,

    /// <summary>Several products, each added or made free.</summary>
    AddManyItems,

    /// <summary>Free units of each covered line are added to it.</summary>
    AddSameItems,

    /// <summary>Covered units are exchanged for another product at no extra cost.</summary>
    ReplaceItems,
}

/// <summary>What can be said of an effect without knowing the discount.</summary>
public static class DiscountEffects
{
    /// <summary>Whether it takes something off single lines, so that coverage matters.</summary>
    public static bool IsOnItems(this DiscountEffect effect) => effect is >= DiscountEffect.ApplyToItems and <= DiscountEffect.ApplyToItemsProportionallyByQuantity
        or DiscountEffect.AddSameItems or DiscountEffect.ReplaceItems;
}
