namespace PromoConsole.Engine.Orders;

/// <summary>Sums over an order; see "order arithmetic" in the field.</summary>
public static class OrderArithmetic
{
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
