namespace PromoConsole.Engine.Campaigns;

/// <summary>What a copy of a campaign takes over.</summary>
public static class CampaignCopy
{
    /// <summary>Everything but the shared code, which belongs to the original; dates shifted by whole days of wall time kept in UTC.</summary>
    public static CampaignSetup Of(CampaignSetup setup, int shiftDays) => setup with
    {
        Codes = setup.Codes with { SharedCode = null },
        Schedule = setup.Schedule with
        {
            StartsAt = setup.Schedule.StartsAt?.AddDays(shiftDays),
            EndsAt = setup.Schedule.EndsAt?.AddDays(shiftDays),
        },
    };
}
