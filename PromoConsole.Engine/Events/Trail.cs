using System.Text.Json;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Events;

/// <summary>Writes what happened beside the change itself: the audit entry, and the event that goes out.</summary>
internal static class Trail
{
    /// <summary>One audit entry. Before and after are written as JSON; null where there was nothing.</summary>
    /// <param name="action">Past tense, in the field's words: <c>campaign.paused</c>.</param>
    public static void Record(
        this PromoDbContext db, DateTimeOffset at, string actor, string action, string subject,
        string? reason = null, object? before = null, object? after = null) =>
        db.Audit.Add(new AuditEntry
        {
            Id = Ids.New("aud_", at),
            At = at,
            Actor = actor,
            Action = action,
            Subject = subject,
            Reason = reason,
            Before = Json(before),
            After = Json(after),
        });

    /// <summary>One event for the outbox.</summary>
    /// <param name="type">In the field's words: <c>campaign.disabled</c>.</param>
    public static void Publish(this PromoDbContext db, DateTimeOffset at, string type, string subject, object? data = null) =>
        db.Outbox.Add(new OutboxEvent { Id = Ids.New("evred_", at), Type = type, Subject = subject, At = at, Data = Json(data) ?? "" });

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), PromoJson.Options);
}
