using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Api.Client;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Codes given to customers.</summary>
internal static class PublicationsApi
{
    private const int MostChannel = 32;

    public static void MapPublications(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/publications").WithTags("Publications");
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .Accepts<PublicationExample>("application/json").WithExample(Examples.Publication)
            .WithQuery("join_once", "true: whoever holds a code of the campaign already gets that one again; the body may say it too.")
            .WithSummary("Give a customer a code").WithName("createPublication")
            .WithDescription("A certain code, or the next free ones of a campaign. The same source_id for the same customer and code or campaign gives the first publication again; for anything else it is refused.");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("List publications").WithName("listPublications").WithPaging()
            .WithQuery("campaign", "Name or id.").WithQuery("customer", "Platform id or the shop's own.").WithQuery("voucher", "Exactly this code.")
            .WithQuery("result", "SUCCESS or FAILURE.").WithQuery("source_id", "Exactly this one.").WithQuery("voucher_type", "discount or DISCOUNT_VOUCHER; there are no others.")
            .WithQuery("is_referral_code", "false; there are no others.").WithFilters(PublicationList.Filters).WithQuery("order", "created_at (id means the same), voucher_code, tracking_id, customer_id or channel, with - for descending; default -created_at. Equal ones go by id; a tracking id by what it is made of.");
        group.MapGet("/create", CreateByQueryAsync)
            .RequireKeyPermission(Permissions.CustomersWrite)
            .WithQuery("voucher", "The code; or").WithQuery("campaign[name]", "name of the campaign.").WithQuery("campaign[count]", "How many of its codes.")
            .WithQuery("customer[source_id]", "Who gets it; customer[id], customer[email] and the other fields likewise.").WithQuery("metadata", "JSON of custom attributes, or metadata[key].")
            .WithQuery("source_id", "The shop's own id of it.").WithQuery("join_once", "As above.")
            .WithSummary("Give a customer a code, by query").WithName("createPublicationByQuery").WithDescription("For integrations that can only open an address.");
    }

    private static Task<Results<Ok<PublicationView>, ApiError>> CreateAsync(
        HttpContext http, ApiBody body, ListQuery query, PublicationService publications, VoucherRecords records, VoucherViews views, ApiProject project) =>
        PublishAsync(http, body, query, publications, records, views, project);

    private static Task<Results<Ok<PublicationView>, ApiError>> CreateByQueryAsync(
        HttpContext http, ListQuery query, PublicationService publications, VoucherRecords records, VoucherViews views, ApiProject project) =>
        PublishAsync(http, QueryBody.Read(http.Request.Query), query, publications, records, views, project);

    private static async Task<Results<Ok<PublicationView>, ApiError>> PublishAsync(
        HttpContext http, ApiBody body, ListQuery query, PublicationService publications, VoucherRecords records, VoucherViews views, ApiProject project)
    {
        var joinOnce = query.Flag("join_once") == true;
        var request = Read(body.Fields, joinOnce, http);
        if ((query.Refusal ?? body.Refusal) is { } wrong) return wrong;
        var given = await publications.PublishAsync(request, http.RequestAborted);
        if (!given.IsOk) return ApiError.Of(given.Error);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        var vouchers = given.Value.Vouchers is [var one] ? await records.OfIdsAsync([one.VoucherId], http.RequestAborted) : [];
        return TypedResults.Ok(PublicationView.Of(given.Value, vouchers is [var record] ? views.Of(record, http) : null, tracking, http.Request));
    }

    private static async Task<Results<Ok<PublicationListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, PublicationList list, VoucherRecords records, VoucherViews views, ApiProject project)
    {
        var order = query.Word(
            "order", "-created_at", "created_at", "-id", "id", "voucher_code", "-voucher_code", "tracking_id", "-tracking_id", "customer_id", "-customer_id", "channel", "-channel");
        var asked = new PublicationQuery
        {
            Campaign = query.Text("campaign"),
            Customer = query.Text("customer"),
            Code = query.Text("voucher"),
            Succeeded = query.Word("result", "SUCCESS", "FAILURE") switch { "SUCCESS" => true, "FAILURE" => false, _ => null },
            SourceId = query.Text("source_id"),
            Filter = query.Filters(PublicationList.Filters),
            By = order?.TrimStart('-') switch
            {
                "voucher_code" => PublicationKey.Code,
                "tracking_id" => PublicationKey.Tracking,
                "customer_id" => PublicationKey.Customer,
                "channel" => PublicationKey.Channel,
                _ => PublicationKey.At,
            },
            Ascending = order is { Length: > 0 } && order[0] != '-',
            Skip = query.Skip,
            Take = query.Limit,
        };
        var none = query.Word("voucher_type", "discount", "loyalty", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD", "LUCKY_DRAW") is not (null or "discount" or "DISCOUNT_VOUCHER")
            | query.Flag("is_referral_code") == true;
        if (query.Refusal is { } wrong) return wrong;
        if (none) return TypedResults.Ok(new PublicationListView([], 0)); // of what there is none, none was given
        var page = await list.PageAsync(asked, http.RequestAborted);
        var singles = await records.OfIdsAsync([.. page.Items.Where(row => row.Vouchers.Count == 1).Select(row => row.Vouchers[0].VoucherId).Distinct()], http.RequestAborted);
        var byId = singles.ToDictionary(record => record.Voucher.Id, record => views.Of(record, http), StringComparer.Ordinal);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        return TypedResults.Ok(new PublicationListView(
            [.. page.Items.Select(row => PublicationView.Of(row, row.Vouchers is [var one] ? byId.GetValueOrDefault(one.VoucherId) : null, tracking, http.Request))], page.Total));
    }

    private static PublishVoucher Read(Fields fields, bool joinOnce, HttpContext http)
    {
        if (!fields.Has("customer")) fields.Missing("customer");
        var customer = fields.Object("customer") is { } given ? OrderBody.ReadCustomer(given) : new();
        if (fields.Object("customer") is { } named && CustomerMerge.PlatformId(customer) is null && !CustomerMerge.CanBeFoundAgain(customer)) named.Missing("source_id");
        var (campaign, count) = Campaign(fields);
        var channel = fields.Text("channel", MostChannel);
        return new PublishVoucher
        {
            Code = fields.Text("voucher", Bounds.Id),
            CampaignId = campaign,
            Count = (int)(count ?? 1),
            Customer = customer,
            SourceId = fields.Text("source_id", PublicationService.MaxSourceIdLength) is { Length: > 0 } source ? source : null,
            JoinOnce = joinOnce || fields.Flag("join_once") == true,
            Channel = string.IsNullOrWhiteSpace(channel) ? null : channel,
            Metadata = fields.Metadata("metadata"),
            Caller = http.Caller(),
        };
    }

    // Its name alone, or an object with name or id and how many.
    private static (string? IdOrName, long? Count) Campaign(Fields fields)
    {
        if (fields.Raw("campaign").ValueKind == System.Text.Json.JsonValueKind.String) return (fields.Text("campaign", Bounds.Id), null);
        if (fields.Object("campaign") is not { } campaign) return (null, null);
        var (id, name) = (campaign.Text("id", Bounds.Id), campaign.Text("name", Bounds.Id));
        if (id is null && name is null) campaign.Missing("name");
        return (id is { Length: > 0 } ? id : name, campaign.Whole("count", int.MinValue, int.MaxValue));
    }
}
