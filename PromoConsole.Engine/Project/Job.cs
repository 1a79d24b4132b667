namespace PromoConsole.Engine.Project;

/// <summary>A long piece of work that any instance may carry on: claimed by a lease, resumable from its progress.</summary>
public sealed class Job
{
    /// <summary><c>aa_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>In the field's words: <c>CAMPAIGN.VOUCHERS_GENERATE</c>, or <c>DEMO.LOAD</c>.</summary>
    public required string Type { get; init; }

    /// <summary>For people: "1,000 codes for Black Week".</summary>
    public required string Title { get; init; }

    /// <summary>Id of what it works on; null when none.</summary>
    public string? Subject { get; init; }

    /// <summary>Its parameters as JSON.</summary>
    public string Input { get; init; } = "{}";

    public JobStatus Status { get; set; }

    public long Done { get; set; }

    public long Total { get; set; }

    /// <summary>Why it failed, for people; null otherwise.</summary>
    public string? Problem { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whoever works on it must renew before this; then anybody may take over.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public string? LeaseOwner { get; set; }
}

public enum JobStatus { Waiting, Running, Done, Failed, Canceled }
