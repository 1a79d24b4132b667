using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>A code with what it may still do.</summary>
internal sealed record VoucherView
{
    [Description("v_…")]
    public required string Id { get; init; }

    public required string Code { get; init; }

    [Description("Name of its campaign; null for a code of its own.")]
    public string? Campaign { get; init; }

    public string? CampaignId { get; init; }

    [Description("Name of its category.")]
    public string? Category { get; init; }

    public string? CategoryId { get; init; }

    public IReadOnlyList<CategoryView> Categories { get; init; } = [];

    public string Type => "DISCOUNT_VOUCHER";

    public DiscountView? Discount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Which items the discount of a code without campaign covers; absent when all.")]
    public CoverageView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What the cart must hold for it.")]
    public JsonObject? BundleRules { get; init; }

    public string? Gift => null;

    public string? LoyaltyCard => null;

    public DateTimeOffset? StartDate { get; init; }

    [Description("At this instant it no longer works.")]
    public DateTimeOffset? ExpirationDate { get; init; }

    public TimeframeView? ValidityTimeframe { get; init; }

    [Description("0 is Sunday.")]
    public IReadOnlyList<int>? ValidityDayOfWeek { get; init; }

    public HoursView? ValidityHours { get; init; }

    [Description("Its own switch; its campaign must be on as well.")]
    public bool Active { get; init; }

    public string? AdditionalInfo { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public required VoucherAssetsView Assets { get; init; }

    public bool IsReferralCode => false;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    [Description("Customer it was published to.")]
    public string? HolderId { get; init; }

    public required AssignmentListView ValidationRulesAssignments { get; init; }

    public required VoucherUsesView Redemption { get; init; }

    public required VoucherPublicationsView Publish { get; init; }

    public string Object => "voucher";

    public static VoucherView Of(VoucherRecord record, VoucherAssetsView assets)
    {
        var voucher = record.Voucher;
        var schedule = record.Terms?.Schedule;
        return new VoucherView
        {
            Id = voucher.Id,
            Code = voucher.Code,
            Campaign = record.Campaign?.Name,
            CampaignId = voucher.CampaignId,
            Category = record.Category?.Name,
            CategoryId = record.Category?.Id,
            Categories = CategoryView.ListOf(record.Category),
            Discount = record.Terms?.Discount is { } discount ? DiscountView.Of(discount) : null,
            ApplicableTo = CoverageView.Of(record.Terms?.Coverage),
            BundleRules = BundleView.RulesOf(record.Terms?.Bundle),
            StartDate = voucher.StartsAt ?? schedule?.StartsAt,
            ExpirationDate = voucher.EndsAt ?? schedule?.EndsAt,
            ValidityTimeframe = TimeframeView.Of(schedule),
            ValidityDayOfWeek = DailyHoursView.DaysOf(schedule?.Days),
            ValidityHours = HoursView.Of(schedule),
            Active = voucher.Active,
            AdditionalInfo = voucher.AdditionalInfo,
            Metadata = voucher.Metadata ?? MetadataBag.Empty,
            Assets = assets,
            CreatedAt = voucher.CreatedAt,
            UpdatedAt = voucher.UpdatedAt,
            HolderId = voucher.HolderId,
            ValidationRulesAssignments = AssignmentListView.Of(record.Rule, voucher.Terms, "voucher", voucher.Id, voucher.CreatedAt),
            Redemption = new VoucherUsesView(voucher.RedemptionLimit, record.RedeemedQuantity, ListUrl(voucher, "redemptions")),
            Publish = new VoucherPublicationsView(voucher.PublishCount, ListUrl(voucher, "publications")),
        };
    }

    public static string ListUrl(Voucher voucher, string list) => $"/v1/vouchers/{Uri.EscapeDataString(voucher.Code)}/{list}?page=1&limit=10";
}

/// <param name="Quantity">How often it may be redeemed; null is unlimited.</param>
internal sealed record VoucherUsesView(int? Quantity, long RedeemedQuantity, string Url)
{
    public string Object => "list";
}

internal sealed record VoucherPublicationsView(int Count, string Url)
{
    public string Object => "list";
}

/// <summary>Pictures of the code, under links that do not tell it.</summary>
/// <param name="Barcode">Null for a code that Code 128 cannot write.</param>
internal sealed record VoucherAssetsView(VoucherAssetView Qr, VoucherAssetView? Barcode);

internal sealed record VoucherAssetView(string Id, string Url);

internal sealed record VoucherListView(IReadOnlyList<VoucherView> Vouchers, long Total)
{
    public string Object => "list";

    public string DataRef => "vouchers";
}
