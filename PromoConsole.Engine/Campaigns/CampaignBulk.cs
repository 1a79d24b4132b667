namespace PromoConsole.Engine.Campaigns;

/// <summary>What can be done to many campaigns at once.</summary>
public enum BulkAction { Pause, Resume, Extend, Tag, Categorize, Assign, Archive, Unarchive, Duplicate, Delete, Restore }

/// <param name="Reason">For pausing.</param>
/// <param name="Days">For extending: days the end moves; for duplicating: days the dates shift.</param>
/// <param name="AddTags">For tagging.</param>
/// <param name="RemoveTags">For tagging.</param>
/// <param name="CategoryId">For categorizing; null takes them out of their categories.</param>
/// <param name="Owner">For assigning: e-mail address of who looks after them from now on.</param>
public sealed record BulkRequest(
    BulkAction Action, IReadOnlyList<string> CampaignIds, string Actor, string? Reason = null, int Days = 0,
    IReadOnlyList<string>? AddTags = null, IReadOnlyList<string>? RemoveTags = null, string? CategoryId = null, string? Owner = null);

/// <summary>How it went with one campaign.</summary>
/// <param name="Name">Its name, or its id when it is not there any more.</param>
/// <param name="Error">Null when it was done.</param>
/// <param name="MadeId">The copy, for duplicating.</param>
/// <param name="Before">What it had before, where that is needed to take it back: the id of its category, its owner.</param>
public sealed record BulkItem(string CampaignId, string Name, PromoError? Error, string? MadeId = null, string? Before = null);

/// <param name="Undo">What takes back what was done, one after the other; empty where that is not possible.</param>
public sealed record BulkOutcome(BulkAction Action, IReadOnlyList<BulkItem> Items, IReadOnlyList<BulkRequest> Undo)
{
    public int Succeeded => Items.Count(item => item.Error is null);
}

/// <summary>Does one thing to many campaigns, each in a transaction of its own, so that one refusal does not hold up the others.</summary>
public sealed class CampaignBulk(CampaignService campaigns, CampaignList list)
{
    /// <summary>Runs over all named campaigns and says for each how it went.</summary>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="stop">Ends after the campaign that is being done; the outcome then holds those that were reached.</param>
    public async Task<BulkOutcome> RunAsync(BulkRequest request, IProgress<int>? progress = null, CancellationToken stop = default)
    {
        var items = new List<BulkItem>(request.CampaignIds.Count);
        foreach (var id in request.CampaignIds)
        {
            if (stop.IsCancellationRequested) break;
            var before = await list.GetAsync(id, CancellationToken.None);
            var name = before.Value?.Campaign.Name ?? id;
            var done = await DoAsync(request, id);
            items.Add(new(id, name, done.Error, request.Action == BulkAction.Duplicate ? done.Value?.Id : null, BeforeOf(request.Action, before.Value?.Campaign)));
            progress?.Report(items.Count);
        }

        return new(request.Action, items, UndoOf(request, items));
    }

    private Task<Result<Campaign>> DoAsync(BulkRequest request, string id) => request.Action switch
    {
        BulkAction.Pause => campaigns.PauseAsync(new(id, request.Reason ?? "", request.Actor)),
        BulkAction.Resume => campaigns.ResumeAsync(new(id, request.Actor)),
        BulkAction.Extend => campaigns.ExtendAsync(new(id, request.Days, request.Actor)),
        BulkAction.Tag => campaigns.TagAsync(new(id, request.AddTags ?? [], request.RemoveTags ?? [], request.Actor)),
        BulkAction.Categorize => campaigns.CategorizeAsync(new(id, request.CategoryId, request.Actor)),
        BulkAction.Assign => campaigns.AssignAsync(new(id, request.Owner ?? "", request.Actor)),
        BulkAction.Archive => campaigns.ArchiveAsync(id, request.Actor),
        BulkAction.Unarchive => campaigns.UnarchiveAsync(id, request.Actor),
        BulkAction.Duplicate => campaigns.DuplicateAsync(new(id, null, request.Days, request.Actor)),
        BulkAction.Delete => campaigns.DeleteAsync(id, request.Actor),
        _ => campaigns.RestoreAsync(id, request.Actor),
    };

    private static string? BeforeOf(BulkAction action, Campaign? campaign) => action switch
    {
        BulkAction.Categorize => campaign?.CategoryId,
        BulkAction.Assign => campaign?.Owner ?? campaign?.CreatedBy,
        _ => null,
    };

    private static IReadOnlyList<BulkRequest> UndoOf(BulkRequest request, List<BulkItem> items)
    {
        var done = items.Where(item => item.Error is null).ToList();
        if (done.Count == 0) return [];
        string[] ids = [.. done.Select(item => item.CampaignId)];
        return request.Action switch
        {
            BulkAction.Pause => [request with { Action = BulkAction.Resume, CampaignIds = ids }],
            BulkAction.Extend => [request with { CampaignIds = ids, Days = -request.Days }],
            BulkAction.Tag => [request with { CampaignIds = ids, AddTags = request.RemoveTags, RemoveTags = request.AddTags }],
            BulkAction.Categorize => ByBefore(done, (before, those) => request with { CampaignIds = those, CategoryId = before }),
            BulkAction.Assign => ByBefore(done, (before, those) => request with { CampaignIds = those, Owner = before }),
            BulkAction.Archive => [request with { Action = BulkAction.Unarchive, CampaignIds = ids }],
            BulkAction.Unarchive => [request with { Action = BulkAction.Archive, CampaignIds = ids }],
            BulkAction.Duplicate => [request with { Action = BulkAction.Delete, CampaignIds = [.. items.Select(item => item.MadeId).OfType<string>()] }],
            BulkAction.Delete => [request with { Action = BulkAction.Restore, CampaignIds = ids }],
            BulkAction.Restore => [request with { Action = BulkAction.Delete, CampaignIds = ids }],
            _ => [], // resuming forgets the reasons, which differ from campaign to campaign
        };
    }

    private static BulkRequest[] ByBefore(List<BulkItem> done, Func<string?, string[], BulkRequest> back) =>
        [.. done.GroupBy(item => item.Before).Select(group => back(group.Key, [.. group.Select(item => item.CampaignId)]))];
}
