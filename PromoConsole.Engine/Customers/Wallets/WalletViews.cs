using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>What an incentive in a wallet can do now; the order in which a wallet shows its groups.</summary>
public enum WalletState
{
    /// <summary>Works now, if the cart fits its conditions.</summary>
    UsableNow,

    /// <summary>Starts or opens later.</summary>
    NotYet,

    /// <summary>Its campaign is paused, or the code is switched off: it may work again.</summary>
    Paused,

    /// <summary>Nothing is left of it, because it was used.</summary>
    Used,

    /// <summary>Ended unused.</summary>
    Expired,
}

/// <summary>One code in a customer's wallet, with all that is needed to say what it is and does.</summary>
public sealed record WalletCard
{
    public required string VoucherId { get; init; }

    /// <summary>As shown and printed.</summary>
    public required string Code { get; init; }

    public string? CampaignId { get; init; }

    public string? CampaignName { get; init; }

    public required WalletState State { get; init; }

    /// <summary>What it gives; null only for a campaign whose versions are gone.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Who and what qualifies now, limits included; null when nothing is asked.</summary>
    public Rule? Conditions { get; init; }

    /// <summary>IANA zone in which its dates are meant.</summary>
    public required string TimeZone { get; init; }

    /// <summary>For <see cref="WalletState.NotYet"/>: when it starts or opens next; null when that cannot be said.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>Exclusive; null when it never ends.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Days and hours in which it works: "Mon–Fri, 09:00–11:30"; empty when always.</summary>
    public string Recurring { get; init; } = "";

    /// <summary>For <see cref="WalletState.Paused"/>: why; null when nobody said.</summary>
    public string? PauseReason { get; init; }

    /// <summary>How often this customer may still use it; null without a limit.</summary>
    public long? UsesLeft { get; init; }

    /// <summary>How often it was used by this customer and stands, among the newest uses that were looked at.</summary>
    public int UsesCount { get; init; }

    /// <summary>Given to this customer; otherwise a shared code they used.</summary>
    public bool Published { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Their newest use that stands; null when there is none.</summary>
    public WalletUse? LastUse { get; init; }

    /// <summary>Uses that open carts hold, the longest first.</summary>
    public IReadOnlyList<WalletHold> Holds { get; init; } = [];
}

/// <summary>A use held by a session until it redeems, lets go, or its time is over.</summary>
public sealed record WalletHold(string SessionKey, DateTimeOffset Since, DateTimeOffset Until);

/// <param name="DiscountAmount">What came off, minor units.</param>
public sealed record WalletUse(string RedemptionId, DateTimeOffset At, long DiscountAmount, string? OrderId, string? OrderSourceId);

/// <summary>A customer's wallet.</summary>
/// <param name="Cards">Grouped by state, newest first within a group.</param>
/// <param name="Names">Names of the segments, products and collections its conditions speak of, by id.</param>
/// <param name="Shortened">There are older codes or uses than the newest that were looked at.</param>
public sealed record Wallet(IReadOnlyList<WalletCard> Cards, IReadOnlyDictionary<string, string> Names, bool Shortened)
{
    public IEnumerable<WalletCard> In(WalletState state) => Cards.Where(card => card.State == state);
}

/// <summary>Which part of the timeline is shown.</summary>
public enum TimelineFilter { Everything, Attempts, Refused, Orders, Actions, Agents }

/// <summary>What happened; <see cref="Told"/> is a custom event, <see cref="Logged"/> what somebody changed about the customer.</summary>
public enum TimelineKind { Redeemed, RefusedRedemption, RefusedValidation, RolledBack, Published, Ordered, Told, Logged, SegmentEntered, SegmentLeft }

/// <summary>Something that happened to or with a customer.</summary>
public sealed record TimelineEntry
{
    /// <summary>Of the redemption, publication, order or custom event.</summary>
    public required string Id { get; init; }

    public required TimelineKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for an order and a custom event.</summary>
    public string? Code { get; init; }

    public string? CampaignName { get; init; }

    /// <summary>What came off, minor units; negative when taken back.</summary>
    public long DiscountAmount { get; init; }

    /// <summary>Before discounts, minor units.</summary>
    public long OrderAmount { get; init; }

    public string? OrderId { get; init; }

    public string? OrderSourceId { get; init; }

    public Orders.OrderStatus? OrderStatus { get; init; }

    public string? RefusalKey { get; init; }

    /// <summary>What the shop calls the custom event.</summary>
    public string? EventName { get; init; }

    /// <summary>What the segment was called that was entered or left.</summary>
    public string? SegmentName { get; init; }

    /// <summary>What was changed, of <see cref="TimelineKind.Logged"/>: <c>customer.edited</c>.</summary>
    public string? Action { get; init; }

    /// <summary>JSON before and after, of the same; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public string? After { get; init; }

    /// <summary>Of an attempt.</summary>
    public Proof? Proof { get; init; }

    /// <summary>A use that was taken back since.</summary>
    public bool RolledBack { get; init; }

    /// <summary>Of a publication or rollback, if somebody gave one.</summary>
    public string? Reason { get; init; }

    /// <summary>Who did it; empty for orders.</summary>
    public string Actor { get; init; } = "";

    public string Channel { get; init; } = "";
}

/// <param name="Next">For the older ones; null at the end.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, TimelineCursor? Next);

/// <summary>Where the next page begins: everything before this entry.</summary>
public sealed record TimelineCursor(DateTimeOffset At, string Id);
