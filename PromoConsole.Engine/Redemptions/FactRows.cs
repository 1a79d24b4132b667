using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What the database holds about one request, as read; the same from both databases.</summary>
internal sealed class FactRows
{
    public VoucherFacts? Voucher { get; set; }

    /// <summary>The stored customer the request names; null when none is stored.</summary>
    public Customer? Customer { get; set; }

    public List<string> SegmentIds { get; } = [];

    /// <summary>The stored order the request names; null when none is stored.</summary>
    public Order? Order { get; set; }

    public Dictionary<string, long> Counters { get; } = [];

    /// <summary>Products the request's lines name, by platform id and by source id.</summary>
    public Dictionary<string, Product> Products { get; } = [];

    public string? NearCode { get; set; }

    /// <summary>Lines of which something is missing that the stored product knows.</summary>
    public static IEnumerable<string> ProductsToLookUp(OrderContent content)
    {
        foreach (var line in content.Lines)
            if ((line.ProductId ?? line.SourceId) is { } id && (line.ProductId is null || line.PriceAmount is null || line.Name is null))
                yield return id;
    }
}

/// <summary>The facts of one request, and beside them what writing its outcome needs.</summary>
/// <param name="Customer">The customer as it will be stored; null when the request names none or nobody who can be found again.</param>
/// <param name="SaveCustomer">The customer is new, or the request brought something new about it.</param>
/// <param name="StoredOrder">Null for a new order.</param>
internal sealed record LoadedFacts(Facts Facts, Customer? Customer, bool CustomerIsNew, bool SaveCustomer, Order? StoredOrder)
{
    /// <param name="redeeming">A new customer then gets its id, so that its counters move; a validation stores nobody.</param>
    /// <returns><c>not_found</c> for an unknown platform id of a customer or order; <c>invalid_order</c> for one whose value no sum can hold.</returns>
    public static Result<LoadedFacts> Of(ValidateVoucher request, FactRows rows, DateTimeOffset now, bool redeeming)
    {
        if (request.Customer is { } named && CustomerMerge.PlatformId(named) is { } customerId && rows.Customer is null)
            return CustomerErrors.NotFound(customerId);
        if (request.Order?.Id is { } orderId && rows.Order is null) return OrderErrors.NotFound(orderId);

        var order = rows.Order?.Content ?? PricedOf(request.Order, rows);
        if (order is not null && !OrderArithmetic.Fits(order)) return OrderErrors.TooLarge();

        var (customer, isNew, save) = CustomerOf(request, rows, now, redeeming);
        return new LoadedFacts(
            new Facts
            {
                Voucher = rows.Voucher,
                Customer = CustomerFactsOf(request.Customer, customer, rows),
                Order = OrderFactsOf(request.Order, order, rows),
                Counters = rows.Counters,
                NearCode = rows.NearCode,
            },
            customer, isNew, save, rows.Order);
    }

    private static (Customer? Customer, bool IsNew, bool Save) CustomerOf(ValidateVoucher request, FactRows rows, DateTimeOffset now, bool redeeming)
    {
        if (request.Customer is not { } input) return default;
        if (rows.Customer is { } stored)
        {
            var says = input.Name is not null || input.Email is not null || input.Phone is not null || !input.Metadata.IsEmpty
                || (stored.SourceId is null && input.SourceId is not null);
            return (stored, false, says && CustomerMerge.Lay(stored, input, now));
        }

        var findable = CustomerMerge.SourceId(input) ?? input.Email ?? input.Phone ?? input.Name;
        return redeeming && !string.IsNullOrWhiteSpace(findable)
            ? (CustomerMerge.New(input, now, request.Caller.Channel == Caller.DemoStore), true, true)
            : default;
    }

    private static CustomerFacts? CustomerFactsOf(CustomerInput? input, Customer? customer, FactRows rows)
    {
        if (customer is not null)
            return new(customer.Id, customer.SourceId, customer.Name ?? customer.Email ?? customer.SourceId, rows.SegmentIds, customer.Metadata);
        if (input is null) return null;
        var sourceId = CustomerMerge.SourceId(input);
        var name = input.Name ?? input.Email ?? sourceId;
        return name is null && input.Phone is null && input.Metadata.IsEmpty ? null : new(null, sourceId, name, [], input.Metadata);
    }

    private static OrderContent? PricedOf(OrderInput? input, FactRows rows) =>
        input is null || rows.Products.Count == 0 ? input?.Content : OrderService.Priced(input.Content, rows.Products);

    private static OrderFacts? OrderFactsOf(OrderInput? input, OrderContent? content, FactRows rows)
    {
        if (content is null) return null;
        return rows.Order is { } stored ? new(stored.Id, stored.SourceId, content, stored.DiscountAmount) : new(null, input?.SourceId, content, 0);
    }
}
