using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

/// <summary>The filters of the campaign list as the database understands them.</summary>
internal static class CampaignQueries
{
    /// <param name="terms">What <see cref="CampaignSearch.TermsAsync"/> made of the filter's text.</param>
    public static IQueryable<Campaign> Filtered(PromoDbContext db, CampaignFilter filter, DateTimeOffset now, IReadOnlyList<SearchTerm> terms)
    {
        var found = On(db.Campaigns.AsNoTracking(), filter);
        if (!string.IsNullOrWhiteSpace(filter.Text)) found = Matching(db, found, filter.Text.Trim(), terms);
        if (filter.Statuses.Count > 0) found = found.Where(AnyStatus(filter.Statuses, now));
        if (filter.Kind is { } kind) found = found.Where(c => c.Kind == kind);
        if (filter.CategoryId is { } category) found = found.Where(c => c.CategoryId == category);
        if (filter.Owner is { } owner) found = found.Where(c => (c.Owner ?? c.CreatedBy) == owner);
        if (!string.IsNullOrWhiteSpace(filter.Tag))
        {
            // Tags are a JSON list of words; the quotes make the word whole.
            var tag = Like.Containing(JsonSerializer.Serialize(filter.Tag, PromoJson.Options));
            found = found.Where(c => EF.Functions.Like((string)(object)c.Tags, tag, Like.Escape));
        }

        if (filter.From is { } from) found = found.Where(c => c.EndsAt == null || c.EndsAt > from);
        if (filter.To is { } to) found = found.Where(c => c.StartsAt == null || c.StartsAt < to);
        if (filter.Budget is { } budget) found = Budgeted(db, found, budget);
        return string.IsNullOrWhiteSpace(filter.Uses) ? found : Naming(db, found, filter.Uses);
    }

    /// <summary>Campaigns whose setup names an id, in force or in the draft.</summary>
    public static IQueryable<Campaign> Naming(PromoDbContext db, IQueryable<Campaign> campaigns, string id)
    {
        // Ids are unlike anything else in the document; the quotes make them whole.
        var named = Like.Containing($"\"{id}\"");
        return campaigns.Where(c => (c.Draft != null && EF.Functions.Like((string)(object)c.Draft, named, Like.Escape))
            || db.CampaignVersions.Any(v => v.CampaignId == c.Id && v.Number == c.Version && EF.Functions.Like((string)(object)v.Setup, named, Like.Escape)));
    }

    public static IQueryable<Campaign> Ordered(PromoDbContext db, IQueryable<Campaign> found, CampaignFilter filter) => filter.Order switch
    {
        CampaignOrder.Name => By(found, filter, c => c.Name),
        CampaignOrder.Starts => By(found, filter, c => c.StartsAt),
        CampaignOrder.Ends => By(found, filter, c => c.EndsAt),
        CampaignOrder.Codes => By(found, filter, c => c.CodesCount),
        CampaignOrder.Redeemed => ByMoved(WithMoved(db, found), filter, m => m.Redeemed),
        CampaignOrder.Discount => ByMoved(WithMoved(db, found), filter, m => m.Discount),
        _ => filter.Ascending ? found.OrderBy(c => c.Id) : found.OrderByDescending(c => c.Id),
    };

    /// <summary>What <see cref="CampaignStatusPolicy"/> says, for the database; a test holds the two together.</summary>
    public static Expression<Func<Campaign, bool>> StatusIs(CampaignStatus status, DateTimeOffset now) => status switch
    {
        CampaignStatus.Archived => c => c.ArchivedAt != null,
        CampaignStatus.Draft => c => c.ArchivedAt == null && c.Version == 0,
        CampaignStatus.Paused => c => c.ArchivedAt == null && c.Version > 0 && !c.Active && (c.EndsAt == null || c.EndsAt > now),
        CampaignStatus.Scheduled => c => c.ArchivedAt == null && c.Version > 0 && c.Active && c.StartsAt > now && (c.EndsAt == null || c.EndsAt > now),
        CampaignStatus.Ended => c => c.ArchivedAt == null && c.Version > 0 && c.EndsAt <= now,
        _ => c => c.ArchivedAt == null && c.Version > 0 && c.Active && (c.StartsAt == null || c.StartsAt <= now) && (c.EndsAt == null || c.EndsAt > now),
    };

    private static IQueryable<Campaign> On(IQueryable<Campaign> campaigns, CampaignFilter filter) => filter.Shelf switch
    {
        CampaignShelf.Bin => campaigns.Where(c => c.DeletedAt != null && c.PurgedAt == null),
        CampaignShelf.Archive => campaigns.Where(c => c.DeletedAt == null && c.ArchivedAt != null),
        _ when filter.Statuses.Contains(CampaignStatus.Archived) => campaigns.Where(c => c.DeletedAt == null),
        _ => campaigns.Where(c => c.DeletedAt == null && c.ArchivedAt == null),
    };

