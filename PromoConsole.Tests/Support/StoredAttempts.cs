using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Tests.Support;

/// <summary>Attempts as they are stored and read back, without a database.</summary>
internal static class StoredAttempts
{
    /// <summary>The rows a redemption would leave, and those a validation would leave, each with what it takes to decide it again.</summary>
    public static IEnumerable<StoredAttempt> Of(ValidateRedeemables request, Decision decision)
    {
        var loaded = new LoadedFacts(decision.Facts, CustomerOf(decision.Facts.Customer), false, false, null);
        var rows = new RedemptionRows(request, decision, loaded, decision.Catalogue.Project, Decisions.Noon);
        return Attempts(decision.Accepted ? rows.Accepted() : rows.Refused()).Concat(Attempts(rows.Attempts("valid_1")));
    }

    /// <summary>Of what a decision was made by: stored versions are not lost.</summary>
    public static ReplayVersions VersionsOf(Catalogue catalogue) => new(
        catalogue.Campaigns.Values.SelectMany(campaign => campaign.Versions.Values, (campaign, version) => (campaign.Id, version))
            .ToDictionary(pair => new VersionOf(pair.Id, pair.version.Number), pair => Kept(pair.version.Setup)),
        catalogue.Rules.Values.ToDictionary(rule => new VersionOf(rule.Id, rule.Version), rule => new RuleVersion(rule.Name, Kept(rule.Content))));

    /// <summary>Changes what is stored of an attempt, as nobody may.</summary>
    public static async Task ForgeAsync(this PromoDbContext db, string id, Func<RedemptionDetail, RedemptionDetail> change)
    {
        var forged = change((await db.Redemptions.AsNoTracking().SingleAsync(r => r.Id == id)).Detail);
        await db.Redemptions.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Detail, forged));
    }

    private static IEnumerable<StoredAttempt> Attempts(IReadOnlyList<Redemption> written)
    {
        Redemption[] rows = [.. written.Select(row => row with { Detail = Kept(row.Detail) })];
        foreach (var row in rows)
        {
            var answer = (row.ParentId ?? row.Detail.InputsId) is { } id ? rows.Single(other => other.Id == id) : row;
            yield return new(row, answer, row.Kind == RedemptionKind.Combined ? [.. rows.Where(other => other.ParentId == row.Id)] : []);
        }
    }

    private static T Kept<T>(T document) => PromoJson.Read<T>(PromoJson.Write(document));

    private static Customer? CustomerOf(CustomerFacts? facts) =>
        facts?.Id is { } id ? new Customer { Id = id, SourceId = facts.SourceId, CreatedAt = Decisions.Noon, UpdatedAt = Decisions.Noon } : null;
}
