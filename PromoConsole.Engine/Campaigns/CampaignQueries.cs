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
    public static IQueryable<Campaign> Filtered(PromoDbContext db, CampaignFilter filter, DateTimeOffset now)
    {
        var found = db.Campaigns.AsNoTracking().Where(filter.InBin ? c => c.DeletedAt != null : c => c.DeletedAt == null);
        if (!string.IsNullOrWhiteSpace(filter.Text)) found = Named(db, found, filter.Text.Trim());
        if (filter.Statuses.Count > 0) found = found.Where(AnyStatus(filter.Statuses, now));
        if (filter.Kind is { } kind) found = found.Where(c => c.Kind == kind);
        if (filter.CategoryId is { } category) found = found.Where(c => c.CategoryId == category);
        if (filter.Owner is { } owner) found = found.Where(c => c.CreatedBy == owner);
        if (!string.IsNullOrWhiteSpace(filter.Tag))
        {
            // Tags are a JSON list of words; the quotes make the word whole.
            var tag = $"%{Escaped(JsonSerializer.Serialize(filter.Tag, PromoJson.Options))}%";
            found = found.Where(c => EF.Functions.Like((string)(object)c.Tags, tag, "\\"));
        }

        if (filter.From is { } from) found = found.Where(c => c.EndsAt == null || c.EndsAt > from);
        if (filter.To is { } to) found = found.Where(c => c.StartsAt == null || c.StartsAt < to);
        if (filter.Budget is { } budget) found = Budgeted(db, found, budget);
        if (!string.IsNullOrWhiteSpace(filter.Uses))
        {
            // Ids are unlike anything else in the document; the quotes make them whole.
            var named = $"%\"{Escaped(filter.Uses)}\"%";
            found = found.Where(c => (c.Draft != null && EF.Functions.Like((string)(object)c.Draft, named, "\\"))
                || db.CampaignVersions.Any(v => v.CampaignId == c.Id && v.Number == c.Version && EF.Functions.Like((string)(object)v.Setup, named, "\\")));
        }

        return found;
    }

    public static IQueryable<Campaign> Ordered(PromoDbContext db, IQueryable<Campaign> found, CampaignFilter filter) => filter.Order switch
    {
        CampaignOrder.Name => By(found, filter, c => c.Name),
        CampaignOrder.Starts => By(found, filter, c => c.StartsAt),
        CampaignOrder.Ends => By(found, filter, c => c.EndsAt),
        CampaignOrder.Codes => By(found, filter, c => c.CodesCount),
        CampaignOrder.Redeemed => By(found, filter, c => db.HourSummaries
            .Where(m => m.CampaignId == c.Id && (m.Kind == RedemptionKind.Redeemed || m.Kind == RedemptionKind.Rollback))
            .Sum(m => m.Kind == RedemptionKind.Redeemed ? m.Count : -m.Count)),
        CampaignOrder.Discount => By(found, filter, c => db.HourSummaries.Where(m => m.CampaignId == c.Id).Sum(m => m.DiscountAmount)),
        _ => filter.Ascending ? found.OrderBy(c => c.Id) : found.OrderByDescending(c => c.Id),
    };

    /// <summary>What <see cref="CampaignStatusPolicy"/> says, for the database; a test holds the two together.</summary>
    public static Expression<Func<Campaign, bool>> StatusIs(CampaignStatus status, DateTimeOffset now) => status switch
    {
        CampaignStatus.Draft => c => c.Version == 0,
        CampaignStatus.Paused => c => c.Version > 0 && !c.Active && (c.EndsAt == null || c.EndsAt > now),
        CampaignStatus.Scheduled => c => c.Version > 0 && c.Active && c.StartsAt > now && (c.EndsAt == null || c.EndsAt > now),
        CampaignStatus.Ended => c => c.Version > 0 && c.EndsAt <= now,
        _ => c => c.Version > 0 && c.Active && (c.StartsAt == null || c.StartsAt <= now) && (c.EndsAt == null || c.EndsAt > now),
    };

    private static IQueryable<Campaign> Named(PromoDbContext db, IQueryable<Campaign> found, string text)
    {
        var name = $"%{Escaped(text)}%";
        if (CodeKeys.Search(text).Length < 3) return found.Where(c => EF.Functions.Like(c.Name, name, "\\")); // too short to name a code
        var withCode = CodeLookup.StartingWith(db, db.Vouchers, text).Where(v => v.CampaignId != null).Take(1000).Select(v => v.CampaignId);
        return found.Where(c => EF.Functions.Like(c.Name, name, "\\") || withCode.Contains(c.Id));
    }

    private static IQueryable<Campaign> Budgeted(PromoDbContext db, IQueryable<Campaign> found, BudgetLeft left) => left switch
    {
        BudgetLeft.NotLimited => found.Where(c => c.BudgetAmount == null),
        // A fifth left: five times what is used is four times the budget.
        BudgetLeft.Plenty => found.Where(c => c.BudgetAmount != null
            && db.HourSummaries.Where(m => m.CampaignId == c.Id).Sum(m => m.DiscountAmount) * 5 < c.BudgetAmount * 4),
        BudgetLeft.NearlyGone => found.Where(c => c.BudgetAmount != null
            && db.HourSummaries.Where(m => m.CampaignId == c.Id).Sum(m => m.DiscountAmount) * 5 >= c.BudgetAmount * 4
            && db.HourSummaries.Where(m => m.CampaignId == c.Id).Sum(m => m.DiscountAmount) < c.BudgetAmount),
        _ => found.Where(c => c.BudgetAmount != null
            && db.HourSummaries.Where(m => m.CampaignId == c.Id).Sum(m => m.DiscountAmount) >= c.BudgetAmount),
    };

    private static Expression<Func<Campaign, bool>> AnyStatus(IReadOnlyList<CampaignStatus> statuses, DateTimeOffset now)
    {
        var campaign = Expression.Parameter(typeof(Campaign), "c");
        Expression? any = null;
        foreach (var status in statuses.Distinct())
        {
            var one = StatusIs(status, now);
            var body = new Renamed(one.Parameters[0], campaign).Visit(one.Body);
            any = any is null ? body : Expression.OrElse(any, body);
        }

        return Expression.Lambda<Func<Campaign, bool>>(any!, campaign);
    }

    private static IQueryable<Campaign> By<T>(IQueryable<Campaign> found, CampaignFilter filter, Expression<Func<Campaign, T>> key) =>
        filter.Ascending ? found.OrderBy(key).ThenBy(c => c.Id) : found.OrderByDescending(key).ThenByDescending(c => c.Id);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
