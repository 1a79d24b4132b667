using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>Which part of the audit log is wanted. Everything is optional; what is given must all hold.</summary>
public sealed record AuditFilter
{
    /// <summary>Exact name of who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>The kind of thing, the part before the dot: <c>campaign</c>.</summary>
    public string? Area { get; init; }

    /// <summary>Exact id of the thing changed.</summary>
    public string? Subject { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 50;
}

/// <summary>Reads the audit log: who changed what, when, and what it was before.</summary>
public sealed class AuditService(IDbContextFactory<PromoDbContext> contexts)
{
    private const string Prefix = "aud_";

    /// <summary>A page of it, newest first.</summary>
    public async Task<Page<AuditEntry>> ListAsync(AuditFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entries = db.Audit.AsNoTracking();
        if (filter.Actor is { Length: > 0 } actor) entries = entries.Where(entry => entry.Actor == actor);
        if (filter.Area is { Length: > 0 } area) entries = entries.Where(entry => entry.Action.StartsWith(area + "."));
        if (filter.Subject is { Length: > 0 } subject) entries = entries.Where(entry => entry.Subject == subject);
        // Ids sort by time and are the key: a range over them needs no index of its own.
        if (filter.From is { } from)
        {
            var first = Ids.Floor(Prefix, from);
            entries = entries.Where(entry => entry.Id.CompareTo(first) >= 0);
        }

        if (filter.To is { } to)
        {
            var end = Ids.Floor(Prefix, to);
            entries = entries.Where(entry => entry.Id.CompareTo(end) < 0);
        }

        var total = await entries.LongCountAsync(ct);
        var page = await entries.OrderByDescending(entry => entry.Id)
            .Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize).ToListAsync(ct);
        return new(page, total);
    }

    /// <summary>Everybody who ever changed something, and every area that was changed, for the filter's choices.</summary>
    public async Task<(IReadOnlyList<string> Actors, IReadOnlyList<string> Areas)> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var actors = await db.Audit.Select(entry => entry.Actor).Distinct().OrderBy(actor => actor).ToListAsync(ct);
        var actions = await db.Audit.Select(entry => entry.Action).Distinct().ToListAsync(ct);
        return (actors, [.. actions.Select(action => action.Split('.')[0]).Distinct().Order(StringComparer.Ordinal)]);
    }
}
