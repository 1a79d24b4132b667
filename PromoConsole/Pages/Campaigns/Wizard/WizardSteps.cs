using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The steps of the wizard, each with what it holds in one line or what is missing.</summary>
public static class WizardSteps
{
    public const string Kind = "kind";
    public const string Codes = "codes";
    public const string Discount = "discount";
    public const string Tiers = "tiers";
    public const string Rules = "rules";
    public const string Limits = "limits";
    public const string Schedule = "schedule";
    public const string Review = "review";

    /// <summary>Keys in order, of a campaign of codes.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Kind, Codes, Discount, Rules, Limits, Schedule, Review];

    /// <summary>Keys in order.</summary>
    public static IReadOnlyList<string> KeysOf(CampaignKind kind) =>
        kind == CampaignKind.Promotion ? [Kind, Codes, Tiers, Rules, Limits, Schedule, Review] : Keys;

    /// <summary>Which step of the wizard a problem is put right in.</summary>
    public static string KeyOf(SetupStep step) => step switch
    {
        SetupStep.Basics or SetupStep.Codes => Codes,
        SetupStep.Discount => Discount,
        SetupStep.Tiers => Tiers,
        SetupStep.Rules => Rules,
        SetupStep.Limits => Limits,
        _ => Schedule,
    };

    /// <summary>The steps as the stepper shows them.</summary>
    /// <param name="rule">The rule in words.</param>
    public static IReadOnlyList<WizardStep> Of(
        string campaignId, CampaignSetup setup, IReadOnlyList<SetupProblem> problems, string rule, ProjectFormat format, CampaignKind kind = CampaignKind.Coupons)
    {
        var promotion = kind == CampaignKind.Promotion;
        var open = problems.Select(problem => KeyOf(problem.Step)).Distinct().Count();
        return
        [
            Step(Kind, "Kind", promotion ? "Cart promotion, without codes" : setup.Codes.Mode == CodeMode.Shared ? "Coupon, one code for everybody" : "Coupons, each customer a code"),
            promotion ? Step(Codes, "Basics", "Name, category and tags") : Step(Codes, "Basics and codes", SetupText.Codes(setup.Codes, format)),
            promotion ? Step(Tiers, "Tiers", SetupText.Gives(kind, setup, format)) : Step(Discount, "Discount", SetupText.Discount(setup.Discount, format)),
            Step(Rules, promotion ? "Rules for all tiers" : "Rules", rule),
            Step(Limits, "Limits", SetupText.Limits(setup.Limits, setup.Codes, format, kind)),
            Step(Schedule, "Schedule", SetupText.Schedule(setup.Schedule, format)),
            new(Review, "Review", open == 0 ? "See it whole, then launch" : open == 1 ? "1 step needs action" : $"{open} steps need action", Href(campaignId, Review)),
        ];

        WizardStep Step(string key, string title, string holds)
        {
            var first = problems.FirstOrDefault(problem => KeyOf(problem.Step) == key);
            return new(key, title, first is null ? holds : Short(first.Sentence), Href(campaignId, key), Done: first is null, ActionRequired: first is not null);
        }
    }

    /// <summary>The address of a step.</summary>
    public static string Href(string campaignId, string key) => $"/campaigns/{campaignId}/edit?step={key}";

    /// <summary>The address at which one tier is edited.</summary>
    public static string TierHref(string campaignId, string tierId) => $"{Href(campaignId, Tiers)}&tier={tierId}";

    private static string Short(string sentence) => sentence.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? sentence[..end] : sentence.TrimEnd('.');
}
