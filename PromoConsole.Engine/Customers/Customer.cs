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

    public MetadataBag Metadata { get; set; } = MetadataBag.Empty;

    /// <summary>Lower-case name, e-mail, phone digits and source id, for tolerant search.</summary>
    public string Search { get; set; } = "";

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A group of customers; static in this release: a fixed list. Concept: segment.</summary>
public sealed class Segment
{
    /// <summary><c>seg_…</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

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

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
