using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>All that drawer and page show about one campaign, read in one go.</summary>
/// <param name="SampleCode">One of its codes, to try it with; null while it has none.</param>
public sealed record CampaignFacts(
    CampaignRow Row, IReadOnlyDictionary<string, string> Names, IReadOnlyList<ReasonFigures> Reasons, IReadOnlyList<Job> Jobs, string? SampleCode)
{
    public Campaign Campaign => Row.Campaign;

    /// <summary>Null when there is no such campaign.</summary>
    public static async Task<CampaignFacts?> LoadAsync(
        string id, CampaignList list, RuleChoices choices, ItemChoices items, VoucherList codes, ReportService reports, JobService jobs, ProjectFormat format, DateTimeOffset now)
    {
        if (await list.RowAsync(id) is not { } row) return null;
        var names = new Dictionary<string, string>(await choices.NamesAsync(row.Setup), StringComparer.Ordinal);
        foreach (var (item, name) in await items.NamesAsync(row.Setup)) names[item] = name;
        var work = (await jobs.OfAsync(id)).Where(job => job.Status != JobStatus.Done).ToList();
        var sample = row.Campaign.CodesCount == 0 ? null : (await codes.ListAsync(new VoucherFilter { CampaignId = id, PageSize = 1 })).Items.FirstOrDefault()?.Code;
        if (row.Refused == 0) return new(row, names, [], work, sample);

        var report = await reports.SummaryAsync(new ReportFilter
        {
            From = DateOnly.FromDateTime(format.Local(row.Campaign.CreatedAt).DateTime),
            To = DateOnly.FromDateTime(format.Local(now).DateTime),
            Campaigns = [id],
        });
        return new(row, names, [.. report.Reasons.OrderByDescending(reason => reason.Amount).ThenByDescending(reason => reason.Count).Take(6)], work, sample);
    }
}
