using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Api;

/// <summary>What comes off: as configured, or as it came out for one order.</summary>
internal sealed record DiscountView
{
    [Description("AMOUNT, PERCENT, FIXED or UNIT.")]
    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("AMOUNT: minor units that come off.")]
    public long? AmountOff { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AmountOffFormula { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("PERCENT: above 0, up to 100.")]
    public decimal? PercentOff { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PercentOffFormula { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("PERCENT: at most this many minor units come off the order, or off each line.")]
    public long? AmountLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("On items: at most this many minor units come off all of them together.")]
    public long? AggregatedAmountLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("FIXED: what the order or each unit costs, minor units.")]
    public long? FixedAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FixedAmountFormula { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("UNIT: how many units are free.")]
    public int? UnitOff { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UnitOffFormula { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("UNIT: the product or SKU; prod_5h1pp1ng is free shipping.")]
    public string? UnitType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("UNIT with ADD_MANY_ITEMS.")]
    public IReadOnlyList<DiscountUnitView>? Units { get; init; }

    public required string Effect { get; init; }

    [Description("Whether a formula gives the value.")]
    public bool IsDynamic { get; init; }

    /// <summary>As configured.</summary>
    public static DiscountView Of(Discount discount)
    {
        var view = new DiscountView { Type = "", Effect = DiscountWire.Of(discount.Effect), AggregatedAmountLimit = discount.AggregatedAmountLimit };
        var formula = discount.Formula?.Text;
        return discount switch
        {
            AmountOff off => view with { Type = "AMOUNT", AmountOff = off.Amount, AmountOffFormula = formula, IsDynamic = formula is not null },
            PercentOff off => view with { Type = "PERCENT", PercentOff = off.Percent, PercentOffFormula = formula, AmountLimit = off.MaxAmount, IsDynamic = formula is not null },
            FixedTotal total => view with { Type = "FIXED", FixedAmount = total.Amount, FixedAmountFormula = formula, IsDynamic = formula is not null },
            FreeItems { Effect: DiscountEffect.AddManyItems } free => view with
            {
                Type = "UNIT",
                Units = [.. free.Items.Select(DiscountUnitView.Of)],
                IsDynamic = free.Items.Any(item => item.Formula is not null),
            },
            FreeItems { Items: [var item, ..] } => view with
            {
                Type = "UNIT",
                UnitOff = item.Quantity,
                UnitOffFormula = item.Formula?.Text,
                UnitType = item.Item?.Id,
                IsDynamic = item.Formula is not null,
            },
            _ => throw new UnreachableException($"No wire form for {discount.GetType().Name}."),
        };
    }

    /// <summary>As it came out: a computed value takes the place of the configured one.</summary>
    public static DiscountView Of(AppliedDiscount applied)
    {
        var view = Of(applied.Discount) with { IsDynamic = applied.IsDynamic };
        if (applied.ComputedValue is not { } value) return view;
        return applied.Discount switch
        {
            Engine.Discounts.AmountOff => view with { AmountOff = (long)value },
            Engine.Discounts.PercentOff => view with { PercentOff = value },
            FixedTotal => view with { FixedAmount = (long)value },
            FreeItems when view.Units is null => view with { UnitOff = (int)value },
            _ => view,
        };
    }
}

/// <summary>One of several products that are given.</summary>
internal sealed record DiscountUnitView(
    int UnitOff, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UnitOffFormula, string? UnitType, string Effect)
{
    public static DiscountUnitView Of(FreeItem item) => new(item.Quantity, item.Formula?.Text, item.Item?.Id, DiscountWire.Of(item.Effect));
}
