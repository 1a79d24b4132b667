using System.Text.Json;
using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Customers;

/// <summary>Says what an incentive in a wallet gives, until when and on what condition.</summary>
/// <param name="names">Names of segments, products and collections by id.</param>
public sealed class WalletWords(ProjectFormat format, IReadOnlyDictionary<string, string> names, DateTimeOffset now)
{
    /// <summary>The groups of a wallet in their order: title, icon, and whether they are over.</summary>
    public static IReadOnlyList<WalletGroup> Groups { get; } =
    [
        new(WalletState.UsableNow, "Usable now", "check", false),
        new(WalletState.NotYet, "Not yet", "clock", false),
        new(WalletState.Paused, "On hold", "pause", false),
        new(WalletState.Used, "Used", "undo", true),
        new(WalletState.Expired, "Expired", "stop", true),
    ];

    /// <summary>The customer's flags, custom attributes that are true: "Fraud review" for <c>fraud_review</c>.</summary>
    public static IEnumerable<string> Flags(Customer customer) =>
        customer.Metadata.Values.Where(pair => pair.Value.ValueKind == JsonValueKind.True).Select(pair => Capital(pair.Key.Replace('_', ' '))).Order(StringComparer.Ordinal);

    /// <summary>Amounts and dates as the page writes them, in the code's own zone.</summary>
    public static Wording WordingOf(ProjectFormat format, string? zone = null) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? format.Words() with { Zone = found } : format.Words();

    /// <summary>"20% off, at most €40.00".</summary>
    public string Gives(WalletCard card) => Capital(DiscountWords.Of(card.Discount, WordingOf(format)));

    /// <summary>The value at the right edge: "20%", "€10.00"; what came off when it was used.</summary>
    public string Worth(WalletCard card) => card.State == WalletState.Used && card.LastUse is { } use
        ? format.Money(-use.DiscountAmount)
        : card.Discount switch
        {
            AmountOff off => format.Money(off.Amount),
            PercentOff off => format.Percent(off.Percent),
            FixedTotal total => format.Money(total.Amount),
            _ => "",
        };

    /// <summary>"Black Week. Cart total is €50.00 or more."; without conditions the campaign alone.</summary>
    public string Conditions(WalletCard card)
    {
        var campaign = card.CampaignName is { } name ? name.TrimEnd('.') + "." : "A code of its own.";
        return card.Conditions is { } rule
            ? $"{campaign} {RuleWords.Summary(rule, WordingOf(format, card.TimeZone), id => names.GetValueOrDefault(id, id))}"
            : $"{campaign} Any cart.";
    }

    /// <summary>How often it may still be used: "2 uses left"; null without a limit or when nothing is left.</summary>
    public string? Uses(WalletCard card) => card.UsesLeft switch
    {
        null or 0 => null,
        1 => "1 use left",
        { } left => $"{format.Number(left)} uses left",
    };

    /// <summary>"14:20" of today, else with the day.</summary>
    public string Time(DateTimeOffset at) => new TimelineWords(format, now).When(at);

    /// <summary>The date that matters in this state: "until 30 Nov, end of day, Warsaw", "from 2 Dec, 09:00, Warsaw", why it is on hold.</summary>
    public string When(WalletCard card)
    {
        var wording = WordingOf(format, card.TimeZone);
        return card.State switch
        {
            WalletState.NotYet when card.OpensAt is { } opens => "from " + wording.Start(opens, now),
            WalletState.NotYet => card.Recurring.Length > 0 ? "works " + card.Recurring : "no opening before its end",
            WalletState.Used when card.LastUse is { } use => wording.DayAndTime(use.At, now),
            WalletState.Used => "used up",
            WalletState.Expired => card.EndsAt is { } ended ? "ended " + wording.End(ended, now) : "ended",
            _ => (card.EndsAt is { } ends ? "until " + wording.End(ends, now) : "no end") + (card.Recurring.Length > 0 ? ", " + card.Recurring : ""),
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], System.Globalization.CultureInfo.InvariantCulture) + text[1..];
}

/// <summary>A group of a wallet.</summary>
/// <param name="Over">Nothing can be done with these any more: shown in grey, a few at first.</param>
public sealed record WalletGroup(WalletState State, string Title, string Icon, bool Over);
