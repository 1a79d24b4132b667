using PromoConsole.Engine.Campaigns;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

public class CampaignStatusPolicyTests
{
    private static readonly DateTimeOffset Now = Decisions.Noon;

    public static TheoryData<Campaign, CampaignStatus, string> Cases => new()
    {
        { Some(version: 0), CampaignStatus.Draft, "" },
        { Some(starts: Now.AddDays(3.5)), CampaignStatus.Scheduled, "starts in 3 d" },
        { Some(starts: Now.AddMinutes(61)), CampaignStatus.Scheduled, "starts in 61 min" },
        { Some(starts: Now), CampaignStatus.Live, "no end" }, // the start itself counts
        { Some(ends: Now.AddDays(8)), CampaignStatus.Live, "ends in 8 d" },
        { Some(ends: Now.AddHours(5)), CampaignStatus.Live, "ends in 5 h" },
        { Some(ends: Now), CampaignStatus.Ended, "1 min ago" }, // the end itself no longer does
        { Some(active: false, reason: "Wrong price"), CampaignStatus.Paused, "Wrong price" },
        { Some(active: false, ends: Now.AddDays(-3)), CampaignStatus.Ended, "3 d ago" },
        { Some(active: false, starts: Now.AddDays(3)), CampaignStatus.Paused, "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Says_what_a_campaign_is_doing(Campaign campaign, CampaignStatus status, string hint)
    {
        var described = CampaignStatusPolicy.Describe(campaign, Now);

        Assert.Equal((status, hint), (described.Status, described.Hint));
        Assert.Equal(status, CampaignStatusPolicy.Of(campaign, Now));
    }

    [Fact]
    public void Counts_down_uses_where_there_is_no_end_and_says_when_none_is_left()
    {
        Assert.Equal("1,250 uses left", CampaignStatusPolicy.Describe(Some(), Now, usesLeft: 1250).Hint);
        Assert.Equal("all codes used", CampaignStatusPolicy.Describe(Some(), Now, usesLeft: 0).Hint);
    }

    private static Campaign Some(int version = 1, bool active = true, DateTimeOffset? starts = null, DateTimeOffset? ends = null, string? reason = null) =>
        new() { Id = "camp_1", Name = "Black Week", Version = version, Active = active, StartsAt = starts, EndsAt = ends, PauseReason = reason, CodesCount = 10 };
}
