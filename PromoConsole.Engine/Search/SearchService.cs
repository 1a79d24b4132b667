using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Search;

/// <summary>What may be searched; usually what the asking person may open.</summary>
[Flags]
public enum SearchScope { None = 0, Codes = 1, Customers = 2, Orders = 4, Campaigns = 8, Redemptions = 16, Rules = 32, All = 63 }

/// <summary>Everything one search box found, at most a few of each kind.</summary>
public sealed record SearchResults
{
    public IReadOnlyList<FoundCode> Codes { get; init; } = [];

    public IReadOnlyList<FoundCustomer> Customers { get; init; } = [];

    public IReadOnlyList<FoundOrder> Orders { get; init; } = [];

    public IReadOnlyList<FoundCampaign> Campaigns { get; init; } = [];

    /// <summary>Of the library, with those that are only drafted.</summary>
    public IReadOnlyList<FoundRule> Rules { get; init; } = [];

    /// <summary>Only by their whole id.</summary>
    public IReadOnlyList<FoundRedemption> Redemptions { get; init; } = [];
}

public sealed record FoundCode(string VoucherId, string Code, string? CampaignId, string? CampaignName, string? HolderId);

public sealed record FoundCustomer(string Id, string? Name, string? Email, string? Phone, string? SourceId);

/// <param name="Amount">Before discounts, minor units.</param>
public sealed record FoundOrder(string Id, string? SourceId, string? CustomerId, long Amount, DateTimeOffset CreatedAt);

public sealed record FoundCampaign(string Id, string Name, bool Active);

/// <param name="IsPublished">Else it is a draft that decides nothing.</param>
public sealed record FoundRule(string Id, string Name, bool IsPublished);

public sealed record FoundRedemption(string Id, string Code, DateTimeOffset At);

/// <summary>One box for everything: codes by their beginning, customers by any part of name, e-mail, phone or id, orders by number, campaigns and rules by name.</summary>
/// <remarks>Codes and orders are found by ranges on an index, so a million of them cost nothing; names are compared with a narrow column each.</remarks>
public sealed class SearchService(IDbContextFactory<PromoDbContext> contexts)
{
    private const int MaxLength = 100;

    /// <param name="typed">As typed; case, blanks, dashes in codes and accents in names do not matter.</param>
    /// <param name="each">At most this many of each kind.</param>
    public async Task<SearchResults> FindAsync(string? typed, SearchScope scope = SearchScope.All, int each = 5, CancellationToken ct = default)
    {
        var text = (typed ?? "").Trim();
        if (text.Length is 0 or > MaxLength) return new SearchResults();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new SearchResults
        {
            Codes = scope.HasFlag(SearchScope.Codes) ? await CodesAsync(db, text, each, ct) : [],
            Customers = scope.HasFlag(SearchScope.Customers) ? await CustomersAsync(db, text, each, ct) : [],
            Orders = scope.HasFlag(SearchScope.Orders) ? await OrdersAsync(db, text, each, ct) : [],
            Campaigns = scope.HasFlag(SearchScope.Campaigns) ? await CampaignsAsync(db, text, each, ct) : [],
            Rules = scope.HasFlag(SearchScope.Rules) ? await RulesAsync(db, text, each, ct) : [],
            Redemptions = scope.HasFlag(SearchScope.Redemptions) ? await RedemptionsAsync(db, text, ct) : [],
        };
    }

