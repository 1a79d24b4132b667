using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Events;

/// <summary>Writes what happened beside the change itself, in its transaction: the audit entry, and the event that goes out.</summary>
public static class Trail
{
    /// <summary>One audit entry. Before and after are written as JSON, without secrets; null where there was nothing.</summary>
    /// <param name="actor">E-mail address of the member or name of the API key.</param>
    /// <param name="action">Past tense, in the field's words: <c>campaign.paused</c>.</param>
    /// <param name="subject">Id of the thing changed.</param>
    public static void Record(
        this DbSet<AuditEntry> audit, DateTimeOffset at, string actor, string action, string subject,
        string? reason = null, object? before = null, object? after = null) =>
        audit.Add(Entry(at, actor, action, subject, reason, before, after));

    /// <summary>The entry alone, for whoever writes it by hand.</summary>
    /// <inheritdoc cref="Record(DbSet{AuditEntry}, DateTimeOffset, string, string, string, string?, object?, object?)"/>
    internal static AuditEntry Entry(DateTimeOffset at, string actor, string action, string subject, string? reason = null, object? before = null, object? after = null) => new()
    {
        Id = Ids.New("aud_", at),
        At = at,
        Actor = actor,
        Action = action,
        Subject = subject,
        Reason = reason,
        Before = Json(before),
        After = Json(after),
    };

    /// <inheritdoc cref="Record(DbSet{AuditEntry}, DateTimeOffset, string, string, string, string?, object?, object?)"/>
    internal static void Record(
        this PromoDbContext db, DateTimeOffset at, string actor, string action, string subject,
        string? reason = null, object? before = null, object? after = null) =>
        db.Audit.Record(at, actor, action, subject, reason, before, after);

    /// <summary>One event for the outbox.</summary>
    /// <param name="type">In the field's words: <c>campaign.disabled</c>.</param>
    internal static void Publish(this PromoDbContext db, DateTimeOffset at, string type, string subject, object? data = null) =>
        db.Outbox.Add(new OutboxEvent { Id = Ids.New("evred_", at), Type = type, Subject = subject, At = at, Data = Json(data) ?? "" });

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), PromoJson.Options);
}
