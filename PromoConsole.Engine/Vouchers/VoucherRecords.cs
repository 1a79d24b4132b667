using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

/// <summary>A code with all there is to say about it.</summary>
/// <param name="Campaign">Null for a code of its own.</param>
/// <param name="Terms">What it gives and when: of the version it keeps, else of the newest, else its own. Null while its campaign was never launched.</param>
/// <param name="Category">Of its campaign, or its own without one; null for none.</param>
/// <param name="RedeemedQuantity">Uses so far, those of unlimited codes included.</param>
public sealed record VoucherRecord(Voucher Voucher, Campaign? Campaign, CampaignSetup? Terms, Category? Category, long RedeemedQuantity)
{
    /// <summary>The rule assigned to the code itself; null for none.</summary>
    public AssignedRule? Rule { get; init; }
}

/// <summary>Which codes to list. Null parts mean any.</summary>
public sealed record VoucherQuery
{
    /// <summary>Id or name.</summary>
    public string? Campaign { get; init; }

    /// <summary>Id or name; codes whose campaign belongs to it, or that belong to it themselves.</summary>
    public string? Category { get; init; }

    /// <summary>Holder: platform id or the shop's own.</summary>
    public string? Customer { get; init; }

    /// <summary>Only codes that nobody holds.</summary>
    public bool Unheld { get; init; }

