using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api.Client;

internal static partial class ClientApi
{
    private const int MostChannel = 32;

    private static void MapCustomers(RouteGroupBuilder client)
    {
        client.MapPost("/events", TrackAsync)
            .Accepts<EventExample>("application/json").WithExample(Examples.Event)
            .WithSummary("Tell what a customer did, from a page").WithName("trackCustomEventClientSide")
            .WithDescription("As on the server, but a page may only say who the customer is; the answer tells the ids alone.");
        client.MapPost("/publish", PublishAsync)
            .Accepts<PublishExample>("application/json").WithExample(Examples.Publish)
            .WithQuery("campaign", "Name or id.").WithQuery("join_once", "true: whoever holds a code of the campaign already gets that one again.")
            .WithSummary("Give the customer a code of a campaign, from a page (older form)").WithName("publishVoucherClientSide")
            .WithDescription("A campaign that does not exist looks like one without a code to give, and wrong names are limited like wrong codes.");
        client.MapGet("/vouchers", VouchersAsync).WithPaging().WithCreatedRange().WithUpdatedRange()
            .WithQuery("campaign", "Name or id.").WithQuery("category", "Name or id: codes of its campaigns.").WithQuery("customer", "Holder: platform id or the shop's own; without it, codes that nobody holds.")
            .WithSummary("List codes from a page (older form)").WithName("listVouchersClientSide").WithDescription("403 vouchers_not_enabled unless the project allows it.");
        client.MapPost("/customers", SaveCustomerAsync)
            .Accepts<CustomerExample>("application/json").WithExample(Examples.Customer)
            .WithSummary("Store a customer from a page (older form)").WithName("createCustomerClientSide").WithDescription("403 customers_not_enabled unless the project allows it. The answer tells the ids alone.");
        client.MapGet("/consents", ConsentsAsync).WithSummary("List consents (older form)").WithName("listConsentsClientSide").WithDescription("What customers are asked to agree to.");
        client.MapPut("/customers/{customerId}/consents", SetConsentsAsync)
            .Accepts<Dictionary<string, bool>>("application/json").WithExample(Examples.Consents)
            .WithSummary("Tell what a customer said to consents (older form)").WithName("updateConsentsClientSide")
            .WithDescription(ConsentBody.What + " 403 customers_not_enabled unless the project lets pages store customers. Whether there is such a customer is not told.");
    }

