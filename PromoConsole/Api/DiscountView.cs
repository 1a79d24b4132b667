using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Api;

/// <summary>What comes off, as configured.</summary>
internal sealed record DiscountView
{
    [Description("AMOUNT, PERCENT or FIXED.")]
    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("AMOUNT: minor units that come off.")]
    public long? AmountOff { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("PERCENT: above 0, up to 100.")]
    public decimal? PercentOff { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("PERCENT: at most this many minor units come off.")]
    public long? AmountLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("FIXED: what the order costs, minor units.")]
    public long? FixedAmount { get; init; }

    public string Effect => "APPLY_TO_ORDER";

    public bool IsDynamic => false;

    public static DiscountView Of(Discount discount) => discount switch
    {
        AmountOff off => new DiscountView { Type = "AMOUNT", AmountOff = off.Amount },
        PercentOff off => new DiscountView { Type = "PERCENT", PercentOff = off.Percent, AmountLimit = off.MaxAmount },
        FixedTotal total => new DiscountView { Type = "FIXED", FixedAmount = total.Amount },
        _ => throw new UnreachableException($"No wire form for {discount.GetType().Name}."),
    };
}
