namespace PromoConsole.Engine.Events;

/// <summary>Something that happened, waiting to be delivered; written in the transaction of the change itself.</summary>
public sealed class OutboxEvent
{
    /// <summary><c>evred_…</c>, sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>In the field's words: <c>redemption.succeeded</c>, <c>voucher.published</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Id of the thing it is about; delivery keeps the order per subject.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>JSON; empty when the subject's own row says it all.</summary>
    public string Data { get; init; } = "";
}

/// <summary>Who changed what: an entry of the audit log.</summary>
public sealed class AuditEntry
{
    /// <summary><c>aud_…</c>, sorts by time.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    /// <summary>Past tense, in the field's words: <c>campaign.paused</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Id of the thing changed.</summary>
    public required string Subject { get; init; }

    public string? Reason { get; init; }

    /// <summary>JSON before the change; null when it was created.</summary>
    public string? Before { get; init; }

    /// <summary>JSON after the change; null when it was removed.</summary>
    public string? After { get; init; }
}
