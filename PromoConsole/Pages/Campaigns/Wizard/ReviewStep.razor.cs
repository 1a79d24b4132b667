using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Rules;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The campaign whole: its sentence, what it can cost at most, what is missing, and after a launch what changes for which codes.</summary>
public sealed partial class ReviewStep
{
    [Parameter, EditorRequired] public required string CampaignId { get; set; }

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    /// <summary>The whole campaign in one sentence.</summary>
    [Parameter] public string Sentence { get; set; } = "";

    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    /// <summary>Differences from the version in force; null before the first launch.</summary>
    [Parameter] public IReadOnlyList<SetupChange>? Changes { get; set; }

    /// <summary>Codes that exist.</summary>
    [Parameter] public long ExistingCodes { get; set; }

    /// <summary>Of those, published or redeemed ones, which keep their discount and dates.</summary>
    [Parameter] public long PinnedCodes { get; set; }

    [Parameter] public string? Comment { get; set; }

    [Parameter] public EventCallback<string?> CommentChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private int Muted => (Setup.Rule?.MutedConditions() ?? 0) + Setup.Tiers.Sum(tier => tier.Rule?.MutedConditions() ?? 0);

    private bool Shared => Setup.Codes.Mode == CodeMode.Shared;

    private long Codes => Shared ? 1 : ExistingCodes > 0 ? ExistingCodes : Setup.Codes.Count;

    private string TiersNote => Setup.Tiers.Count(tier => !tier.Active) is > 0 and var off ? $"and {Format.Number(off)} switched off" : Setup.Stacks.Count switch
    {
        0 => "without codes",
        1 => "and 1 stack of them",
        var stacks => $"and {Format.Number(stacks)} stacks of them",
    };

    private string CodesSays => Shared ? Setup.Codes.SharedCode ?? "Not chosen" : (Setup.Codes.OnDemand, Codes) switch
    {
        (true, 0) => "Made when given",
        (true, _) => $"{Format.Number(Codes)} and more",
        _ => Format.Number(Codes),
    };

    private string CodesNote => (Setup.Codes.RedemptionLimit is { } limit ? $"Each {SetupText.Times(limit, Format).ToLowerInvariant()}" : "As often as wanted")
        + (Setup.Codes.OnDemand && Codes > 0 ? ", made when they run out" : "") + (Setup.Codes.OnePerCustomer ? ", one per customer" : "");

    private string StartSays => Setup.Schedule.StartsAt is { } start ? "From " + SetupText.In(Setup.Schedule, Format).DateAndTime(start) : "At once";

    private string EndSays => Setup.Schedule.EndsAt is { } end ? "until " + SetupText.End(end, SetupText.In(Setup.Schedule, Format)) : "no end";

    private string Reaches => Kind == CampaignKind.Promotion
        ? "Carts get the changes at once; past redemptions keep the tier they used."
        : ExistingCodes == 0
        ? "No codes exist yet."
        : $"{Format.Number(ExistingCodes - PinnedCodes)} unused codes follow; {Format.Number(PinnedCodes)} published or redeemed ones keep their discount and dates.";

    private long? Uses
    {
        get
        {
            if (Kind == CampaignKind.Promotion) return Setup.Limits.Redemptions;
            long? byCodes = Setup.Codes is { OnDemand: false, RedemptionLimit: { } limit } ? Codes * limit : null;
            return (byCodes, Setup.Limits.Redemptions) switch
            {
                ({ } codes, { } all) => Math.Min(codes, all),
                var (codes, all) => codes ?? all,
            };
        }
    }

    // What a percentage costs depends on the cart; only a cap or a fixed amount bounds it.
    private long? WorstCase
    {
        get
        {
            var discounts = Kind == CampaignKind.Promotion ? Setup.Tiers.Where(tier => tier.Active).Select(tier => tier.Discount).ToList() : [Setup.Discount];
            var most = discounts.ConvertAll(discount => discount switch { AmountOff { Formula: null } off => off.Amount, PercentOff { MaxAmount: { } cap } => cap, _ => (long?)null });
            var each = most.Count > 0 && most.TrueForAll(one => one is not null) ? most.Max() : null;
            var byUses = each * Uses;
            return (byUses, Setup.Limits.DiscountedAmount) switch
            {
                ({ } uses, { } budget) => Math.Min(uses, budget),
                var (uses, budget) => uses ?? budget,
            };
        }
    }

    private string WorstCaseNote => WorstCase is null
        ? Setup.Codes.OnDemand ? "Codes do not run out: set a budget, or a cap and a limit of redemptions" : "Set a budget, or a cap and a number of uses"
        : WorstCase == Setup.Limits.DiscountedAmount ? "The budget stops it there" : $"{Format.Number(Uses!.Value)} uses at the full discount";
}
