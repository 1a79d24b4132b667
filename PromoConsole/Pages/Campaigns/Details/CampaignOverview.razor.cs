using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>A campaign at a glance: its sentence, the facts people come for, its budget, what needs attention, why it was refused.</summary>
public sealed partial class CampaignOverview(TimeProvider time)
{
    [Parameter, EditorRequired] public required CampaignRow Row { get; set; }

    /// <summary>Names of segments, products and collections its rule mentions, by id.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    /// <summary>Refusals, largest value first.</summary>
    [Parameter] public IReadOnlyList<ReasonFigures> Reasons { get; set; } = [];

    /// <summary>Work on its codes that has not ended well yet.</summary>
    [Parameter] public IReadOnlyList<Job> Jobs { get; set; } = [];

    /// <summary>The reader may change it.</summary>
    [Parameter] public bool MayWrite { get; set; }

    [Parameter] public EventCallback<Job> OnCancel { get; set; }

    [Parameter] public EventCallback<Job> OnResume { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Sentence => CampaignSentence.Of(Row.Setup, Names, time.GetUtcNow(), Format, Row.Campaign.Kind);

    private string Share(ReasonFigures reason)
    {
        var most = Math.Max(1, Reasons.Max(other => other.Amount));
        return (reason.Amount * 100m / most).ToString("0.#", CultureInfo.InvariantCulture);
    }

    // The pace of the last 14 days, today included: what a marketer would reckon on the back of an envelope.
    private string BudgetSays(long budget)
    {
        if (Row.DiscountAmount >= budget) return "It is used up: every further redemption is refused.";
        var rest = budget - Row.DiscountAmount;
        var uses = Row.LastDays.Sum();
        if (uses == 0 || Row.Redeemed == 0) return $"{Format.Money(rest)} is left.";
        var aDay = (decimal)Row.DiscountAmount / Row.Redeemed * uses / CampaignList.Days;
        if (aDay < 1) return $"{Format.Money(rest)} is left.";
        var days = (int)Math.Min(3650, Math.Floor(rest / aDay));
        var gone = time.GetUtcNow().AddDays(days);
        return Row.Campaign.EndsAt is { } end && gone >= end
            ? $"{Format.Money(rest)} is left; at the pace of the last 14 days it lasts until the end."
            : $"{Format.Money(rest)} is left; at the pace of the last 14 days it is gone around {Format.Date(gone)}.";
    }
}
