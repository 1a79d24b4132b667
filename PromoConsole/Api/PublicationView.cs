using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>A code given to a customer, or one that could not be.</summary>
internal sealed record PublicationView
{
    [Description("pub_…")]
    public required string Id { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CustomerId { get; init; }

    public string? TrackingId { get; init; }

    public required MetadataBag Metadata { get; init; }

    [Description("Where it came from: API, Dashboard, or what the request said.")]
    public required string Channel { get; init; }

    [Description("The shop's own id of it.")]
    public string? SourceId { get; init; }

    [Description("SUCCESS or FAILURE.")]
    public required string Result { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a FAILURE: the stable key.")]
    public string? FailureCode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureMessage { get; init; }

    public required PublicationCustomerView Customer { get; init; }

    public required IReadOnlyList<string> VouchersId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The code, where one was given.")]
    public VoucherView? Voucher { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The codes, where several were given.")]
    public IReadOnlyList<string>? Vouchers { get; init; }

    public string Object => "publication";

    public static PublicationView Of(PublishedVoucher given, VoucherView? voucher, Tracking tracking, HttpRequest request)
    {
        var publication = given.Publication;
        return Of(
            new PublicationRow(
                publication.Id, publication.CustomerId, given.Customer, given.Vouchers, publication.CampaignId, given.CampaignName, publication.Channel, publication.SourceId,
                publication.Reason, publication.Metadata ?? MetadataBag.Empty, null, null, publication.CreatedBy, publication.CreatedAt),
            voucher, tracking, request);
    }

    public static PublicationView Of(PublicationRow row, VoucherView? voucher, Tracking tracking, HttpRequest request) => new()
    {
        Id = row.Id,
        CreatedAt = row.CreatedAt,
        CustomerId = row.CustomerId,
        TrackingId = tracking.IdOf(row.Customer?.SourceId),
        Metadata = row.Metadata,
        Channel = row.Channel,
        SourceId = row.SourceId,
        Result = row.FailureKey is null ? "SUCCESS" : "FAILURE",
        FailureCode = row.FailureKey,
        FailureMessage = row.FailureMessage,
        Customer = PublicationCustomerView.Of(row, request),
        VouchersId = [.. row.Vouchers.Select(one => one.VoucherId)],
        Voucher = row.Vouchers.Count == 1 ? voucher : null,
        Vouchers = row.Vouchers.Count > 1 ? [.. row.Vouchers.Select(one => one.Code)] : null,
    };
}

/// <summary>Who was given a code; only the id once they were deleted.</summary>
internal sealed record PublicationCustomerView(string Id, string? SourceId, string? Name, string? Email, MetadataBag Metadata)
{
    public string Object => "customer";

    public static PublicationCustomerView Of(PublicationRow row, HttpRequest request) => row.Customer is { } customer
        ? new(customer.Id, customer.SourceId, customer.Name, Contacts.Email(customer.Email, request.HttpContext.User.May(Permissions.CustomersContact)), customer.Metadata)
        : new(row.CustomerId, null, null, null, MetadataBag.Empty);
}

internal sealed record PublicationListView(IReadOnlyList<PublicationView> Publications, long Total)
{
    public string Object => "list";

    public string DataRef => "publications";
}

[Description("Who gets which code.")]
internal sealed record PublicationExample(
    CustomerExample Customer,
    [property: Description("The code; or")] string? Voucher = null,
    [property: Description("the campaign to take codes from: its name, or an object with name or id and count (1 to 20).")] JsonElement? Campaign = null,
    [property: Description("The shop's own id of it.")] string? SourceId = null,
    [property: Description("Whoever holds a code of the campaign already gets that one again.")] bool? JoinOnce = null,
    [property: Description("Where they get it; up to 32 characters.")] string? Channel = null,
    [property: Description("Custom attributes of the publication.")] JsonElement? Metadata = null);
