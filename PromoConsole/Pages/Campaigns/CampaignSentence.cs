using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Pages.Campaigns.Tiers;

namespace PromoConsole.Pages.Campaigns;

/// <summary>The whole campaign as a marketer would tell it to a colleague.</summary>
public static class CampaignSentence
{
    /// <summary>"20% off, at most €40.00, with a code of their own. Customer is in Loom Club. Once per customer. From … until …."</summary>
    public static string Of(CampaignSetup setup, IReadOnlyDictionary<string, string> names, DateTimeOffset now, ProjectFormat format, CampaignKind kind = CampaignKind.Coupons)
    {
        if (kind == CampaignKind.Promotion) return OfTiers(setup, names, now, format);
        var with = setup.Codes.Mode == CodeMode.Shared
            ? string.IsNullOrWhiteSpace(setup.Codes.SharedCode) ? "with a code still to be chosen" : $"with the code {setup.Codes.SharedCode}"
            : $"with {(setup.Codes.OnePerCustomer ? "one code" : "a code")} of their own{(setup.Codes.OnDemand ? ", made when none is left" : null)}";
        var zone = SetupText.In(setup.Schedule, format);
        string[] parts =
        [
            $"Customers get {Lower(SetupText.Discount(setup, names, format))} {with}.",
            setup.Rule is null ? "Every cart qualifies." : RuleText.Of(setup.Rule, names, format),
            SetupText.Limits(setup.Limits, setup.Codes, format) + ".",
            SetupText.Capital(ScheduleWords.Of(setup.Schedule, zone.Words(), now)) + ".",
        ];
        return string.Join(' ', parts);
    }

    private static string OfTiers(CampaignSetup setup, IReadOnlyDictionary<string, string> names, DateTimeOffset now, ProjectFormat format)
    {
        var tiers = setup.Ordered().Select(tier =>
            $"“{tier.Name}”, {Lower(SetupText.Discount(tier.Alone(), names, format))}{(tier.Rule is null ? null : $" ({Lower(RuleText.Of(tier.Rule, names, format).TrimEnd('.'))})")}{(tier.Active ? null : " (switched off)")}");
        string?[] parts =
        [
            setup.Tiers.Count == 0 ? "Carts get nothing yet: add a tier." : $"Carts get without a code: {string.Join("; ", tiers)}.",
            setup.Rule is null ? null : RuleText.Of(setup.Rule, names, format),
            SetupText.Limits(setup.Limits, setup.Codes, format, CampaignKind.Promotion) + ".",
            SetupText.Capital(ScheduleWords.Of(setup.Schedule, SetupText.In(setup.Schedule, format).Words(), now)) + ".",
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
