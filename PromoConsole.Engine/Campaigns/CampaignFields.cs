using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>What lists of campaigns may be filtered by.</summary>
internal static class CampaignFields
{
    public static ListFields<Campaign> All { get; } = new("a campaign",
    [
        new TextField<Campaign>("campaigns", c => c.Name),
        new TextField<Campaign>("campaigns_id", c => c.Id),
        new WordField<Campaign>("campaign_status", Making("DRAFT", "IN_PROGRESS", "FAILED", "DONE")),
        new WordField<Campaign>("status",
        [
            .. Making(null, "$in_progress", "$failed", "$active"),
            ("$expired", asking => IsMade(asking).And(c => c.EndsAt <= asking.Now)),
            ("before_start", asking => IsMade(asking).And(c => c.StartsAt > asking.Now)),
        ]),
        new WordField<Campaign>("active",
        [
            ("$enabled", _ => c => c.Active), ("$disabled", _ => c => !c.Active), ("true", _ => c => c.Active), ("false", _ => c => !c.Active),
            ("$expired", asking => c => c.EndsAt != null && c.EndsAt <= asking.Now),
            ("$active", asking => c => c.Active && (c.StartsAt == null || c.StartsAt <= asking.Now) && (c.EndsAt == null || c.EndsAt > asking.Now)),
        ]),
        new WordField<Campaign>("is_referral_code", [("false", _ => _ => true)]),
        new WordField<Campaign>("voucher_type", [("DISCOUNT_VOUCHER", _ => c => c.Kind == CampaignKind.Coupons)]),
        new WordField<Campaign>("campaign_type", [("DISCOUNT_COUPONS", _ => c => c.Kind == CampaignKind.Coupons), ("PROMOTION", _ => c => c.Kind == CampaignKind.Promotion)]),
        new WordField<Campaign>("type", [("STANDALONE", Shares), ("AUTO_UPDATE", _ => c => c.CodesOnDemand), ("STATIC", Fixed), ("BULK", Fixed)]),
        new NamedField<Campaign, Category>("categories", db => db.Categories, new TextField<Category>("name", c => c.Name), c => c.Id, c => c.CategoryId),
        new TextField<Campaign>("category_ids", c => c.CategoryId),
        new TimeField<Campaign>("created_date", c => c.CreatedAt),
        new TimeField<Campaign>("created_at", c => c.CreatedAt),
        new TimeField<Campaign>("updated_at", c => c.UpdatedAt == c.CreatedAt ? null : c.UpdatedAt),
        new TimeField<Campaign>("start_date", c => c.StartsAt),
        new TimeField<Campaign>("expiration_date", c => c.EndsAt),
        new GivenField<Campaign>("validity_timeframe", asking => Setup(asking, json => asking.Db.JsonEntries(json, "$.schedule").Any(part => part.Key == "timeframe" && part.Kind != JsonKinds.Null))),
        new NumbersField<Campaign>("validity_day_of_week", [.. Enum.GetValues<DayOfWeek>().Select(day => ((int)day, WorksOn(day.ToString())))]),
    ], new("$.metadata", Setup));

    // No day named means every day.
    private static Func<ListAsking, Expression<Func<Campaign, bool>>> WorksOn(string day) =>
        asking => Setup(asking, json => !asking.Db.JsonEntries(json, "$.schedule.days").Any() || asking.Db.JsonEntries(json, "$.schedule.days").Any(named => named.Value == day));

    // What is in force, as the campaign tells it; of one that never was, its draft.
    private static Expression<Func<Campaign, bool>> Setup(ListAsking asking, Expression<Func<string?, bool>> passes)
    {
        var versions = asking.Db.CampaignVersions.Where(((Expression<Func<CampaignVersion, string?>>)(v => (string?)(object?)v.Setup)).Holds(passes));
        Expression<Func<Campaign, bool>> drafted = c => c.Version == 0;
        return drafted.And(((Expression<Func<Campaign, string?>>)(c => (string?)(object?)c.Draft)).Holds(passes))
            .Or(c => versions.Any(v => v.CampaignId == c.Id && v.Number == c.Version));
    }

    // By the newest piece of work on its codes, as the campaign tells it.
    private static IReadOnlyList<(string Word, Func<ListAsking, Expression<Func<Campaign, bool>>> Says)> Making(string? draft, string working, string failed, string done) =>
    [
        .. draft is null ? [] : new (string, Func<ListAsking, Expression<Func<Campaign, bool>>>)[] { (draft, _ => c => c.Version == 0) },
        (working, asking => c => c.Version > 0 && new JobStatus?[] { JobStatus.Waiting, JobStatus.Running }.Contains(
            asking.Db.Jobs.Where(job => job.Subject == c.Id).OrderByDescending(job => job.Id).Select(job => (JobStatus?)job.Status).FirstOrDefault())),
        (failed, asking => c => c.Version > 0
            && asking.Db.Jobs.Where(job => job.Subject == c.Id).OrderByDescending(job => job.Id).Select(job => (JobStatus?)job.Status).FirstOrDefault() == JobStatus.Failed),
        (done, IsMade),
    ];

    private static Expression<Func<Campaign, bool>> IsMade(ListAsking asking) => c => c.Version > 0 && !new JobStatus?[] { JobStatus.Waiting, JobStatus.Running, JobStatus.Failed }.Contains(
        asking.Db.Jobs.Where(job => job.Subject == c.Id).OrderByDescending(job => job.Id).Select(job => (JobStatus?)job.Status).FirstOrDefault());

    private static Expression<Func<Campaign, bool>> Fixed(ListAsking asking) => Shares(asking).Not().And(c => !c.CodesOnDemand);

    // Whether all use one code stands in the document.
    private static Expression<Func<Campaign, bool>> Shares(ListAsking asking)
    {
        var shared = Like.Containing("\"mode\":\"Shared\"");
        return c => (c.Version == 0 && c.Draft != null && EF.Functions.Like((string)(object)c.Draft, shared, Like.Escape))
            || asking.Db.CampaignVersions.Any(v => v.CampaignId == c.Id && v.Number == c.Version && EF.Functions.Like((string)(object)v.Setup, shared, Like.Escape));
    }
}
