using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Orders, named by id or source id.</summary>
internal static class OrdersApi
{
    public static void MapOrders(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/orders").WithTags("Orders");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.OrdersRead)
            .WithSummary("List orders").WithName("listOrders")
            .WithPaging().WithCreatedRange()
            .WithQuery("order", "created_at or updated_at, with - for descending; default -created_at.");
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.OrdersWrite)
            .Accepts<NewOrderExample>("application/json").WithExample(Examples.Order)
            .WithSummary("Create an order").WithName("createOrder")
            .WithDescription("With a known source_id: changes that order. Customer data is stored; missing prices come from SKUs and products.");
        group.MapGet("/{orderId}", GetAsync)
            .RequireKeyPermission(Permissions.OrdersRead)
            .WithSummary("Get an order").WithName("getOrder").WithDescription("By id or source_id.");
        group.MapPut("/{orderId}", ChangeAsync)
            .RequireKeyPermission(Permissions.OrdersWrite)
            .Accepts<NewOrderExample>("application/json").WithExample(Examples.OrderPaid)
            .WithSummary("Change an order").WithName("updateOrder")
            .WithDescription("By id or source_id. Absent fields stay, items are replaced, metadata is merged by key. Lines and value of an order that carries discounts stay.");
    }

    private static async Task<Results<Ok<OrderListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, OrderService orders)
    {
        var asked = new OrderQuery
        {
            CreatedAfter = query.Instant("created_at", "after"),
            CreatedBefore = query.Instant("created_at", "before"),
            Sort = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at") switch
            {
                "created_at" => OrderSort.Oldest,
                "updated_at" => OrderSort.EarliestChange,
                "-updated_at" => OrderSort.LatestChange,
                _ => OrderSort.Newest,
            },
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var page = await orders.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new OrderListView([.. page.Items.Select(ViewOf)], page.Total));
    }

    private static Task<Results<Ok<OrderView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, OrderService orders) => SaveAsync(null, http, body, orders);

    private static Task<Results<Ok<OrderView>, ApiError>> ChangeAsync(string orderId, HttpContext http, ApiBody body, OrderService orders) =>
        SaveAsync(Codes.FromPath(orderId), http, body, orders);

    private static async Task<Results<Ok<OrderView>, ApiError>> SaveAsync(string? orderId, HttpContext http, ApiBody body, OrderService orders)
    {
        var request = Read(orderId, body.Fields, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var saved = await orders.SaveAsync(request, http.RequestAborted);
        return saved.IsOk ? TypedResults.Ok(ViewOf(saved.Value)) : ApiError.Of(saved.Error);
    }

    /// <param name="orderId">From the path; null when the body says which.</param>
    internal static ChangeOrder Read(string? orderId, Fields fields, Caller caller)
    {
        var read = OrderBody.Read(fields);
        return new ChangeOrder
        {
            OrderId = orderId ?? read.Id,
            SourceId = fields.Text("source_id", Bounds.SourceId) is { Length: > 0 } source ? source : orderId is null ? read.SourceId : null,
            Status = fields.Word("status", "CREATED", "PAID", "CANCELED", "FULFILLED") is { } word ? Enum.Parse<OrderStatus>(word, ignoreCase: true) : null,
            Lines = fields.Has("items") ? read.Content.Lines : null,
            ExplicitAmount = read.Content.ExplicitAmount,
            Metadata = read.Content.Metadata,
            Customer = fields.Object("customer") is { } customer ? OrderBody.ReadCustomer(customer) : null,
            Referrer = read.Referrer,
            Caller = caller,
        };
    }

    private static async Task<Results<Ok<OrderView>, ApiError>> GetAsync(string orderId, HttpContext http, OrderService orders)
    {
        var found = await orders.GetAsync(Codes.FromPath(orderId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(ViewOf(found.Value)) : ApiError.Of(found.Error);
    }

    private static OrderView ViewOf(Order order)
    {
        var state = order.State();
        return OrderView.Of(state, state, order.Id, order.SourceId, order.CustomerId, order.ReferrerId) with
        {
            Status = order.Status.ToString().ToUpperInvariant(),
            CreatedAt = order.CreatedAt,
            UpdatedAt = order.UpdatedAt == order.CreatedAt ? null : order.UpdatedAt,
            Redemptions = order.Redemptions is { Count: > 0 } redemptions ? redemptions.ToDictionary(redemption => redemption.Id, ViewOf) : null,
        };
    }

    private static OrderRedemptionView ViewOf(OrderRedemption redemption)
    {
        List<OrderRedemptionView> parts =
            [.. redemption.Changes.Select(change => new OrderRedemptionView(redemption.At, ValidatedView.ObjectOf(change.Kind), change.ObjectId, change.CampaignId))];
        var whole = parts is [var one] ? one : new OrderRedemptionView(redemption.At, "redemption", redemption.Id, null, parts);
        return whole with { RollbackId = redemption.RollbackId, RollbackDate = redemption.RollbackAt };
    }
}

internal sealed record OrderListView(IReadOnlyList<OrderView> Orders, long Total)
{
    public string Object => "list";

    public string DataRef => "orders";
}
