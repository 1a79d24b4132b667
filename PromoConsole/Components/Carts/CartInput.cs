using System.Collections.Immutable;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Components.Carts;

/// <summary>A line of a cart that is tried.</summary>
/// <param name="ProductId">Platform id of the product; null for one that only the line it was copied from names.</param>
/// <param name="PriceAmount">Unit price, minor units; null when the product has none.</param>
public sealed record CartLine(string? ProductId, string Name, int Quantity, long? PriceAmount)
{
    /// <summary>The line it was copied from, with SKU and attributes; null for a product chosen here.</summary>
    public OrderLine? CopiedFrom { get; init; }

    /// <summary>Price × quantity, or what the copied line said as long as neither was changed; minor units.</summary>
    public long? Amount => Line.Amount;

    /// <summary>As the rules see it.</summary>
    public OrderLine Line => (CopiedFrom ?? new OrderLine { ProductId = ProductId }) with
    {
        Name = Name,
        Quantity = Quantity,
        PriceAmount = PriceAmount,
        ExplicitAmount = CopiedFrom is { } copied && copied.Quantity == Quantity && copied.PriceAmount == PriceAmount ? copied.ExplicitAmount : null,
    };

    /// <summary>A copy of a stored or pasted line.</summary>
    /// <param name="whole">With SKU and attributes; else only the product.</param>
    public static CartLine Of(OrderLine line, bool whole) =>
        new(line.ProductId, line.Name ?? line.ProductId ?? line.SkuId ?? line.SourceId ?? "Unnamed item", line.Quantity, line.PriceAmount) { CopiedFrom = whole ? line : null };
}

/// <summary>A cart that is tried, with what is asked about it as typed.</summary>
public record CartInput
{
    public ImmutableList<CartLine> Lines { get; init; } = [];

    /// <summary>Explicit order value, minor units; null means the sum of the lines.</summary>
    public long? Amount { get; init; }

    /// <summary>Of the order.</summary>
    public ImmutableList<CartAttribute> Attributes { get; init; } = [];

    /// <summary>The order as the rules see it; null while there is nothing in it.</summary>
    public OrderContent? Order => Lines.IsEmpty && Amount is null && Metadata.IsEmpty
        ? null
        : new OrderContent { ExplicitAmount = Amount, Lines = [.. Lines.Select(line => line.Line)], Metadata = Metadata };

    /// <summary>Value before discounts, minor units; null without one.</summary>
    public long? BeforeDiscounts => Order is { } order ? OrderArithmetic.InitialAmount(order) : null;

    public MetadataBag Metadata => CartAttribute.Bag(Attributes);
}

/// <summary>Carts to start from.</summary>
internal static class SampleCarts
{
    /// <summary>With a cart of a few products of the shop; with a plain value where it has none.</summary>
    public static async Task<T> WithSampleAsync<T>(this T input, ProductService products) where T : CartInput
    {
        var some = (await products.SearchAsync(null, pageSize: 50)).Items.Where(product => product.PriceAmount > 0).Take(3).ToList();
        return input with
        {
            Lines = [.. some.Select((product, i) => new CartLine(product.Id, product.Name, i == 1 ? 2 : 1, product.PriceAmount))],
            Amount = some.Count == 0 ? 100_00 : null,
        };
    }

    /// <summary>With a copy of an order: the stored one and its discounts stay as they are.</summary>
    /// <param name="whole">Lines keep their SKU and attributes, and lines without a product are kept too.</param>
    public static T With<T>(this T input, OrderContent order, bool whole) where T : CartInput => input with
    {
        Lines = [.. order.Lines.Where(line => whole || line.ProductId is not null).Select(line => CartLine.Of(line, whole))],
        Amount = order.ExplicitAmount,
        Attributes = [.. CartAttribute.Of(order.Metadata)],
    };

    /// <summary>Whoever bought last: many rules ask who it is. Null in a shop without orders.</summary>
    public static async Task<Customer?> LastBuyerAsync(this OrderService orders, CustomerService customers) =>
        (await orders.RecentAsync(1)) is [{ CustomerId: { } buyer }] ? (await customers.GetAsync(buyer)).Value : null;
}
