using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Api;

/// <summary>A promotion tier as it is in force.</summary>
internal record TierView
{
    [Description("promo_…")]
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("Null until the first change.")]
    public DateTimeOffset? UpdatedAt { get; init; }

    public required string Name { get; init; }

    [Description("What shoppers read.")]
    public string? Banner { get; init; }

    public required TierActionView Action { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [Description("Order inside the campaign; 1 comes first.")]
    public int Hierarchy { get; init; }

    [Description("Its campaign.")]
    public string PromotionId => CampaignId;

    public required TierCampaignView Campaign { get; init; }

    public required string CampaignId { get; init; }

    [Description("Its own switch; its campaign must be on as well.")]
    public bool Active { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    [Description("At this instant it no longer works; its campaign's must allow as well.")]
    public DateTimeOffset? ExpirationDate { get; init; }

    public TimeframeView? ValidityTimeframe { get; init; }

    [Description("0 is Sunday.")]
    public IReadOnlyList<int>? ValidityDayOfWeek { get; init; }

    public HoursView? ValidityHours { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What it gave, without what was taken back; absent where tiers are only matched with a cart.")]
    public TierSummaryView? Summary { get; init; }

    public string Object => "promotion_tier";

    public required AssignmentListView ValidationRuleAssignments { get; init; }

    public string? CategoryId { get; init; }

    public IReadOnlyList<CategoryView> Categories { get; init; } = [];

    public static TierView Of(TierRecord record)
    {
        var tier = record.Setup;
        return new TierView
        {
            Id = tier.Id,
            CreatedAt = tier.CreatedAt,
            UpdatedAt = tier.UpdatedAt,
            Name = tier.Name,
            Banner = tier.Banner,
            Action = TierActionView.Of(tier),
            Metadata = tier.Metadata,
            Hierarchy = tier.Hierarchy,
            Campaign = TierCampaignView.Of(record.Campaign),
            CampaignId = record.Campaign.Id,
            Active = tier.Active,
            StartDate = tier.Schedule.StartsAt,
            ExpirationDate = tier.Schedule.EndsAt,
            ValidityTimeframe = TimeframeView.Of(tier.Schedule),
            ValidityDayOfWeek = DailyHoursView.DaysOf(tier.Schedule.Days),
            ValidityHours = HoursView.Of(tier.Schedule),
            Summary = record.Figures is { } figures ? TierSummaryView.Of(figures) : null,
            ValidationRuleAssignments = AssignmentListView.Of(tier, record.Rule),
            CategoryId = tier.CategoryId,
            Categories = CategoryView.ListOf(record.Category),
        };
    }
}

/// <summary>What comes off.</summary>
internal sealed record TierActionView
{
    public DiscountView? Discount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Which items the discount covers; absent when all.")]
    public CoverageView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What the cart must hold for it.")]
    public JsonObject? BundleRules { get; init; }

    public static TierActionView Of(TierSetup tier) => new()
    {
        Discount = tier.Discount is { } discount ? DiscountView.Of(discount) : null,
        ApplicableTo = CoverageView.Of(tier.Coverage),
        BundleRules = BundleView.RulesOf(tier.Bundle),
    };
}

/// <summary>The campaign of a tier, in short.</summary>
internal sealed record TierCampaignView
{
    public required string Id { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public TimeframeView? ValidityTimeframe { get; init; }

    public IReadOnlyList<int>? ValidityDayOfWeek { get; init; }

    public HoursView? ValidityHours { get; init; }

    public bool Active { get; init; }

    public string? CategoryId { get; init; }

    public string Object => "campaign";

    public static TierCampaignView Of(PromotionCampaign campaign) => new()
    {
        Id = campaign.Id,
        StartDate = campaign.Schedule.StartsAt,
        ExpirationDate = campaign.Schedule.EndsAt,
        ValidityTimeframe = TimeframeView.Of(campaign.Schedule),
        ValidityDayOfWeek = DailyHoursView.DaysOf(campaign.Schedule.Days),
        ValidityHours = HoursView.Of(campaign.Schedule),
        Active = campaign.Active,
        CategoryId = campaign.CategoryId,
    };
}

internal sealed record TierSummaryView(TierUsesView Redemptions, TierOrdersView Orders)
{
    public static TierSummaryView Of(TierFigures figures) => new(new(figures.Redeemed), new(figures.OrdersAmount, figures.DiscountAmount));
}

internal sealed record TierUsesView(long TotalRedeemed);

/// <param name="TotalAmount">Of those orders before discounts, minor units.</param>
/// <param name="TotalDiscountAmount">Minor units.</param>
internal sealed record TierOrdersView(long TotalAmount, long TotalDiscountAmount);

internal sealed record TierListView(IReadOnlyList<TierView> Tiers, long Total, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "tiers";

    /// <summary>All of them at once.</summary>
    public static TierListView Of(IReadOnlyList<TierRecord> tiers) => new([.. tiers.Select(TierView.Of)], tiers.Count, false);
}
