using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>A campaign as it is in force; one that was never launched shows its draft.</summary>
internal sealed record CampaignView
{
    [Description("camp_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    [Description("DISCOUNT_COUPONS or PROMOTION.")]
    public required string CampaignType { get; init; }

    [Description("STATIC: a code for each customer, as many as were made; AUTO_UPDATE: more are made when none is left to give; STANDALONE: chosen codes.")]
    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What its codes are like; absent for a PROMOTION.")]
    public CampaignVoucherView? Voucher { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The tiers of a PROMOTION, in their order.")]
    public TierListView? Promotion { get; init; }

    public bool AutoJoin => false;

    [Description("Each customer is given one code, and that one again.")]
    public bool JoinOnce { get; init; }

    public bool UseVoucherMetadataSchema { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    [Description("At this instant its codes no longer work.")]
    public DateTimeOffset? ExpirationDate { get; init; }

    public TimeframeView? ValidityTimeframe { get; init; }

    [Description("0 is Sunday.")]
    public IReadOnlyList<int>? ValidityDayOfWeek { get; init; }

    public HoursView? ValidityHours { get; init; }

    [Description("How long a published code works, ISO 8601.")]
    public string? ActivityDurationAfterPublishing { get; init; }

    [Description("Codes that exist.")]
    public long VouchersCount { get; init; }

    public bool Active { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    [Description("Name of its category.")]
    public string? Category { get; init; }

    public string? CategoryId { get; init; }

    public IReadOnlyList<CategoryView> Categories { get; init; } = [];

    [Description("DRAFT, IN_PROGRESS while codes are made, DONE or FAILED.")]
    public required string CreationStatus { get; init; }

    public string VouchersGenerationStatus => CreationStatus;

    public bool Readonly => false;

    public bool Protected => false;

    public required AssignmentListView ValidationRulesAssignments { get; init; }

    public string Object => "campaign";

    /// <param name="tiers">Of a promotion.</param>
    public static CampaignView Of(CampaignRecord record, IReadOnlyList<TierRecord> tiers)
    {
        var campaign = record.Campaign;
        var setup = record.Setup;
        var promotion = campaign.Kind == CampaignKind.Promotion;
        return new CampaignView
        {
            Id = campaign.Id,
            Name = campaign.Name,
            Description = setup.Description,
            CampaignType = promotion ? "PROMOTION" : "DISCOUNT_COUPONS",
            Type = CampaignBody.TypeOf(setup.Codes),
            JoinOnce = setup.Codes.OnePerCustomer,
            UseVoucherMetadataSchema = setup.MetadataOfCodes,
            Voucher = promotion ? null : CampaignVoucherView.Of(setup),
            Promotion = promotion ? TierListView.Of(tiers) : null,
            StartDate = setup.Schedule.StartsAt,
            ExpirationDate = setup.Schedule.EndsAt,
            ValidityTimeframe = TimeframeView.Of(setup.Schedule),
            ValidityDayOfWeek = DailyHoursView.DaysOf(setup.Schedule.Days),
            ValidityHours = HoursView.Of(setup.Schedule),
            ActivityDurationAfterPublishing = setup.Schedule.ValidAfterPublication,
            VouchersCount = campaign.CodesCount,
            Active = campaign.Active,
            Metadata = setup.Metadata,
            CreatedAt = campaign.CreatedAt,
            UpdatedAt = campaign.UpdatedAt == campaign.CreatedAt ? null : campaign.UpdatedAt,
            Category = record.Category?.Name,
            CategoryId = record.Category?.Id,
            Categories = CategoryView.ListOf(record.Category),
            CreationStatus = StatusOf(record),
            ValidationRulesAssignments = AssignmentListView.Of(record.Rule, setup, "campaign", campaign.Id, campaign.CreatedAt),
        };
    }

    private static string StatusOf(CampaignRecord record) => record switch
    {
        { Campaign.Version: 0 } => "DRAFT",
        { Job: JobStatus.Waiting or JobStatus.Running } => "IN_PROGRESS",
        { Job: JobStatus.Failed } => "FAILED",
        _ => "DONE",
    };
}

/// <summary>What the campaign's codes are like.</summary>
internal sealed record CampaignVoucherView
{
    public string Type => "DISCOUNT_VOUCHER";

    public DiscountView? Discount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Which items the discount covers; absent when all.")]
    public CoverageView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What the cart must hold for it.")]
    public JsonObject? BundleRules { get; init; }

    public required CampaignUsesView Redemption { get; init; }

    public required CodeConfigView CodeConfig { get; init; }

    public bool IsReferralCode => false;

    public static CampaignVoucherView Of(CampaignSetup setup) => new()
    {
        Discount = setup.Discount is { } discount ? DiscountView.Of(discount) : null,
        ApplicableTo = CoverageView.Of(setup.Coverage),
        BundleRules = BundleView.RulesOf(setup.Bundle),
        Redemption = new CampaignUsesView(setup.Codes.RedemptionLimit),
        CodeConfig = CodeConfigView.Of(setup.Codes),
    };
}

/// <param name="Quantity">How often each code may be redeemed; null is unlimited.</param>
internal sealed record CampaignUsesView(int? Quantity);

/// <summary>How codes look.</summary>
internal sealed record CodeConfigView
{
    public int Length { get; init; }

    public required string Charset { get; init; }

    [Description("Each # is a random character. Of a STANDALONE campaign: its code.")]
    public required string Pattern { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Prefix { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Postfix { get; init; }

    public static CodeConfigView Of(CodeSetup codes)
    {
        if (codes is { Mode: CodeMode.Shared, SharedCode: { } shared })
            return new CodeConfigView { Length = shared.Length, Charset = CodePattern.NoLookAlikes, Pattern = shared };
        var pattern = codes.Pattern.Pattern ?? new string('#', codes.Pattern.Length);
        return new CodeConfigView
        {
            Length = pattern.Count(character => character == '#'),
            Charset = codes.Pattern.Charset,
            Pattern = pattern,
            Prefix = NoneIfEmpty(codes.Pattern.Prefix),
            Postfix = NoneIfEmpty(codes.Pattern.Postfix),
        };
    }

    private static string? NoneIfEmpty(string text) => text.Length == 0 ? null : text;
}

internal sealed record CampaignListView(IReadOnlyList<CampaignView> Campaigns, long Total)
{
    public string Object => "list";

    public string DataRef => "campaigns";
}

/// <summary>Work that goes on after the answer.</summary>
internal sealed record AsyncActionView([property: Description("aa_…")] string AsyncActionId);

/// <summary>An answer that says nothing but that it is done.</summary>
internal sealed record NothingView;
