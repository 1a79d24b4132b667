using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Pages.Customers;

/// <summary>Says an entry of the timeline: a title, and a line a support agent can read out.</summary>
public sealed class TimelineWords(ProjectFormat format, DateTimeOffset now)
{
    /// <summary>"BLACK15 was refused", "Order 10482, €96.40, with BLACK15 (−€5.00)".</summary>
    public string Title(TimelineEntry entry) => entry.Kind switch
    {
        TimelineKind.Redeemed when entry.OrderSourceId is { } order =>
            $"Order {order}, {format.Money(entry.OrderAmount)}, with {entry.Code} ({format.Money(-entry.DiscountAmount)})",
        TimelineKind.Redeemed => $"{entry.Code} was used ({format.Money(-entry.DiscountAmount)})",
        TimelineKind.RefusedRedemption => $"{entry.Code} was refused",
        TimelineKind.RefusedValidation => $"{entry.Code} was checked and would not work",
        TimelineKind.RolledBack => $"{entry.Code} was rolled back ({format.Money(-entry.DiscountAmount)} returned)",
        TimelineKind.Published => $"{entry.Code ?? "A code"} was given",
        TimelineKind.Told => $"Event {entry.EventName}",
        TimelineKind.SegmentEntered => $"Entered the segment {entry.SegmentName}",
        TimelineKind.SegmentLeft => $"Left the segment {entry.SegmentName}",
        TimelineKind.Logged => Settings.AuditWords.Action(entry.Action ?? ""),
        _ => $"Order {entry.OrderSourceId ?? "without a number"}, {format.Money(entry.OrderAmount - entry.DiscountAmount)}",
    };

    /// <summary>The reason, the campaign, who did it.</summary>
    public string Note(TimelineEntry entry) => entry.Kind switch
    {
        TimelineKind.RefusedRedemption or TimelineKind.RefusedValidation => Refusal(entry),
        TimelineKind.Redeemed => Joined(entry.CampaignName, entry.RolledBack ? "Taken back since" : null),
        TimelineKind.RolledBack => Joined(entry.Reason is { } why ? "Reason: " + why.TrimEnd('.') : null, "By " + entry.Actor),
        TimelineKind.Published => Joined(entry.CampaignName, entry.Reason is { } why ? "Reason: " + why.TrimEnd('.') : null, "By " + entry.Actor),
        TimelineKind.Told => $"Told by {entry.Actor}.",
        TimelineKind.SegmentEntered => "The segment’s rules fit from then on.",
        TimelineKind.SegmentLeft => "The segment’s rules fitted no more.",
        TimelineKind.Logged => Joined(What(entry), entry.Reason is { } why ? "Reason: " + why.TrimEnd('.') : null, "By " + entry.Actor),
        _ => entry.OrderStatus switch
        {
            OrderStatus.Paid => "Paid.",
            OrderStatus.Canceled => "Canceled.",
            OrderStatus.Fulfilled => "Paid and delivered.",
            _ => "Not paid yet.",
        },
    };

    /// <summary>"today 14:20", "18 Nov 20:06", "3 Dec 2025 08:00".</summary>
    public string When(DateTimeOffset at)
    {
        var (local, today) = (format.Local(at), format.Local(now).Date);
        var time = local.ToString("HH:mm", format.Culture);
        return (today - local.Date).Days switch
        {
            0 => "today " + time,
            1 => "yesterday " + time,
            _ => local.ToString(local.Year == today.Year ? "d MMM " : "d MMM yyyy ", format.Culture) + time,
        };
    }

    private static string? What(TimelineEntry entry) => entry.Action switch
    {
        CustomerChange.ByPerson or CustomerChange.ByShop => Changed(entry),
        ConsentService.Said => string.Join(", ", Settings.AuditWords.Changes(entry.Before, entry.After).Select(change => $"{change.Field}: {change.After}")),
        _ => null,
    };

    // Which fields, not what stood there: contact data are masked for some.
    private static string? Changed(TimelineEntry entry)
    {
        var changed = Settings.AuditWords.Changes(entry.Before, entry.After).Where(change => change.Before != change.After).Select(change => change.Field.ToLowerInvariant()).ToList();
        return changed.Count == 0 ? null : "Changed: " + string.Join(", ", changed);
    }

    private string Refusal(TimelineEntry entry)
    {
        if (entry.Proof is not { } proof) return RefusalKeys.LabelOf(entry.RefusalKey ?? "") + ".";
        var detail = new ProofWords(proof, WalletWords.WordingOf(format)).Detail ?? RefusalKeys.LabelOf(entry.RefusalKey ?? "") + ".";
        return proof.CustomerMessage is { Length: > 0 } told ? $"{detail} They saw: “{told}”" : detail;
    }

    private static string Joined(params string?[] parts) =>
        string.Concat(parts.OfType<string>().Select(part => part.TrimEnd('.') + ". ")).TrimEnd();
}
