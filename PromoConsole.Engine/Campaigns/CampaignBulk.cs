namespace PromoConsole.Engine.Campaigns;

/// <summary>What can be done to many campaigns at once.</summary>
public enum BulkAction { Pause, Resume, Extend, Tag, Duplicate, Delete, Restore }

/// <param name="Reason">For pausing.</param>
/// <param name="Days">For extending: days the end moves; for duplicating: days the dates shift.</param>
/// <param name="AddTags">For tagging.</param>
/// <param name="RemoveTags">For tagging.</param>
public sealed record BulkRequest(
    BulkAction Action, IReadOnlyList<string> CampaignIds, string Actor, string? Reason = null, int Days = 0,
    IReadOnlyList<string>? AddTags = null, IReadOnlyList<string>? RemoveTags = null);

/// <summary>How it went with one campaign.</summary>
/// <param name="Name">Its name, or its id when it is not there any more.</param>
/// <param name="Error">Null when it was done.</param>
/// <param name="MadeId">The copy, for duplicating.</param>
public sealed record BulkItem(string CampaignId, string Name, PromoError? Error, string? MadeId = null);

/// <param name="Undo">Takes back what was done, where that is possible; null otherwise.</param>
public sealed record BulkOutcome(BulkAction Action, IReadOnlyList<BulkItem> Items, BulkRequest? Undo)
{
    public int Succeeded => Items.Count(item => item.Error is null);
}

/// <summary>Does one thing to many campaigns, each in a transaction of its own, so that one refusal does not hold up the others.</summary>
public sealed class CampaignBulk(CampaignService campaigns, CampaignList list)
{
    /// <summary>Runs over all named campaigns and says for each how it went.</summary>
    public async Task<BulkOutcome> RunAsync(BulkRequest request, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        var items = new List<BulkItem>(request.CampaignIds.Count);
        foreach (var id in request.CampaignIds)
        {
            var before = await list.GetAsync(id, ct);
            var name = before.Value?.Campaign.Name ?? id;
            var done = await DoAsync(request, id, ct);
            items.Add(new(id, name, done.Error, request.Action == BulkAction.Duplicate ? done.Value?.Id : null));
            progress?.Report(items.Count);
        }

        return new(request.Action, items, UndoOf(request, items));
    }

    private Task<Result<Campaign>> DoAsync(BulkRequest request, string id, CancellationToken ct) => request.Action switch
    {
        BulkAction.Pause => campaigns.PauseAsync(new(id, request.Reason ?? "", request.Actor), ct),
        BulkAction.Resume => campaigns.ResumeAsync(new(id, request.Actor), ct),
        BulkAction.Extend => campaigns.ExtendAsync(new(id, request.Days, request.Actor), ct),
        BulkAction.Tag => campaigns.TagAsync(new(id, request.AddTags ?? [], request.RemoveTags ?? [], request.Actor), ct),
        BulkAction.Duplicate => campaigns.DuplicateAsync(new(id, null, request.Days, request.Actor), ct),
        BulkAction.Delete => campaigns.DeleteAsync(id, request.Actor, ct),
        _ => campaigns.RestoreAsync(id, request.Actor, ct),
    };

    private static BulkRequest? UndoOf(BulkRequest request, List<BulkItem> items)
    {
        string[] done = [.. items.Where(item => item.Error is null).Select(item => item.CampaignId)];
        if (done.Length == 0) return null;
        return request.Action switch
        {
            BulkAction.Pause => request with { Action = BulkAction.Resume, CampaignIds = done },
            BulkAction.Extend => request with { CampaignIds = done, Days = -request.Days },
            BulkAction.Tag => request with { CampaignIds = done, AddTags = request.RemoveTags, RemoveTags = request.AddTags },
            BulkAction.Duplicate => request with { Action = BulkAction.Delete, CampaignIds = [.. items.Select(item => item.MadeId).OfType<string>()] },
            BulkAction.Delete => request with { Action = BulkAction.Restore, CampaignIds = done },
            BulkAction.Restore => request with { Action = BulkAction.Delete, CampaignIds = done },
            _ => null, // resuming forgets the reasons, which differ from campaign to campaign
        };
    }
}
