using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>Makes two stored customers one.</summary>
/// <param name="CustomerId">Platform id of the one who stays.</param>
/// <param name="DuplicateId">Platform id of the one who is merged into them.</param>
/// <param name="FromDuplicate">Names of the <see cref="MergeField"/>s in which the duplicate is followed; in all others the one who stays is.</param>
/// <param name="SeenRevisions">Of the one who stays and of the duplicate, as the preview showed them.</param>
/// <param name="Reason">Up to 1,000 characters.</param>
public sealed record MergeCustomers(
    string CustomerId, string DuplicateId, IReadOnlySet<string> FromDuplicate, (long Customer, long Duplicate) SeenRevisions, string? Reason, Caller Caller);

/// <summary>What a merge would do.</summary>
/// <param name="SharedCodes">Codes for everybody that both were given; each remains once.</param>
public sealed record MergePreview(
    Customer Customer, Customer Duplicate, IReadOnlyList<MergeField> Fields, MergeCounts Moves, int SharedCodes, IReadOnlyList<MergeLimit> Limits);

/// <summary>How much moves.</summary>
/// <param name="Ids">Ids by which the one who stays is found from then on.</param>
public sealed record MergeCounts(int Codes, int Redemptions, int Orders, int Segments, int Events, int Publications, int Ids);

/// <summary>A limit per customer, which the uses of both count towards together.</summary>
/// <param name="What">What is counted, as a clause: "uses by one customer today".</param>
/// <param name="Limit">Inclusive; null where a condition of the rule says how many.</param>
public sealed record MergeLimit(string CampaignId, string? CampaignName, string What, long Customer, long Duplicate, long? Limit)
{
    public long Together => Customer + Duplicate;

    /// <summary>Nothing is left afterwards.</summary>
    public bool Reached => Limit is { } most && Together == most;

    /// <summary>More was used together than one customer may.</summary>
    public bool Exceeded => Limit is { } most && Together > most;
}

/// <summary>Refusals of merging customers and parting them again.</summary>
public static class MergeErrors
{
    public static InvalidError Same() => new("invalid_merge", "These are one customer already. Choose somebody else.") { Field = "duplicate" };

    public static InvalidError ReasonTooLong() => new("invalid_payload", "The reason is longer than 1,000 characters.") { Field = "reason" };

    public static NotFoundError NotFound(string id) => new("merge", id);

    public static InvalidError UndoneAlready() => new("merge_undone", "This merge was undone already.");

    public static InvalidError TooOld() => new("merge_too_old", $"A merge can be undone for {MergedCustomer.UndoneWithin.Days} days, and this one is older.");

    public static InvalidError CustomerGone() =>
        new("merge_not_undoable", "The customer was deleted or merged into somebody else since. If they were merged, undo that first.");

    public static InvalidError IdGiven(string id) =>
        new("merge_not_undoable", $"The id {id} belongs to somebody else by now, so it cannot be given back. Change theirs first.", id);

    internal static ConflictError CatalogueMoved() => new("catalogue_moved", "Campaigns changed at the same moment. Try again.");
}
