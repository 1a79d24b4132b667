using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace PromoConsole.Api;

/// <summary>A tier that applies to the order, with what it takes off.</summary>
internal sealed record MatchedTierView : TierView
{
    [SetsRequiredMembers]
    public MatchedTierView(TierView tier)
        : base(tier)
    {
    }

    [Description("What it takes off the order by itself, minor units.")]
    public long DiscountAmount { get; init; }
}

/// <summary>Which tiers apply to an order, in the older form.</summary>
/// <param name="Valid">Whether any does.</param>
internal sealed record MatchedTiersView(bool Valid, string? TrackingId, IReadOnlyList<MatchedTierView> Promotions);
