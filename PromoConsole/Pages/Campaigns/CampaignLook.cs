using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns;

/// <summary>How a campaign's state is shown: icon, word, hint, and whether somebody should look.</summary>
/// <param name="Explanation">Why it is so, on hover.</param>
public sealed record CampaignLook(string Icon, string Word, string? Hint, bool Attention, string Explanation)
{
    /// <summary>A fifth of the uses left, or none, asks for a look.</summary>
    public static CampaignLook Of(CampaignRow row, DateTimeOffset now)
    {
        var says = CampaignStatusPolicy.Describe(row.Campaign, now, row.UsesLeft);
        return says.Status switch
        {
            CampaignStatus.Draft => new("edit", "Draft", Steps(row), true, says.Explanation),
            CampaignStatus.Scheduled => new("calendar", "Scheduled", says.Hint, false, says.Explanation),
            CampaignStatus.Paused => new("pause", "Paused", Short(says.Hint), true, says.Explanation),
            CampaignStatus.Ended => new("stop", "Ended", says.Hint, false, says.Explanation),
            CampaignStatus.Archived => new("archive", "Archived", says.Hint, false, says.Explanation),
            _ => Live(row, says),
        };
    }

    private static CampaignLook Live(CampaignRow row, StatusHint says)
    {
        var all = row.Campaign.CodesCount * (row.Setup.Codes.RedemptionLimit ?? 0L);
        var low = row.UsesLeft is { } left && all > 0 && left * 5 <= all;
        var spent = row.Campaign.BudgetAmount is { } budget && row.DiscountAmount >= budget;
        if (spent) return new("warn", "Live", "budget used up", true, "Running, but its discount budget is used up: nothing more is given.");
        return low
            ? new("warn", "Live", row.UsesLeft == 0 ? "all codes used" : $"{row.UsesLeft:N0} uses left", true, says.Explanation)
            : new(says.At is null ? "play" : "clock", "Live", says.Hint, false, says.Explanation);
    }

    // The whole reason is in the explanation on hover, and on the campaign's page.
    private static string Short(string hint) => hint.Length <= 40 ? hint : hint[..39].TrimEnd() + "…";

    private static string Steps(CampaignRow row) => row.Problems.Select(problem => Wizard.WizardSteps.KeyOf(problem.Step)).Distinct().Count() switch
    {
        0 => "ready to launch",
        1 => "1 step needs action",
        var steps => $"{steps} steps need action",
    };
}