    private static async Task<IReadOnlyList<FoundCode>> CodesAsync(PromoDbContext db, string text, int each, CancellationToken ct)
    {
        var from = CodeKeys.Search(text);
        if (from.Length < 2) return []; // one letter finds everything and nothing
        var vouchers = db.Vouchers.AsNoTracking().Where(v => string.Compare(v.CodeSearch, from) >= 0);
        if (SearchText.AfterPrefix(from) is { } to) vouchers = vouchers.Where(v => string.Compare(v.CodeSearch, to) < 0);
        return await vouchers.OrderBy(v => v.CodeSearch).Take(each)
            .Select(v => new FoundCode(
                v.Id, v.Code, v.CampaignId, db.Campaigns.Where(c => c.Id == v.CampaignId).Select(c => c.Name).FirstOrDefault(), v.HolderId))
            .ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<FoundCustomer>> CustomersAsync(PromoDbContext db, string text, int each, CancellationToken ct)
    {
        var customers = db.Customers.AsNoTracking();
        if (text.StartsWith(CustomerMerge.IdPrefix, StringComparison.Ordinal))
        {
            var id = await CustomerIds.PlatformIdAsync(db, text, ct); // a duplicate that was merged is found by its id
            customers = customers.Where(c => c.Id == id);
        }
        else
        {
            var terms = SearchText.Terms(text);
            var byAlias = await CustomerIds.StartingAsync(db, text, ct);
            if (terms.Count == 0 || terms.All(term => term.Length < 2)) return [];
            foreach (var term in terms)
            {
                var pattern = Like.Containing(term);
                customers = byAlias.Count == 0
                    ? customers.Where(c => EF.Functions.Like(c.Search, pattern, Like.Escape))
                    : customers.Where(c => EF.Functions.Like(c.Search, pattern, Like.Escape) || byAlias.Contains(c.Id));
            }
        }

        // In the order of the text itself, so that reading the index stops at the first few.
        return await customers.OrderBy(c => c.Search).Take(each)
            .Select(c => new FoundCustomer(c.Id, c.Name, c.Email, c.Phone, c.SourceId)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<FoundOrder>> OrdersAsync(PromoDbContext db, string text, int each, CancellationToken ct)
    {
        var number = text.TrimStart('#').Trim();
        if (number.Length < 2) return [];
        var orders = db.Orders.AsNoTracking();
        if (number.StartsWith("ord_", StringComparison.Ordinal))
        {
            orders = orders.Where(o => o.Id == number);
        }
        else
        {
            orders = orders.Where(o => o.SourceId != null && string.Compare(o.SourceId, number) >= 0);
            if (SearchText.AfterPrefix(number) is { } to) orders = orders.Where(o => string.Compare(o.SourceId, to) < 0);
        }

        return await orders.OrderBy(o => o.SourceId).Take(each)
            .Select(o => new FoundOrder(o.Id, o.SourceId, o.CustomerId, o.Amount, o.CreatedAt)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<FoundCampaign>> CampaignsAsync(PromoDbContext db, string text, int each, CancellationToken ct)
    {
        if (text.StartsWith("camp_", StringComparison.Ordinal))
            return await db.Campaigns.AsNoTracking().Where(c => c.Id == text && c.DeletedAt == null)
                .Select(c => new FoundCampaign(c.Id, c.Name, c.Active)).ToListAsync(ct);

        // Names first, from their own index: the rows carry whole drafts and are not worth reading for a comparison.
        var pattern = Like.Containing(text);
        var names = await db.Campaigns.AsNoTracking()
            .Where(c => EF.Functions.Like(c.Name, pattern, Like.Escape)).OrderBy(c => c.Name).Select(c => c.Name).Take(each * 3).ToListAsync(ct);
        return await db.Campaigns.AsNoTracking()
            .Where(c => names.Contains(c.Name) && c.DeletedAt == null).OrderBy(c => c.Name).Take(each)
            .Select(c => new FoundCampaign(c.Id, c.Name, c.Active)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<FoundRule>> RulesAsync(PromoDbContext db, string text, int each, CancellationToken ct)
    {
        var pattern = Like.Containing(text);
        return await db.ValidationRules.Where(r => r.Id == text || EF.Functions.Like(r.Name, pattern, Like.Escape)).Select(r => new { r.Id, r.Name, Published = 1 })
            .Concat(db.RuleDrafts.Where(d => d.BaseVersion == 0 && (d.RuleId == text || EF.Functions.Like(d.Name, pattern, Like.Escape))).Select(d => new { Id = d.RuleId, d.Name, Published = 0 }))
            .OrderBy(r => r.Name).ThenBy(r => r.Id).Take(each).Select(r => new FoundRule(r.Id, r.Name, r.Published == 1)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<FoundRedemption>> RedemptionsAsync(PromoDbContext db, string text, CancellationToken ct) =>
        text.StartsWith("r_", StringComparison.Ordinal) || text.StartsWith("rf_", StringComparison.Ordinal)
            || text.StartsWith("rr_", StringComparison.Ordinal) || text.StartsWith("valid_", StringComparison.Ordinal)
            ? await db.Redemptions.AsNoTracking().Where(r => r.Id == text).Select(r => new FoundRedemption(r.Id, r.Code, r.At)).ToListAsync(ct)
            : [];
}