    private static async Task<Results<Ok<EventView>, ApiError>> TrackAsync(HttpContext http, ApiBody body, CustomEventService events)
    {
        var request = EventsApi.Read(body, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var tracked = await events.TrackAsync(request with { Customer = ClientCalls.Bare(request.Customer)! }, http.RequestAborted);
        return tracked.IsOk ? TypedResults.Ok(new EventView(tracked.Value.Event.Name, EventCustomerView.OfPage(tracked.Value.Customer))) : ApiError.Of(tracked.Error);
    }

    private static async Task<Results<Ok<PublicPublicationView>, ApiError>> PublishAsync(
        HttpContext http, ApiBody body, ListQuery query, PublicationService publications, VoucherRecords records, GuessLimit guesses, ClientCalls calls)
    {
        var campaign = query.Text("campaign");
        var joinOnce = query.Flag("join_once") == true;
        if (query.Refusal is { } unreadable) return unreadable;
        if (campaign is null) return ApiError.Query("Query should have required property 'campaign'");
        if (!body.Fields.Has("customer")) body.Fields.Missing("customer");
        var customer = body.Fields.Object("customer") is { } given ? OrderBody.ReadCustomer(given) : null;
        if (customer is not null && CustomerMerge.PlatformId(customer) is null && !CustomerMerge.CanBeFoundAgain(customer)) body.Fields.Object("customer")!.Missing("source_id");
        var channel = body.Fields.Text("channel", MostChannel);
        var metadata = body.Fields.Metadata("metadata");
        if (body.Refusal is { } wrong) return wrong;

        var taken = guesses.Take(http, http.Caller().KeyId!, 1);
        if (taken.Refused is { } waiting) return waiting;
        var published = await publications.PublishAsync(
            new()
            {
                CampaignId = campaign, JoinOnce = joinOnce, Customer = ClientCalls.Bare(customer)!, Channel = string.IsNullOrWhiteSpace(channel) ? null : channel, Metadata = metadata,
                Caller = http.Caller(),
            },
            http.RequestAborted);
        if (published.IsOk || !MustLookAlike(published.Error)) taken.GiveBack(1);
        if (!published.IsOk) return MustLookAlike(published.Error) ? NothingToGive : ApiError.Of(published.Error);
        var voucher = (await records.OfIdsAsync([published.Value.Publication.VoucherId], http.RequestAborted))[0];
        return TypedResults.Ok(PublicPublicationView.Of(published.Value, voucher, await calls.TrackingAsync(http)));
    }

    // Why a campaign has no code to give is the shop's own, and whether there is such a campaign too.
    private static bool MustLookAlike(PromoError error) => error is NotFoundError { Resource: not "customer" } or InvalidError { Key: "no_voucher_suitable_for_publication" };

    private static ApiError NothingToGive => new(400, "no_voucher_suitable_for_publication", "No voucher suitable for publication", "The campaign has no code to give");

    private static async Task<Results<Ok<PublicVoucherListView>, ApiError>> VouchersAsync(HttpContext http, ListQuery query, VoucherRecords records, ApiProject project)
    {
        if (!await project.AllowsAsync(p => p.CodesInBrowsers, http.RequestAborted))
            return new ApiError(403, "vouchers_not_enabled", "Codes cannot be listed from a page", "Allow it under Settings, Project, or list them from your server");
        var customer = query.Text("customer");
        var asked = new VoucherQuery
        {
            Campaign = query.Text("campaign"),
            Category = query.Text("category"),
            Customer = customer,
            Unheld = customer is null,
            CreatedAfter = query.Instant("created_at", "after"),
            CreatedBefore = query.Instant("created_at", "before"),
            UpdatedAfter = query.Instant("updated_at", "after"),
            UpdatedBefore = query.Instant("updated_at", "before"),
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var page = await records.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new PublicVoucherListView([.. page.Items.Select(PublicVoucherView.Of)], page.Total));
    }

    private static async Task<Results<Ok<PublicCustomerView>, ApiError>> SaveCustomerAsync(HttpContext http, ApiBody body, CustomerService customers, ApiProject project)
    {
        if (await CustomersClosedAsync(http, project) is { } closed) return closed;
        var read = OrderBody.ReadCustomer(body.Fields);
        if (body.Refusal is { } wrong) return wrong;
        var saved = await customers.UpsertAsync(read, http.Caller(), http.RequestAborted);
        return saved.IsOk ? TypedResults.Ok(new PublicCustomerView(saved.Value.Id, saved.Value.SourceId)) : ApiError.Of(saved.Error);
    }

    private static async Task<Ok<ConsentListView>> ConsentsAsync(HttpContext http, ConsentService consents) =>
        TypedResults.Ok(ConsentListView.Of(await consents.GetAsync(http.RequestAborted)));

    private static async Task<Results<NoContent, ApiError>> SetConsentsAsync(string customerId, HttpContext http, ApiBody body, ConsentService consents, ApiProject project)
    {
        if (await CustomersClosedAsync(http, project) is { } closed) return closed;
        var said = ConsentBody.Read(body.Fields);
        if (body.Refusal is { } wrong) return wrong;
        var saved = await consents.SetAsync(Codes.FromPath(customerId), said, http.Caller(), http.RequestAborted);
        return saved.Error is null or NotFoundError ? TypedResults.NoContent() : ApiError.Of(saved.Error);
    }

    private static async Task<ApiError?> CustomersClosedAsync(HttpContext http, ApiProject project) =>
        await project.AllowsAsync(p => p.CustomersInBrowsers, http.RequestAborted)
            ? null
            : new ApiError(403, "customers_not_enabled", "Customers cannot be stored from a page", "Allow it under Settings, Project, or store them from your server");
}
