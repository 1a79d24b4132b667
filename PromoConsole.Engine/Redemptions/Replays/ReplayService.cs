using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>Decides stored attempts again, to show that the same facts and versions still give the same answer. Changes nothing.</summary>
public sealed class ReplayService(IDbContextFactory<PromoDbContext> contexts)
{
    /// <param name="id">Of a redemption, refused redemption, refused validation, or a combined redemption.</param>
    /// <returns>How it came out; or <c>not_found</c>, <c>not_replayable</c> for rollbacks and for attempts of which too little is kept.</returns>
    public async Task<Result<Replay>> ReplayAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Redemptions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (row is null) return RedemptionErrors.NotFound(id);
        if (row.Kind.IsRollback()) return ReplayErrors.OfRollback(id);

        var answer = (row.ParentId ?? row.Detail.InputsId) is { } other ? await db.Redemptions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == other, ct) : row;
        if (answer?.Detail.Inputs is not { } inputs) return ReplayErrors.StoredBefore(id);
        if (inputs.Erased) return ReplayErrors.Erased(id);

        List<Redemption> parts = row.Kind == RedemptionKind.Combined ? await db.Redemptions.AsNoTracking().Where(r => r.ParentId == id).OrderBy(r => r.Id).ToListAsync(ct) : [];
        var attempt = new StoredAttempt(row, answer, parts);
        return await VersionsAsync(db, attempt, ct) is { } versions ? Replay.Of(attempt, versions) : ReplayErrors.VersionsGone(id);
    }

    // A request names few campaigns: their versions are read at once, and no more than could be meant.
    private static async Task<ReplayVersions?> VersionsAsync(PromoDbContext db, StoredAttempt attempt, CancellationToken ct)
    {
        var campaigns = new Dictionary<VersionOf, CampaignSetup>();
        foreach (var chunk in attempt.CampaignVersions.Chunk(100))
        {
            var (ids, numbers) = Parts(chunk);
            var found = await db.CampaignVersions.AsNoTracking().Where(v => ids.Contains(v.CampaignId) && numbers.Contains(v.Number)).ToListAsync(ct);
            foreach (var version in found) campaigns[new(version.CampaignId, version.Number)] = version.Setup;
            if (!Array.TrueForAll(chunk, campaigns.ContainsKey)) return null;
        }

        var rules = new Dictionary<VersionOf, RuleVersion>();
        foreach (var chunk in attempt.RuleVersions.Chunk(100))
        {
            var (ids, numbers) = Parts(chunk);
            var found = await db.ValidationRuleVersions.AsNoTracking().Where(v => ids.Contains(v.RuleId) && numbers.Contains(v.Number)).ToListAsync(ct);
            foreach (var version in found) rules[new(version.RuleId, version.Number)] = new(version.Name, version.Content);
            if (!Array.TrueForAll(chunk, rules.ContainsKey)) return null;
        }

        return new(campaigns, rules);
    }

    private static (string[] Ids, int[] Numbers) Parts(VersionOf[] versions) =>
        ([.. versions.Select(version => version.Id).Distinct()], [.. versions.Select(version => version.Number).Distinct()]);
}
