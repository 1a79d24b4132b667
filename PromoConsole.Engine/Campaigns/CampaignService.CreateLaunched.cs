using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

public sealed partial class CampaignService
{
    /// <summary>Makes a campaign and launches it at once, as the API does: nothing remains of one that cannot be launched.</summary>
    /// <returns>The launched campaign; or what <see cref="CreateDraftAsync"/> and <see cref="LaunchAsync"/> refuse.</returns>
    public async Task<Result<Campaign>> CreateLaunchedAsync(CreateDraft request, CancellationToken ct = default)
    {
        var launched = await writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var name = request.Name.Trim();
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            if (await CategoryProblemAsync(db, request.CategoryId, token) is { } missing) return missing;
            var campaign = await AddAsync(db, name, request, time.GetUtcNow(), token);
            if (await AssignAsync(db, campaign, request, token) is { } unknown) return unknown;
            await db.SaveChangesAsync(token); // launching counts codes on the row by a command of its own
            return await PutInForceAsync(db, campaign, request.Setup, null, request.Actor, "campaign.launched", token);
        }, ct);
        if (launched.IsOk) jobs.Wake();
        return launched;
    }
}
