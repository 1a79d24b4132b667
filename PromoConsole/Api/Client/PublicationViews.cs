using System.ComponentModel;
using System.Text.Json;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api.Client;

/// <summary>A code as shoppers may see it.</summary>
internal sealed record PublicVoucherView
{
    public required string Code { get; init; }

    [Description("Name of its campaign; null for a code of its own.")]
    public string? Campaign { get; init; }

    public string? CampaignId { get; init; }

    public string Type => "DISCOUNT_VOUCHER";

    public DiscountView? Discount { get; init; }

    public bool Active { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    [Description("At this instant it no longer works.")]
    public DateTimeOffset? ExpirationDate { get; init; }

    public string Object => "voucher";

    public static PublicVoucherView Of(VoucherRecord record) => new()
    {
        Code = record.Voucher.Code,
        Campaign = record.Campaign?.Name,
        CampaignId = record.Voucher.CampaignId,
        Discount = record.Terms?.Discount is { } discount ? DiscountView.Of(discount) : null,
        Active = record.Voucher.Active,
        StartDate = record.Voucher.StartsAt ?? record.Terms?.Schedule.StartsAt,
        ExpirationDate = record.Voucher.EndsAt ?? record.Terms?.Schedule.EndsAt,
    };
}

internal sealed record PublicVoucherListView(IReadOnlyList<PublicVoucherView> Vouchers, long Total)
{
    public string Object => "list";

    public string DataRef => "vouchers";
}

/// <summary>A code given to a customer, as the page may see it.</summary>
internal sealed record PublicPublicationView
{
    [Description("pub_…")]
    public required string Id { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CustomerId { get; init; }

    public string? TrackingId { get; init; }

    public required MetadataBag Metadata { get; init; }

    public required string Channel { get; init; }

    public string? SourceId => null;

    public string Result => "SUCCESS";

    public required PublicCustomerView Customer { get; init; }

    public required IReadOnlyList<string> VouchersId { get; init; }

    public required PublicVoucherView Voucher { get; init; }

    public string Object => "publication";

    public static PublicPublicationView Of(PublishedVoucher published, VoucherRecord voucher, Tracking tracking) => new()
    {
        Id = published.Publication.Id,
        CreatedAt = published.Publication.CreatedAt,
        CustomerId = published.Customer.Id,
        TrackingId = tracking.IdOf(published.Customer.SourceId),
        Metadata = published.Publication.Metadata ?? MetadataBag.Empty,
        Channel = published.Publication.Channel,
        Customer = new(published.Customer.Id, published.Customer.SourceId),
        VouchersId = [published.Publication.VoucherId],
        Voucher = PublicVoucherView.Of(voucher),
    };
}

/// <summary>A customer as a page may know them.</summary>
internal sealed record PublicCustomerView(string Id, string? SourceId)
{
    public string Object => "customer";
}

[Description("Who gets the code.")]
internal sealed record PublishExample(CustomerExample Customer, [property: Description("Where they get it; up to 32 characters.")] string? Channel = null,
    [property: Description("Custom attributes of the publication; formulas of discounts read them by PUBLICATION_METADATA.")] JsonElement? Metadata = null);