    /// <summary>The code exactly, case folded where the project ignores case.</summary>
    public string? Code { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Exclusive; codes that were never changed have no such time.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Exclusive, as before.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Only these, by id; null for all.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>How the code begins, however it is spelled.</summary>
    public string? Beginning { get; init; }

    /// <summary>One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="VoucherRecords.Filters"/>.</summary>
    public Filter? Filter { get; init; }

    public VoucherSort Order { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 10;
}

public enum VoucherSort { Newest, Oldest, LatestChange, EarliestChange, Code, CodeDescending }

/// <summary>Reads codes whole, for the API.</summary>
public sealed class VoucherRecords(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>What <see cref="VoucherQuery.Filter"/> may name.</summary>
    public static IFilterNames Filters => VoucherFields.All;

    /// <summary>One page and how many there are in all.</summary>
    public async Task<Page<VoucherRecord>> ListAsync(VoucherQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var codes = await FilteredAsync(db, query, ct);
        if (codes is null) return new Page<VoucherRecord>([], 0);
        codes = await VoucherFields.All.InAsync(db, codes, query.Filter, time, ct);
        var total = await codes.LongCountAsync(ct);
        var sorted = query.Order switch
        {
            VoucherSort.Oldest => codes.OrderBy(v => v.Id),
            VoucherSort.LatestChange => codes.OrderByDescending(v => v.UpdatedAt).ThenByDescending(v => v.Id),
            VoucherSort.EarliestChange => codes.OrderBy(v => v.UpdatedAt).ThenBy(v => v.Id),
            VoucherSort.Code => codes.OrderBy(v => v.CodeKey),
            VoucherSort.CodeDescending => codes.OrderByDescending(v => v.CodeKey),
            _ => codes.OrderByDescending(v => v.Id),
        };
        return new Page<VoucherRecord>(await WholeAsync(db, await sorted.Skip(query.Skip).Take(query.Take).ToListAsync(ct), ct), total);
    }

    /// <summary>A code read before, with its surroundings.</summary>
    public async Task<VoucherRecord> OfAsync(Voucher voucher, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await WholeAsync(db, [voucher], ct))[0];
    }

    /// <summary>Codes by id, in the order of the ids; those that are gone are left out.</summary>
    public async Task<IReadOnlyList<VoucherRecord>> OfIdsAsync(IReadOnlyList<string> ids, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = (await WholeAsync(db, await db.Vouchers.AsNoTracking().Where(v => ids.Contains(v.Id)).ToListAsync(ct), ct)).ToDictionary(record => record.Voucher.Id);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Null when the filter names something that does not exist.</summary>
    private static async Task<IQueryable<Voucher>?> FilteredAsync(PromoDbContext db, VoucherQuery query, CancellationToken ct)
    {
        var codes = db.Vouchers.AsNoTracking();
        if (query.Campaign is { } campaign)
        {
            var id = await db.Campaigns.Where(c => c.Id == campaign || c.Name == campaign).Select(c => c.Id).FirstOrDefaultAsync(ct);
            if (id is null) return null;
            codes = codes.Where(v => v.CampaignId == id);
        }

        if (query.Category is { } category)
        {
            var id = await db.Categories.Where(c => c.Id == category || c.Name == category).Select(c => c.Id).FirstOrDefaultAsync(ct);
            if (id is null) return null;
            codes = codes.Where(v => v.CategoryId == id || db.Campaigns.Any(c => c.Id == v.CampaignId && c.CategoryId == id));
        }

        if (query.Customer is { } customer)
        {
            var id = await CustomerIds.PlatformIdAsync(db, customer, ct);
            if (id is null) return null;
            codes = codes.Where(v => v.HolderId == id);
        }

        if (query.Unheld) codes = codes.Where(v => v.HolderId == null);
        if (query.Code is { } code)
        {
            var ignoresCase = await db.Project.Select(p => (bool?)p.CaseInsensitiveCodes).SingleOrDefaultAsync(ct) ?? true;
            var key = CodeKeys.Key(code, ignoresCase);
            codes = codes.Where(v => v.CodeKey == key);
        }

        if (query.Beginning is { } beginning) codes = CodeLookup.StartingWith(db, codes, beginning);
        if (query.Ids is { } ids) codes = codes.Where(v => ids.Contains(v.Id));
        if (query.UpdatedAfter is { } changedAfter) codes = codes.Where(v => v.UpdatedAt > changedAfter);
        if (query.UpdatedBefore is { } changedBefore) codes = codes.Where(v => v.UpdatedAt < changedBefore);

        // Ids sort by time and are indexed; the creation column is not.
        if (query.CreatedAfter is { } after)
        {
            var floor = Ids.Floor("v_", after.AddMilliseconds(1));
            codes = codes.Where(v => string.Compare(v.Id, floor) >= 0);
        }

        if (query.CreatedBefore is { } before)
        {
            var floor = Ids.Floor("v_", before);
            codes = codes.Where(v => string.Compare(v.Id, floor) < 0);
        }

        return codes;
    }

    internal static async Task<List<VoucherRecord>> WholeAsync(PromoDbContext db, List<Voucher> codes, CancellationToken ct)
    {
        string[] campaignIds = [.. codes.Select(v => v.CampaignId).OfType<string>().Distinct()];
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => campaignIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        string[] categoryIds = [.. campaigns.Values.Select(c => c.CategoryId).Concat(codes.Select(v => v.CategoryId)).OfType<string>().Distinct()];
        var categories = await db.Categories.AsNoTracking().Where(c => categoryIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        int[] numbers = [.. codes.Select(v => VersionOf(v, campaigns)).OfType<int>().Distinct()];
        var versions = await db.CampaignVersions.AsNoTracking()
            .Where(v => campaignIds.Contains(v.CampaignId) && numbers.Contains(v.Number))
            .ToDictionaryAsync(v => (v.CampaignId, v.Number), v => v.Setup, ct);
        string[] counters = [.. codes.Where(v => v.RedemptionLimit is null).Select(v => CounterKeys.CodeRedemptions(v.Id))];
        var unlimited = await db.Counters.Where(c => counters.Contains(c.Key))
            .GroupBy(c => c.Key).Select(g => new { g.Key, Value = g.Sum(c => c.Value) }).ToDictionaryAsync(c => c.Key, c => c.Value, ct);

        string[] ruled = [.. codes.Where(v => v.RuleId is not null).Select(v => v.Id)];
        var rules = ruled.Length == 0 ? null : await RuleRecords.OfAsync(db, ruled, ct);
        return codes.ConvertAll(v => new VoucherRecord(
            v,
            v.CampaignId is { } id ? campaigns.GetValueOrDefault(id) : null,
            v.Terms ?? (v.CampaignId is { } owner && VersionOf(v, campaigns) is { } number ? versions.GetValueOrDefault((owner, number)) : null),
            (v.CampaignId is { } of ? campaigns.GetValueOrDefault(of)?.CategoryId : v.CategoryId) is { } category ? categories.GetValueOrDefault(category) : null,
            v.RedemptionLimit is null ? unlimited.GetValueOrDefault(CounterKeys.CodeRedemptions(v.Id)) : v.RedeemedQuantity)
        { Rule = rules?.GetValueOrDefault(v.Id) });
    }

    private static int? VersionOf(Voucher voucher, Dictionary<string, Campaign> campaigns) =>
        voucher.CampaignVersion ?? (voucher.CampaignId is { } id ? campaigns.GetValueOrDefault(id)?.Version : null);
}