    private static IQueryable<Campaign> Matching(PromoDbContext db, IQueryable<Campaign> found, string text, IReadOnlyList<SearchTerm> terms)
    {
        var name = Like.Containing(text);
        Expression<Func<Campaign, bool>> matches = c => EF.Functions.Like(c.Name, name, Like.Escape);
        if (terms.Count > 0) matches = matches.Or(terms.Select(HasTerm).Aggregate(Predicates.And));
        if (CodeKeys.Search(text).Length >= 3) // shorter ones name no code
        {
            var withCode = CodeLookup.StartingWith(db, db.Vouchers, text).Where(v => v.CampaignId != null).Take(1000).Select(v => v.CampaignId);
            matches = matches.Or(c => withCode.Contains(c.Id));
        }

        return found.Where(matches);
    }

    private static Expression<Func<Campaign, bool>> HasTerm(SearchTerm term)
    {
        var word = Like.Containing(term.Word);
        Expression<Func<Campaign, bool>> has = c => EF.Functions.Like(c.Search, word, Like.Escape);
        foreach (var id in term.NamedIds)
        {
            var named = Like.Containing(id);
            has = has.Or(c => EF.Functions.Like(c.Search, named, Like.Escape));
        }

        var categories = term.CategoryIds;
        return categories.Count == 0 ? has : has.Or(c => c.CategoryId != null && categories.Contains(c.CategoryId));
    }

    // What happened to all campaigns is summed in one pass and joined, however many rows the list has.
    private static IQueryable<Moved> WithMoved(PromoDbContext db, IQueryable<Campaign> found) =>
        from campaign in found
        join sums in db.HourSummaries.GroupBy(m => m.CampaignId).Select(g => new
        {
            CampaignId = g.Key,
            Redeemed = g.Sum(m => m.Kind == RedemptionKind.Redeemed ? m.Count : m.Kind == RedemptionKind.Rollback ? -m.Count : 0),
            Discount = g.Sum(m => m.DiscountAmount),
        }) on campaign.Id equals sums.CampaignId into moved
        from sums in moved.DefaultIfEmpty()
        select new Moved { Campaign = campaign, Redeemed = (long?)sums.Redeemed ?? 0, Discount = (long?)sums.Discount ?? 0 };

    private static IQueryable<Campaign> ByMoved(IQueryable<Moved> moved, CampaignFilter filter, Expression<Func<Moved, long>> key) =>
        (filter.Ascending ? moved.OrderBy(key).ThenBy(m => m.Campaign.Id) : moved.OrderByDescending(key).ThenByDescending(m => m.Campaign.Id)).Select(m => m.Campaign);

    private static IQueryable<Campaign> Budgeted(PromoDbContext db, IQueryable<Campaign> found, BudgetLeft left) => left switch
    {
        BudgetLeft.NotLimited => found.Where(c => c.BudgetAmount == null),
        // A fifth left: five times what is used is four times the budget.
        BudgetLeft.Plenty => WithMoved(db, found.Where(c => c.BudgetAmount != null)).Where(m => m.Discount * 5 < m.Campaign.BudgetAmount * 4).Select(m => m.Campaign),
        BudgetLeft.NearlyGone => WithMoved(db, found.Where(c => c.BudgetAmount != null))
            .Where(m => m.Discount * 5 >= m.Campaign.BudgetAmount * 4 && m.Discount < m.Campaign.BudgetAmount).Select(m => m.Campaign),
        _ => WithMoved(db, found.Where(c => c.BudgetAmount != null)).Where(m => m.Discount >= m.Campaign.BudgetAmount).Select(m => m.Campaign),
    };

    private static Expression<Func<Campaign, bool>> AnyStatus(IReadOnlyList<CampaignStatus> statuses, DateTimeOffset now) =>
        statuses.Distinct().Select(status => StatusIs(status, now)).Aggregate(Predicates.Or);

    private static IQueryable<Campaign> By<T>(IQueryable<Campaign> found, CampaignFilter filter, Expression<Func<Campaign, T>> key) =>
        filter.Ascending ? found.OrderBy(key).ThenBy(c => c.Id) : found.OrderByDescending(key).ThenByDescending(c => c.Id);

    private sealed class Moved
    {
        public required Campaign Campaign { get; init; }

        public long Redeemed { get; init; }

        public long Discount { get; init; }
    }
}
