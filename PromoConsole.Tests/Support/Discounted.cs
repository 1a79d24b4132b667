using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Tests.Support;

/// <summary>A discount taken off an order nothing else is known of.</summary>
internal static class Discounted
{
    /// <summary>An order of this value, whatever its lines add up to.</summary>
    public static AppliedDiscount Order(Discount discount, long amount, params long[] lines) => Of(discount, amount, lines);

    /// <summary>An order of lines with these values.</summary>
    public static AppliedDiscount Lines(Discount discount, params long[] lines) => Of(discount, null, lines);

    private static AppliedDiscount Of(Discount discount, long? amount, long[] lines) => DiscountCalculator.Apply(new DiscountRequest
    {
        Discount = discount,
        Order = OrderState.Of(new OrderContent { ExplicitAmount = amount, Lines = [.. lines.Select(line => new OrderLine { PriceAmount = line })] }),
        Items = LineIds.Only,
    })!;
}
