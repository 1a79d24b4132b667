using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>What a copy of a campaign takes over.</summary>
public static class CampaignCopy
{
    /// <summary>
    /// Everything but the shared code, which belongs to the original; dates shifted by whole days of wall time kept in UTC. Tiers and stacks are new
    /// ones: what was redeemed belongs to the original's.
    /// </summary>
    public static CampaignSetup Of(CampaignSetup setup, int shiftDays, DateTimeOffset now)
    {
        var ids = setup.Tiers.ToDictionary(tier => tier.Id, _ => Ids.New(TierSetup.IdPrefix, now), StringComparer.Ordinal);
        return setup with
        {
            Codes = setup.Codes with { SharedCode = null },
            Schedule = Shifted(setup.Schedule, shiftDays),
            Tiers = [.. setup.Tiers.Select(tier => tier with { Id = ids[tier.Id], Schedule = Shifted(tier.Schedule, shiftDays), CreatedAt = now, UpdatedAt = null })],
            Stacks =
            [
                .. setup.Stacks.Select(stack => stack with
                {
                    Id = Ids.New(StackSetup.IdPrefix, now), TierIds = [.. stack.TierIds.Select(id => ids.GetValueOrDefault(id, id))], CreatedAt = now, UpdatedAt = null,
                }),
            ],
        };
    }

    private static Schedule Shifted(Schedule schedule, int days) =>
        schedule with { StartsAt = schedule.StartsAt?.AddDays(days), EndsAt = schedule.EndsAt?.AddDays(days) };
}
