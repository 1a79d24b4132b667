namespace PromoConsole.Engine.Orders;

/// <summary>Sums over an order; see "order arithmetic" in the field.</summary>
public static class OrderArithmetic
{
    /// <summary>Largest value of an order and of each of its lines, minor units: exact in every number format it passes through.</summary>
    public const long MostAmount = 1_000_000_000_000_000;

    /// <summary>Whether all sums over the order stay within <see cref="MostAmount"/>, so that nothing can overflow.</summary>
    public static bool Fits(OrderContent order)
    {
        if (order.ExplicitAmount > MostAmount) return false;
        Int128 sum = 0;
        foreach (var line in order.Lines)
        {
            sum += line.ExplicitAmount ?? ((Int128)(line.PriceAmount ?? 0) * line.Quantity);
            if (sum > MostAmount) return false;
        }

        return true;
    }

    /// <summary>The explicit amount when given, else the sum of the lines; null when there is neither.</summary>
    public static long? InitialAmount(OrderContent order)
    {
        if (order.ExplicitAmount is { } given) return given;
        long sum = 0;
        var priced = false;
        foreach (var line in order.Lines)
        {
            if (line.Amount is not { } amount) continue;
            sum = checked(sum + amount);
            priced = true;
        }

        return priced ? sum : null;
    }

    /// <summary>Sum of the quantities of all lines.</summary>
    public static long Quantity(OrderContent order)
    {
        long sum = 0;
        foreach (var line in order.Lines) sum += line.Quantity;
        return sum;
    }
}
