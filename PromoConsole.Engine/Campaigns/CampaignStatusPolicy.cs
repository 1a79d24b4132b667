using System.Globalization;

namespace PromoConsole.Engine.Campaigns;

/// <summary>What a campaign is doing; computed, never stored.</summary>
public enum CampaignStatus { Draft, Scheduled, Live, Paused, Ended, Archived }

/// <summary>A status as it is shown.</summary>
/// <param name="Hint">Next to the word: "starts in 3 d"; empty when there is nothing to add.</param>
/// <param name="At">The instant the hint is about, to show exactly on hover; null when none.</param>
/// <param name="Explanation">Why it is so, in one sentence.</param>
public sealed record StatusHint(CampaignStatus Status, string Hint, DateTimeOffset? At, string Explanation);

/// <summary>Computes a campaign's status from its row and the time, the same everywhere.</summary>
public static class CampaignStatusPolicy
{
    /// <summary>What was put away is archived whatever else it was. An end that has passed outweighs a pause: resuming would not bring the codes back.</summary>
    public static CampaignStatus Of(Campaign campaign, DateTimeOffset now)
    {
        if (campaign.ArchivedAt is not null) return CampaignStatus.Archived;
        if (campaign.Version == 0) return CampaignStatus.Draft;
        if (campaign.EndsAt is { } end && now >= end) return CampaignStatus.Ended;
        if (!campaign.Active) return CampaignStatus.Paused;
        return campaign.StartsAt is { } start && now < start ? CampaignStatus.Scheduled : CampaignStatus.Live;
    }

    /// <param name="usesLeft">Uses all codes together still allow; null when unlimited or not known.</param>
    public static StatusHint Describe(Campaign campaign, DateTimeOffset now, long? usesLeft = null) => Of(campaign, now) switch
    {
        CampaignStatus.Draft => new(CampaignStatus.Draft, "", null, $"Not launched yet: no {Thing(campaign)} of it works."),
        CampaignStatus.Scheduled => new(CampaignStatus.Scheduled, $"starts in {Within(campaign.StartsAt!.Value - now)}", campaign.StartsAt,
            $"Launched; its {Thing(campaign)}s work from the start on."),
        CampaignStatus.Paused => new(CampaignStatus.Paused, campaign.PauseReason ?? "", campaign.PausedAt,
            campaign.PauseReason is { Length: > 0 } reason ? $"Paused by hand: {reason}" : $"Paused by hand: no {Thing(campaign)} works until it is resumed."),
        CampaignStatus.Ended => new(CampaignStatus.Ended, $"{Within(now - campaign.EndsAt!.Value)} ago", campaign.EndsAt, "Its end has passed."),
        CampaignStatus.Archived => new(CampaignStatus.Archived, $"{Within(now - campaign.ArchivedAt!.Value)} ago", campaign.ArchivedAt,
            $"Put away by hand: it shows in the archive only, and no {Thing(campaign)} of it works."),
        _ => Live(campaign, now, usesLeft),
    };

    /// <summary>A span in its largest unit: "8 d", "5 h", "12 min"; under a minute "1 min".</summary>
    public static string Within(TimeSpan span) => span switch
    {
        { TotalDays: >= 730 } => Rounded(span.TotalDays / 365.25, "y"),
        { TotalHours: >= 48 } => Rounded(span.TotalDays, "d"),
        { TotalMinutes: >= 90 } => Rounded(span.TotalHours, "h"),
        _ => Rounded(Math.Max(1, span.TotalMinutes), "min"),
    };

    private static StatusHint Live(Campaign campaign, DateTimeOffset now, long? usesLeft) => (campaign.EndsAt, usesLeft) switch
    {
        (_, 0) when campaign.CodesCount > 0 => new(CampaignStatus.Live, "all codes used", campaign.EndsAt, "Running, but no code of it has a use left."),
        ({ } end, _) => new(CampaignStatus.Live, $"ends in {Within(end - now)}", end, $"Its {Thing(campaign)}s work now."),
        (null, { } left) => new(CampaignStatus.Live, string.Create(CultureInfo.InvariantCulture, $"{left:N0} uses left"), null,
            "Its codes work now and it has no end."),
        _ => new(CampaignStatus.Live, "no end", null, $"Its {Thing(campaign)}s work now and it has no end."),
    };

    private static string Thing(Campaign campaign) => campaign.Kind == CampaignKind.Promotion ? "tier" : "code";

    private static string Rounded(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number):0} {unit}");
}
