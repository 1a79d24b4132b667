using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Custom events: what customers do that only the shop knows of.</summary>
internal static class EventsApi
{
    public static void MapEvents(this RouteGroupBuilder v1) =>
        v1.MapPost("/events", TrackAsync).WithTags("Events")
            .RequireKeyPermission(Permissions.CustomersWrite)
            .Accepts<EventExample>("application/json").WithExample(Examples.Event)
            .WithSummary("Tell what a customer did").WithName("trackCustomEvent")
            .WithDescription("Stores or updates the customer and writes the event into their history. There are no referral programmes and loyalty cards it could count for yet.");

    /// <summary>Reads an event; what is wrong with it is noted in the body.</summary>
    public static TrackEvent Read(ApiBody body, Caller caller)
    {
        var fields = body.Fields;
        var name = fields.Text("event", CustomEvent.MaxNameLength, required: true) ?? "";
        if (name.Length > 0 && string.IsNullOrWhiteSpace(name)) fields.Problem("event", "should not be blank");
        else if (name.Length > 0 && !CustomEvent.IsName(name)) fields.Problem("event", "should have only letters, digits, '.', '_' and '-'");
        var customer = new CustomerInput();
        if (fields.Object("customer") is { } given)
        {
            customer = OrderBody.ReadCustomer(given);
            if (CustomerMerge.PlatformId(customer) is null && !CustomerMerge.CanBeFoundAgain(customer)) given.Missing("source_id");
        }
        else if (!fields.Has("customer"))
        {
            fields.Missing("customer");
        }

        if (fields.Object("referral") is { } referral) NotOffered(fields, referral, "referral");
        if (fields.Object("loyalty") is { } card) NotOffered(fields, card, "loyalty");
        return new(name, customer, fields.Metadata("metadata"), caller);
    }

    private static async Task<Results<Ok<EventView>, ApiError>> TrackAsync(HttpContext http, ApiBody body, CustomEventService events)
    {
        var request = Read(body, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var tracked = await events.TrackAsync(request, http.RequestAborted);
        if (!tracked.IsOk) return ApiError.Of(tracked.Error);
        var customer = tracked.Value.Customer;
        return TypedResults.Ok(new EventView(tracked.Value.Event.Name, new EventCustomerView(customer.Id, customer.SourceId, customer.Name, Contacts.Email(customer.Email, http.User.May(Permissions.CustomersContact)), customer.Metadata)));
    }

    private static void NotOffered(Fields body, Fields what, string name)
    {
        if (what.Text("code", Bounds.Code) is null) what.Missing("code");
        else body.Problem(name, "is not offered in this release");
    }
}

/// <summary>A custom event as it was taken down.</summary>
/// <param name="Type">Its name.</param>
internal sealed record EventView(string Type, EventCustomerView Customer)
{
    public string Object => "event";

    public string? Referral => null;

    public string? Loyalty => null;
}

/// <summary>Who did it. A page learns the ids only.</summary>
internal sealed record EventCustomerView(string Id, string? SourceId, string? Name, string? Email, MetadataBag Metadata)
{
    public string Object => "customer";

    public static EventCustomerView OfPage(Customer customer) => new(customer.Id, customer.SourceId, null, null, MetadataBag.Empty);
}

[Description("Something a customer did.")]
internal sealed record EventExample(
    [property: Description("As the shop calls it.")] string Event, CustomerExample Customer, [property: Description("Custom attributes of the event.")] JsonElement? Metadata);
