using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Customers;

/// <summary>A shopper the rules can recognise. Concept: customer.</summary>
public sealed class Customer
{
    /// <summary><c>cust_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The shop's own id; unique when given.</summary>
    public string? SourceId { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>Free text about the customer.</summary>
    public string? Description { get; set; }

    public DateOnly? Birthdate { get; set; }

    /// <summary>Null when nothing of it is known.</summary>
    public CustomerAddress? Address { get; set; }

    /// <summary>The address's, for finding customers by it.</summary>
    public string? City { get; set; }

    public MetadataBag Metadata { get; set; } = MetadataBag.Empty;

    /// <summary>What was said to each consent, by its id; null while nothing was.</summary>
    public IReadOnlyDictionary<string, ConsentStatement>? Consents { get; set; }

    /// <summary>Lower-case name, e-mail, phone digits and source id, for tolerant search.</summary>
    public string Search { get; set; } = "";

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>One more with each change; editors compare it.</summary>
    public long Revision { get; set; }

    /// <summary>One that can be changed while this stays as it is.</summary>
    internal Customer Copy() => (Customer)MemberwiseClone();
}

/// <summary>Where a customer lives; every part may be missing.</summary>
public sealed record CustomerAddress(string? City, string? State, string? Line1, string? Line2, string? Country, string? PostalCode)
{
    public bool IsEmpty => (City ?? State ?? Line1 ?? Line2 ?? Country ?? PostalCode) is null;

    /// <summary>These parts with the other's given ones laid over them.</summary>
    public CustomerAddress With(CustomerAddress over) => new(
        over.City ?? City, over.State ?? State, over.Line1 ?? Line1, over.Line2 ?? Line2, over.Country ?? Country, over.PostalCode ?? PostalCode);
}

/// <summary>A group of customers: a fixed list, or everybody a filter fits. Concept: segment.</summary>
public sealed class Segment
{
    /// <summary><c>seg_…</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public SegmentKind Kind { get; set; }

    /// <summary>Who is in it; null for a static one.</summary>
    public Filter? Filter { get; set; }

    /// <summary>Raised by every change of name, kind or filter, so that nobody overwrites what they have not seen. From 1.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Whether kept membership follows the filter as it is now; without meaning for a static one.</summary>
    public SegmentSync Sync { get; set; }

    /// <summary>The last customer that was asked while everybody is, empty before the first; null when nobody has to be asked any more.</summary>
    public string? SyncedTo { get; set; }

    /// <summary>How many kept members a segment with a filter has.</summary>
    public long MembersCount { get; set; }

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>
/// A fixed list; a filter asked whenever somebody's membership matters; or such a filter that also tells when somebody enters or leaves. Stored as the word.
/// </summary>
public enum SegmentKind { Static, Passive, Active }

/// <summary>
/// Why everybody is being asked whether the filter fits them: it is new, it was changed, or a new day began; or nobody has to be asked. Stored as the word.
/// </summary>
public enum SegmentSync { Initial, Edited, Daily, Done }

/// <summary>That a customer belongs to a static segment.</summary>
public sealed class SegmentMember
{
    public required string SegmentId { get; init; }

    public required string CustomerId { get; init; }
}

/// <summary>A code given to a customer. Concept: publication.</summary>
public sealed class Publication
{
    /// <summary><c>pub_…</c>.</summary>
    public required string Id { get; init; }

    public required string CustomerId { get; init; }

    public required string VoucherId { get; init; }

    public string? CampaignId { get; init; }

    /// <summary>Where it came from: <c>API</c> or <c>Dashboard</c>.</summary>
    public required string Channel { get; init; }

    public string? Reason { get; init; }

    /// <summary>Custom attributes; null for none.</summary>
    public MetadataBag? Metadata { get; init; }

    /// <summary>The shop's own id of it; unique when given.</summary>
    public string? SourceId { get; init; }

    /// <summary>The publication that was asked for, where several codes were given at once; null on it and on a single one.</summary>
    public string? ParentId { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A code that could not be given to a customer.</summary>
public sealed class RefusedPublication
{
    /// <summary><c>pub_…</c>.</summary>
    public required string Id { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>The code that was named; null when any of a campaign would have done, or there is no such code.</summary>
    public string? VoucherId { get; init; }

    public string? CampaignId { get; init; }

    /// <summary>As <see cref="Publication.Channel"/>.</summary>
    public required string Channel { get; init; }

    public string? SourceId { get; init; }

    public MetadataBag? Metadata { get; init; }

    /// <summary>The stable key of the refusal.</summary>
    public required string FailureKey { get; init; }

    /// <summary>What was answered.</summary>
    public required string FailureMessage { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
