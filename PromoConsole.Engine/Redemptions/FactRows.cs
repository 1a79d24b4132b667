using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What the database holds about one request, as read; the same from both databases.</summary>
internal sealed class FactRows
{
    /// <summary>One for each redeemable of the request, in its order; null for tiers and unknown codes.</summary>
    public required VoucherFacts?[] Vouchers { get; set; }

    /// <summary>The stored customer the request names; null when none is stored.</summary>
    public Customer? Customer { get; set; }

    public List<string> SegmentIds { get; } = [];

    /// <summary>What that customer bought and redeemed; null when no segment asks for it.</summary>
    public CustomerDetails? Figures { get; set; }

    /// <summary>The stored order the request names; null when none is stored.</summary>
    public Order? Order { get; set; }

    public Dictionary<string, long> Counters { get; } = [];

    /// <summary>Products and SKUs the order's lines name.</summary>
    public ItemStock Items { get; init; } = new();

    /// <summary>By code as typed.</summary>
    public Dictionary<string, string> NearCodes { get; } = [];

    /// <param name="publications">Custom attributes by voucher id.</param>
    public void SetPublications(IReadOnlyDictionary<string, MetadataBag> publications)
    {
        for (var i = 0; i < Vouchers.Length; i++)
            if (Vouchers[i] is { } voucher && publications.TryGetValue(voucher.Id, out var metadata)) Vouchers[i] = voucher with { Publication = metadata };
    }
}

/// <summary>The facts of one request, and beside them what writing its outcome needs.</summary>
/// <param name="Customer">The customer as it will be stored; null when the request names none or nobody who can be found again.</param>
/// <param name="SaveCustomer">The customer is new, or the request brought something new about it.</param>
/// <param name="StoredOrder">Null for a new order.</param>
internal sealed record LoadedFacts(Facts Facts, Customer? Customer, bool CustomerIsNew, bool SaveCustomer, Order? StoredOrder)
{
    /// <summary>The stored customer as they were before what the request says of them; null where it says nothing, or nothing is stored.</summary>
    public Customer? CustomerBefore { get; init; }

    /// <summary>Custom attributes of the redemption with the defaults of its schema; null where nothing is stored, or as the request has them.</summary>
    public MetadataBag? RedemptionMetadata { get; init; }

    /// <param name="redeeming">A new customer then gets its id, so that its counters move; a validation stores nobody.</param>
    /// <returns>
    /// <c>not_found</c> for an unknown platform id of a customer or order, and for an order the request may not use; <c>invalid_order</c> for one whose value no sum can hold;
    /// when redeeming <c>metadata_validation_failed</c> for custom attributes that may not be stored.
    /// </returns>
    public static Result<LoadedFacts> Of(ValidateRedeemables request, FactRows rows, Catalogue catalogue, DateTimeOffset now, bool redeeming)
    {
        if (request.Customer is { } named && CustomerMerge.PlatformId(named) is { } customerId && rows.Customer is null)
            return CustomerErrors.NotFound(customerId);
        if (request.Order?.Id is { } orderId && rows.Order is null) return OrderErrors.NotFound(orderId);
        if (request is RedeemRedeemables { OwnOrderOnly: true, Order: { } meant } && rows.Order is { } stored && (stored.CustomerId is null || stored.CustomerId != rows.Customer?.Id))
            return OrderErrors.NotFound(meant.Id ?? meant.SourceId!);

        MetadataBag? redemptionMetadata = null;
        if (redeeming && !catalogue.Metadata.IsEmpty)
        {
            var filled = RedeemedMetadata.Filled(request, rows, catalogue.Metadata);
            if (!filled.IsOk) return filled.Error;
            (request, redemptionMetadata) = (filled.Value, filled.Value.Metadata);
        }

        var clock = new FilterClock(now, catalogue.Project.Zone);
        var order = (rows.Order?.Content ?? request.Order?.Content) is { } content ? rows.Items.Resolve(content, catalogue.FilterCollections, clock) : null;
        if (order is not null && !OrderArithmetic.Fits(order)) return OrderErrors.TooLarge();

        var (customer, isNew, save, before) = CustomerOf(request, rows, now, redeeming);
        return new LoadedFacts(
            new Facts
            {
                Vouchers = rows.Vouchers,
                Customer = CustomerFactsOf(request, customer, rows, catalogue, clock, now),
                Order = OrderFactsOf(request.Order, order, rows),
                Counters = rows.Counters,
                NearCodes = rows.NearCodes,
                GivenItems = GivenItems.Found(rows),
            },
            customer, isNew, save, rows.Order)
        { RedemptionMetadata = redemptionMetadata, CustomerBefore = before };
    }

