using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Customers; each is named by id or source id.</summary>
internal static class CustomersApi
{
    private const string ByEitherId = "By id or source_id.";

    public static void MapCustomers(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/customers").WithTags("Customers");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("List customers").WithName("listCustomers")
            .WithPaging().WithCreatedRange().WithUpdatedRange()
            .WithQuery("email", "Exactly this address.").WithQuery("city", "Exactly this city.").WithQuery("name", "Exactly this name.").WithQuery("segment_id", "Only those in it.")
            .WithQuery("order", "created_at, updated_at or source_id, with - for descending; default -created_at. Those without a source_id come last.")
            .WithQuery("starting_after", "Only those created before this instant (with order=created_at: after it), to go through all of them; has_more says whether there are more.");
        group.MapPost("", SaveAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .Accepts<CustomerExample>("application/json").WithExample(Examples.Customer)
            .WithSummary("Create a customer").WithName("createCustomer").WithDescription("With a known source_id: changes that customer.");
        group.MapGet("/{customerId}", GetAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("Get a customer").WithName("getCustomer").WithDescription(ByEitherId);
        group.MapPut("/{customerId}", ChangeAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .Accepts<CustomerExample>("application/json").WithExample(Examples.Customer)
            .WithSummary("Change a customer").WithName("updateCustomer").WithDescription("By id or source_id. Absent fields stay, null takes away, metadata is merged by key.");
        group.MapDelete("/{customerId}", DeleteAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .WithSummary("Delete a customer").WithName("deleteCustomer").WithDescription("What was redeemed stays, without a name.");
        group.MapPost("/{customerId}/permanent-deletion", EraseAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .WithSummary("Erase a customer").WithName("deleteCustomerPermanently")
            .WithDescription("Deletes the customer and everything they may be recognised by. What was redeemed stays, under the id alone.");
        group.MapGet("/{customerId}/segments", SegmentsAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("List the segments a customer is in").WithName("listCustomerSegments").WithDescription(ByEitherId);
        group.MapGet("/{customerId}/redeemables", RedeemablesAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("List what a customer holds").WithName("listCustomerRedeemables").WithDescription(ByEitherId)
            .WithQuery("limit", "1 to 100; default 10.").WithQuery("order", "-id (default, the latest given first) or id.").WithQuery("campaign_id", "Only codes of this campaign.")
            .WithQuery("starting_after_id", "The last one of the page before.").WithFilters(HeldCodes.Filters);
        group.MapPut("/{customerId}/consents", SetConsentsAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .Accepts<Dictionary<string, bool>>("application/json").WithExample(Examples.Consents)
            .WithSummary("Tell what a customer said to consents (older form)").WithName("updateCustomerConsents").WithDescription(ConsentBody.What);
        v1.MapGet("/consents", async (HttpContext http, ConsentService consents) => TypedResults.Ok(ConsentListView.Of(await consents.GetAsync(http.RequestAborted)))).WithTags("Customers")
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("List consents (older form)").WithName("listConsents").WithDescription("What customers are asked to agree to, as defined in the settings.");
    }

    private static async Task<Results<Ok<RedeemableHolderListView>, ApiError>> RedeemablesAsync(
        string customerId, HttpContext http, ListQuery query, CustomerService customers, HeldCodes held, VoucherRecords records, VoucherViews views)
    {
        var oldestFirst = query.Word("order", "-id", "id") == "id";
        var (after, campaign, filter) = (query.Text("starting_after_id"), query.Text("campaign_id"), query.Filters(HeldCodes.Filters));
        if (query.Refusal is { } wrong) return wrong;
        var found = await customers.GetAsync(Codes.FromPath(customerId), http.RequestAborted);
        if (!found.IsOk) return ApiError.Of(found.Error);
        var (codes, total, hasMore) = await held.PageAsync(found.Value.Id, oldestFirst, after, campaign, filter, query.Limit, http.RequestAborted);
        var byId = (await records.OfIdsAsync([.. codes.Select(one => one.VoucherId)], http.RequestAborted)).ToDictionary(record => record.Voucher.Id, StringComparer.Ordinal);
        return TypedResults.Ok(new RedeemableHolderListView(
            [.. codes.Where(one => byId.ContainsKey(one.VoucherId)).Select(one => RedeemableHolderView.Of(one, views.Of(byId[one.VoucherId], http)))], total, hasMore));
    }

    private static async Task<Results<NoContent, ApiError>> SetConsentsAsync(string customerId, HttpContext http, ApiBody body, ConsentService consents)
    {
        var said = ConsentBody.Read(body.Fields);
        if (body.Refusal is { } wrong) return wrong;
        var saved = await consents.SetAsync(Codes.FromPath(customerId), said, http.Caller(), http.RequestAborted);
        return saved.IsOk ? TypedResults.NoContent() : ApiError.Of(saved.Error);
    }

    private static async Task<Results<Ok<CustomerListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, CustomerService customers, SegmentService segments)
    {
        var scroll = query.Instant("starting_after");
        var asked = new CustomerQuery
        {
            Email = query.Text("email"),
            City = query.Text("city"),
            Name = query.Text("name"),
            SegmentId = query.Text("segment_id"),
            CreatedAfter = query.Instant("created_at", "after"),
            CreatedBefore = query.Instant("created_at", "before"),
            UpdatedAfter = query.Instant("updated_at", "after"),
            UpdatedBefore = query.Instant("updated_at", "before"),
            Sort = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at", "source_id", "-source_id") switch
            {
                "source_id" => CustomerSort.SourceId,
                "-source_id" => CustomerSort.SourceIdDescending,
                "created_at" => CustomerSort.Oldest,
                "updated_at" => CustomerSort.EarliestChange,
                "-updated_at" => CustomerSort.LatestChange,
                _ => CustomerSort.Newest,
            },
            Skip = query.Skip,
            PageSize = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        if (asked.SegmentId is { } segment && await segments.GetAsync(segment, http.RequestAborted) is { IsOk: false } missing) return ApiError.Of(missing.Error);
        if (scroll is { } from)
        {
            var (some, hasMore) = await customers.ScrollAsync(asked, from, http.RequestAborted);
            return TypedResults.Ok(new CustomerListView([.. some.Items.Select(item => CustomerView.Of(item, http.Request))], some.Total, hasMore));
        }

        var page = await customers.ListDetailsAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new CustomerListView([.. page.Items.Select(item => CustomerView.Of(item, http.Request))], page.Total, query.Skip + page.Items.Count < page.Total));
    }

    private static async Task<Results<Ok<CustomerView>, ApiError>> SaveAsync(HttpContext http, ApiBody body, CustomerService customers)
    {
        var read = OrderBody.ReadCustomer(body.Fields);
        if (body.Refusal is { } wrong) return wrong;
        var saved = await customers.UpsertAsync(read, http.Caller(), http.RequestAborted);
        return saved.IsOk ? await ViewAsync(saved.Value.Id, http, customers) : ApiError.Of(saved.Error);
    }

    private static async Task<Results<Ok<CustomerView>, ApiError>> ChangeAsync(string customerId, HttpContext http, ApiBody body, CustomerService customers)
    {
        var read = OrderBody.ReadCustomer(body.Fields) with { Id = null }; // the path says who
        var cleared = Cleared(body.Fields);
        if (body.Refusal is { } wrong) return wrong;
        var changed = await customers.ChangeAsync(new ChangeCustomer(Codes.FromPath(customerId), read, cleared, http.Caller()), http.RequestAborted);
        return changed.IsOk ? await ViewAsync(changed.Value.Id, http, customers) : ApiError.Of(changed.Error);
    }

    private static Task<Results<Ok<CustomerView>, ApiError>> GetAsync(string customerId, HttpContext http, CustomerService customers) =>
        ViewAsync(Codes.FromPath(customerId), http, customers);

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string customerId, HttpContext http, CustomerRemoval removal)
    {
        var deleted = await removal.DeleteAsync(Codes.FromPath(customerId), http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<Ok<CustomerDeletionView>, ApiError>> EraseAsync(string customerId, HttpContext http, CustomerRemoval removal)
    {
        var erased = await removal.EraseAsync(Codes.FromPath(customerId), http.Caller(), http.RequestAborted);
        return erased.IsOk ? TypedResults.Ok(CustomerDeletionView.Of(erased.Value)) : ApiError.Of(erased.Error);
    }

    private static async Task<Results<Ok<CustomerSegmentsView>, ApiError>> SegmentsAsync(
        string customerId, HttpContext http, CustomerService customers, SegmentService segments)
    {
        var found = await customers.GetAsync(Codes.FromPath(customerId), http.RequestAborted);
        if (!found.IsOk) return ApiError.Of(found.Error);
        var all = await segments.OfCustomerAsync(found.Value.Id, http.RequestAborted);
        return TypedResults.Ok(new CustomerSegmentsView([.. all.Select(segment => new CustomerSegmentView(segment.Id, segment.Name))], all.Count));
    }

    private static async Task<Results<Ok<CustomerView>, ApiError>> ViewAsync(string id, HttpContext http, CustomerService customers)
    {
        var found = await customers.GetDetailsAsync(id, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(CustomerView.Of(found.Value, http.Request)) : ApiError.Of(found.Error);
    }

    private static CustomerParts Cleared(Fields fields)
    {
        var cleared = CustomerParts.None;
        foreach (var (name, part) in (ReadOnlySpan<(string, CustomerParts)>)
            [
                ("name", CustomerParts.Name), ("email", CustomerParts.Email), ("phone", CustomerParts.Phone), ("description", CustomerParts.Description),
                ("birthdate", CustomerParts.Birthdate), ("address", CustomerParts.Address), ("metadata", CustomerParts.Metadata),
            ])
            if (fields.IsNull(name)) cleared |= part;
        if (fields.Object("address") is not { } address) return cleared;
        foreach (var (name, part) in (ReadOnlySpan<(string, CustomerParts)>)
            [
                ("city", CustomerParts.City), ("state", CustomerParts.State), ("line_1", CustomerParts.Line1), ("line_2", CustomerParts.Line2),
                ("country", CustomerParts.Country), ("postal_code", CustomerParts.PostalCode),
            ])
            if (address.IsNull(name)) cleared |= part;
        return cleared;
    }
}
