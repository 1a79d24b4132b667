using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Activities;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>What happened with a customer, in the order it happened.</summary>
internal static class ActivityApi
{
    // What the customer or somebody for them did; the rest followed from it.
    private static readonly string[] s_actions = [.. CustomerActivities.Types.Where(type => !type.StartsWith("customer.segment.", StringComparison.Ordinal))];

    public static void MapActivity(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/customers/{customerId}").WithTags("Customers");
        Describe(group.MapGet("/activity", ListAsync), "listCustomerActivity", "List what happened with a customer");
        Describe(group.MapGet("/activities", ListAsync), "listCustomerActivities", "List what happened with a customer, by its older name");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .RequireKeyPermission(Permissions.CustomersRead)
        .WithSummary(summary).WithName(name).WithDescription("By id or source_id. Newest first; go on with starting_after_id.")
        .WithPaging()
        .WithQuery("order", "created_at or -created_at; default -created_at.")
        .WithQuery("starting_after_id", "The last entry of the page before.")
        .WithQuery("campaign_id", "Only what was about this campaign.")
        .WithQuery("campaign_type", "Only what was about campaigns of this type.")
        .WithQuery("type", "Only of this type, such as customer.redemption.failed.")
        .WithQuery("category", "ACTION or EFFECT.")
        .WithQuery("start_date", "Only from this instant on, ISO 8601.").WithQuery("end_date", "Only before this instant, ISO 8601.");

    private static async Task<Results<Ok<ActivitiesView>, ApiError>> ListAsync(
        string customerId, HttpContext http, ListQuery query, CustomerService customers, CustomerActivities activities, ApiProject project)
    {
        var types = CustomerActivities.Types.ToArray();
        var campaignType = query.Word("campaign_type", "DISCOUNT_COUPONS", "REFERRAL_PROGRAM", "GIFT_VOUCHERS", "PROMOTION", "LOYALTY_PROGRAM");
        var (type, category) = (query.Word("type", types), query.Word("category", "ACTION", "EFFECT"));
        var asked = new ActivityQuery("")
        {
            CampaignId = query.Text("campaign_id"),
            CampaignKind = campaignType switch { "PROMOTION" => CampaignKind.Promotion, "DISCOUNT_COUPONS" => CampaignKind.Coupons, _ => null },
            From = query.Instant("start_date"),
            To = query.Instant("end_date"),
            OldestFirst = query.Word("order", "-created_at", "created_at") == "created_at",
            StartingAfterId = query.Text("starting_after_id"),
            Limit = query.Limit,
            Types = [.. types.Where(one => (type is null || one == type) && (category is null || (category == "ACTION") == s_actions.Contains(one)))],
        };
        if (query.Refusal is { } wrong) return wrong;
        var found = await customers.GetAsync(Codes.FromPath(customerId), http.RequestAborted);
        if (!found.IsOk) return ApiError.Of(found.Error);
        // No campaign is of the other types.
        if (campaignType is not null && asked.CampaignKind is null) return TypedResults.Ok(new ActivitiesView([], false));
        var listed = await activities.ListAsync(asked with { CustomerId = found.Value.Id }, http.RequestAborted);
        if (!listed.IsOk) return ApiError.Of(listed.Error);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        return TypedResults.Ok(new ActivitiesView([.. listed.Value.Page.Select(one => ActivityView.Of(one, found.Value, tracking, http.User))], listed.Value.HasMore));
    }
}

/// <summary>Something that happened with a customer.</summary>
internal sealed record ActivityView(
    [property: Description("ccrev_…")] string Id, string Type, [property: Description("What it was about, by its type.")] JsonElement Data, DateTimeOffset CreatedAt,
    [property: Description("Common to all that one request did.")] string GroupId)
{
    public static ActivityView Of(Activity one, Customer customer, Tracking tracking, ClaimsPrincipal reader)
    {
        var contacts = reader.May(Permissions.CustomersContact);
        var data = new JsonObject
        {
            ["customer"] = new JsonObject { ["id"] = customer.Id, ["source_id"] = customer.SourceId, ["name"] = Contacts.Shown(customer.Name, contacts), ["email"] = Contacts.Email(customer.Email, contacts), ["object"] = "customer" },
        };
        switch (one.What)
        {
            case SegmentMove move:
                data["segment"] = new JsonObject { ["id"] = move.SegmentId, ["name"] = move.SegmentName, ["object"] = "segment" };
                break;
            case CustomEvent happened:
                data["event"] = new JsonObject { ["id"] = happened.Id, ["type"] = happened.Name, ["metadata"] = JsonNode.Parse(Engine.Storage.PromoJson.Write(happened.Metadata)), ["object"] = "event" };
                break;
            case Publication published:
                data["publication"] = new JsonObject { ["id"] = published.Id, ["voucher_id"] = published.VoucherId, ["campaign_id"] = published.CampaignId, ["channel"] = published.Channel, ["result"] = "SUCCESS", ["object"] = "publication" };
                break;
            case RefusedPublication refused:
                data["publication"] = new JsonObject
                {
                    ["id"] = refused.Id, ["voucher_id"] = refused.VoucherId, ["campaign_id"] = refused.CampaignId, ["channel"] = refused.Channel, ["result"] = "FAILURE",
                    ["failure_code"] = refused.FailureKey, ["failure_message"] = refused.FailureMessage, ["object"] = "publication",
                };
                break;
            case Order order:
                data["order"] = OrderOf(order, order.Status.ToString());
                break;
            case OrderMove move:
                data["order"] = OrderOf(move.Order, one.Type == "customer.order.updated" ? move.Order.Status.ToString() : one.Type[(one.Type.LastIndexOf('.') + 1)..]);
                break;
            case AuditEntry change:
                var parts = CustomerChange.Of(change);
                data["changes"] = new JsonObject { ["before"] = Wire(parts?.Before), ["after"] = Wire(parts?.After) };
                break;
            case Redemption { Kind: RedemptionKind.RefusedValidation } refused:
                data["validation"] = new JsonObject { ["valid"] = false, ["id"] = refused.Id, ["code"] = refused.Code, ["campaign_id"] = refused.CampaignId, ["failure_code"] = refused.RefusalKey };
                break;
            case Redemption redemption:
                data["redemption"] = JsonSerializer.SerializeToNode(RedemptionView.Of(redemption, tracking).For(reader), WireJson.Default.RedemptionView);
                break;
        }

        return new(one.Id, one.Type, JsonElement.Parse(data.ToJsonString()), one.At, one.GroupId);
    }

    private static JsonObject OrderOf(Order order, string status) => new()
    {
        ["id"] = order.Id, ["source_id"] = order.SourceId, ["status"] = status.ToUpperInvariant(), ["amount"] = order.Amount,
        ["total_discount_amount"] = order.DiscountAmount, ["total_amount"] = order.Amount - order.DiscountAmount, ["created_at"] = order.CreatedAt, ["object"] = "order",
    };

    // The parts of a customer are stored by their names in the field, all but those of an address.
    private static JsonObject? Wire(JsonObject? parts)
    {
        if (parts?["address"] is JsonObject address)
            foreach (var (stored, wire) in s_addressParts)
                if (address.Remove(stored, out var value)) address[wire] = value;
        return parts;
    }

    private static readonly (string Stored, string Wire)[] s_addressParts = [("line1", "line_1"), ("line2", "line_2"), ("postalCode", "postal_code")];
}

internal sealed record ActivitiesView(IReadOnlyList<ActivityView> Data, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "data";

    [Description("What to give as starting_after_id for the next page; null when this is the last.")]
    public string? MoreStartingAfter => HasMore ? Data[^1].Id : null;
}