    /// <summary>The request as it is decided and stored.</summary>
    public RedeemRedeemables Filled(RedeemRedeemables request) => RedemptionMetadata is { } metadata ? request with { Metadata = metadata } : request;

    private static (Customer? Customer, bool IsNew, bool Save, Customer? Before) CustomerOf(ValidateRedeemables request, FactRows rows, DateTimeOffset now, bool redeeming)
    {
        if (request.Customer is not { } input) return default;
        if (rows.Customer is { } stored)
        {
            if (!CustomerMerge.Says(stored, input)) return (stored, false, false, null);
            var before = redeeming ? stored.Copy() : null;
            return (stored, false, CustomerMerge.Lay(stored, input, now), before);
        }

        var findable = CustomerMerge.SourceId(input) ?? input.Email ?? input.Phone ?? input.Name;
        return redeeming && !string.IsNullOrWhiteSpace(findable)
            ? (CustomerMerge.New(input, now, request.Caller.Channel == Caller.DemoStore), true, true, null)
            : default;
    }

    private static CustomerFacts? CustomerFactsOf(
        ValidateRedeemables request, Customer? customer, FactRows rows, Catalogue catalogue, in FilterClock clock, DateTimeOffset now)
    {
        if (customer is not null)
        {
            return new(
                customer.Id, customer.SourceId, customer.Name ?? customer.Email ?? customer.SourceId, SegmentsOf(customer, rows, catalogue, clock), customer.Metadata)
            { Birthdate = customer.Birthdate };
        }

        if (request.Customer is not { } input) return null;
        var sourceId = CustomerMerge.SourceId(input);
        var name = input.Name ?? input.Email ?? sourceId;
        if (name is null && input.Phone is null && input.Metadata.IsEmpty) return null;
        // Somebody the shop names for the first time fits the same filters as when the redemption stores them.
        var unknown = catalogue.FilterSegments.Count == 0 ? null : CustomerMerge.New(input, now, demo: false);
        return new(null, sourceId, name, unknown is null ? [] : SegmentsOf(unknown, rows, catalogue, clock), input.Metadata) { Birthdate = input.Birthdate };
    }

    /// <summary>The same with what the stored customer bought and redeemed as it is by now, and the segments that follow from it.</summary>
    public LoadedFacts With(CustomerDetails figures, Catalogue catalogue, DateTimeOffset now)
    {
        if (Facts.Customer is not { } known) return this;
        var filters = catalogue.FilterSegments.Select(segment => segment.Id).ToHashSet(StringComparer.Ordinal);
        var segments = SegmentsOf(figures, [.. known.SegmentIds.Where(id => !filters.Contains(id))], catalogue, new(now, catalogue.Project.Zone));
        return this with { Facts = Facts with { Customer = known with { SegmentIds = segments } } };
    }

    private static List<string> SegmentsOf(Customer customer, FactRows rows, Catalogue catalogue, in FilterClock clock) =>
        catalogue.FilterSegments.Count == 0 ? rows.SegmentIds
        : SegmentsOf(rows.Figures is { } figures ? figures with { Customer = customer } : CustomerDetails.Of(customer), rows.SegmentIds, catalogue, clock);

    private static List<string> SegmentsOf(CustomerDetails asked, List<string> listed, Catalogue catalogue, in FilterClock clock)
    {
        var ids = new List<string>(listed);
        foreach (var segment in catalogue.FilterSegments)
            if (segment.Filter.Holds(asked, clock)) ids.Add(segment.Id);
        return ids;
    }

    private static OrderFacts? OrderFactsOf(OrderInput? input, OrderContent? content, FactRows rows)
    {
        if (content is null) return null;
        return rows.Order is { } stored
            ? new(stored.Id, stored.SourceId, content, stored.State(content)) { ReferrerId = stored.ReferrerId ?? input?.ReferrerId }
            : OrderFacts.New(input?.SourceId, content) with { ReferrerId = input?.ReferrerId };
    }
}
