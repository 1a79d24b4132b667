using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Pages.Campaigns;

/// <summary>A campaign's parts in one line each, with the project's money and zone.</summary>
public static class SetupText
{
    /// <summary>"20% off, at most €40.00"; what is missing where nothing is chosen.</summary>
    public static string Discount(Discount? discount, ProjectFormat format) => Capital(DiscountWords.Of(discount, format.Words()));

    /// <summary>What a campaign of this kind gives: its discount; "3 tiers: 10% off; €25.00 off; …" of a promotion.</summary>
    public static string Gives(CampaignKind kind, CampaignSetup setup, ProjectFormat format)
    {
        if (kind != CampaignKind.Promotion) return Discount(setup.Discount, format);
        if (setup.Tiers.Count == 0) return "No tiers yet";
        const int told = 3;
        var gives = string.Join("; ", setup.Tiers.OrderBy(tier => tier.Hierarchy).Take(told).Select(tier => DiscountWords.Of(tier.Discount, format.Words())));
        return $"{format.Number(setup.Tiers.Count)} {(setup.Tiers.Count == 1 ? "tier" : "tiers")}: {gives}{(setup.Tiers.Count > told ? "; …" : null)}";
    }

    /// <summary>What the formulas of a discount say, and what is used when they cannot; "None" without any.</summary>
    public static string Formulas(CampaignSetup setup, ProjectFormat format)
    {
        IEnumerable<(string? Text, string Else)> formulas =
        [
            (setup.Discount?.Formula?.Text, setup.Discount switch
            {
                AmountOff off => format.Money(off.Amount), PercentOff off => format.Percent(off.Percent), FixedTotal total => format.Money(total.Amount), _ => "",
            }),
            .. (setup.Discount as FreeItems)?.Items.Select(item => (item.Formula?.Text, format.Number(item.Quantity))) ?? [],
            .. setup.Coverage?.Included.Select(entry => (entry.PriceFormula?.Text, entry.PriceAmount is { } price ? format.Money(price) : "the usual price")) ?? [],
        ];
        var said = formulas.Where(formula => formula.Text is not null).Select(formula => $"{formula.Text}, else {formula.Else}").ToList();
        return said.Count == 0 ? "None" : string.Join("; ", said);
    }

    /// <summary>With what it covers and its bundle, by name.</summary>
    public static string Discount(CampaignSetup setup, IReadOnlyDictionary<string, string> names, ProjectFormat format) =>
        Capital(DiscountWords.Of(setup.Discount, setup.Coverage, setup.Bundle, format.Words(), id => names.GetValueOrDefault(id, id)));

    /// <summary>"20,000 codes, BW26-####-####, one per customer" or "BLACK15, for everybody".</summary>
    public static string Codes(CodeSetup codes, ProjectFormat format) => codes.Mode == CodeMode.Shared
        ? string.IsNullOrWhiteSpace(codes.SharedCode) ? "One shared code" : $"{codes.SharedCode}, for everybody"
        : $"{Supply(codes, format)}, {Pattern(codes.Pattern)}{(codes.OnePerCustomer ? ", one per customer" : null)}";

    private static string Supply(CodeSetup codes, ProjectFormat format) => codes is { OnDemand: true, Count: 0 }
        ? "Codes made when they are given"
        : $"{format.Number(codes.Count)} {(codes.Count == 1 ? "code" : "codes")}{(codes.OnDemand ? " and more when they run out" : null)}";

    /// <summary>The pattern as it looks: prefix, places, postfix.</summary>
    public static string Pattern(CodePattern pattern) =>
        pattern.Prefix + (pattern.Pattern ?? new string('#', Math.Clamp(pattern.Length, 0, 100))) + pattern.Postfix;

    /// <summary>"Once per customer, €24,000.00 in all".</summary>
    public static string Limits(CampaignLimits limits, CodeSetup codes, ProjectFormat format, CampaignKind kind = CampaignKind.Coupons)
    {
        var parts = LimitFields.All.Where(field => field.Get(limits) is not null).Select(field => LimitFields.For(kind, field.Says(field.Get(limits)!.Value, format))).ToList();
        if (kind == CampaignKind.Promotion) return parts.Count == 0 ? "As often as carts qualify" : Capital(string.Join(", ", parts));
        parts.Add(codes.RedemptionLimit is { } uses ? $"each code {Times(uses, format).ToLowerInvariant()}" : "codes as often as wanted");
        return Capital(string.Join(", ", parts));
    }

    /// <summary>"27 Nov 2026, 00:00 to 30 Nov 2026, end of day" with days and hours; "Any time" where nothing is limited.</summary>
    public static string Schedule(Schedule schedule, ProjectFormat format)
    {
        var zone = In(schedule, format);
        var window = (schedule.StartsAt, schedule.EndsAt) switch
        {
            ({ } from, { } to) => $"{zone.DateAndTime(from)} to {End(to, zone)}",
            ({ } from, null) => $"From {zone.DateAndTime(from)}",
            (null, { } to) => $"Until {End(to, zone)}",
            _ => "",
        };
        var recurring = ScheduleWords.Recurring(schedule);
        var life = schedule.ValidAfterPublication is { } after ? $"{ScheduleWords.DurationOf(after)} from publication" : "";
        var text = string.Join(", ", new[] { window, recurring, life }.Where(part => part.Length > 0));
        return text.Length == 0 ? "Any time, no end" : text;
    }

    /// <summary>The format with the campaign's own zone.</summary>
    public static ProjectFormat In(Schedule schedule, ProjectFormat format) =>
        schedule.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? format with { Zone = zone } : format;

    /// <summary>An end as people say it: midnight is the end of the day before.</summary>
    public static string End(DateTimeOffset end, ProjectFormat format)
    {
        var local = format.Local(end);
        return local.TimeOfDay == TimeSpan.Zero ? $"{format.Date(end.AddMinutes(-1))}, end of day" : format.DateAndTime(end);
    }

    /// <summary>The first letter as at the beginning of a line.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"once", "twice", "5 times".</summary>
    public static string Times(long count, ProjectFormat format) => count switch { 1 => "Once", 2 => "Twice", _ => format.Number(count) + " times" };
}
