using System.ComponentModel;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Qualification;

namespace PromoConsole.Api.Client;

/// <summary>A promotion tier as shoppers may see it.</summary>
internal sealed record PublicTierView
{
    [Description("promo_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("What shoppers read.")]
    public string? Banner { get; init; }

    public required TierActionView Action { get; init; }

    public int Hierarchy { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public string Object => "promotion_tier";

    public static PublicTierView Of(TierRecord record) => new()
    {
        Id = record.Setup.Id,
        Name = record.Setup.Name,
        Banner = record.Setup.Banner,
        Action = TierActionView.Of(record.Setup),
        Hierarchy = record.Setup.Hierarchy,
        StartDate = record.Setup.Schedule.StartsAt,
        ExpirationDate = record.Setup.Schedule.EndsAt,
    };
}

internal sealed record PublicTierListView(IReadOnlyList<PublicTierView> Tiers, long Total, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "tiers";
}

/// <summary>Promotions that apply to a cart, in the older form.</summary>
internal sealed record PromotionsValidationView(bool Valid, string? TrackingId, IReadOnlyList<ValidPromotionView> Promotions);

internal sealed record ValidPromotionView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Banner { get; init; }

    public int Hierarchy { get; init; }

    public DiscountView? Discount { get; init; }

    [Description("What it takes off this cart, minor units.")]
    public long DiscountAmount { get; init; }

    public required string CampaignId { get; init; }

    public string Object => "promotion_tier";

    public static ValidPromotionView Of(Qualified entry)
    {
        var step = entry.Steps[0];
        return new()
        {
            Id = entry.Id,
            Name = step.Tier!.Name,
            Banner = step.Tier.Banner,
            Hierarchy = step.Tier.Hierarchy,
            Discount = step.Proof.Discount is { } applied ? DiscountView.Of(applied) : null,
            DiscountAmount = entry.DiscountAmount,
            CampaignId = entry.Campaign!.Id,
        };
    }
}
