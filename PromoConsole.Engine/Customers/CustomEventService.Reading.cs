using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Customers;

/// <summary>An event with who did it.</summary>
/// <param name="CustomerName">Null when the customer was deleted since.</param>
public sealed record CustomEventRow(CustomEvent Event, string? CustomerName);

/// <param name="Count">Among the newest events looked at.</param>
public sealed record EventName(string Name, int Count);

public sealed partial class CustomEventService
{
    /// <summary>How many of the newest events are looked through for their names.</summary>
    public const int NamesLooked = 2_000;

    /// <summary>What happened last, newest first.</summary>
    /// <param name="name">Only these; null for all.</param>
    public async Task<IReadOnlyList<CustomEventRow>> RecentAsync(string? name = null, int count = 20, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var events = db.CustomEvents.AsNoTracking();
        if (name is not null) events = events.Where(e => e.Name == name);
        var page = await events.OrderByDescending(e => e.Id).Take(Math.Clamp(count, 1, 100)).ToListAsync(ct);
        var ids = page.Select(e => e.CustomerId).Distinct().ToList();
        var names = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, CustomerNames.Of, ct);
        return [.. page.Select(e => new CustomEventRow(e, names.GetValueOrDefault(e.CustomerId)))];
    }

    /// <summary>The names of the newest events, the most frequent first.</summary>
    public async Task<IReadOnlyList<EventName>> NamesAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.CustomEvents.AsNoTracking().OrderByDescending(e => e.Id).Take(NamesLooked).Select(e => e.Name).ToListAsync(ct);
        return [.. names.CountBy(name => name).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => new EventName(one.Key, one.Value))];
    }

    /// <summary>Whether the project takes only events that are defined.</summary>
    public async Task<bool> DefinedOnlyAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Project.AnyAsync(p => p.DefinedEventsOnly, ct);
    }

    /// <summary>Has the project take only events that are defined, or any.</summary>
    public Task<Result<bool>> SetDefinedOnlyAsync(bool definedOnly, Caller caller, CancellationToken ct = default) => writes.WriteAsync<bool>(async (db, token) =>
    {
        if (await db.Project.AnyAsync(p => p.DefinedEventsOnly == definedOnly, token)) return definedOnly;
        await db.Project.ExecuteUpdateAsync(set => set.SetProperty(p => p.DefinedEventsOnly, definedOnly), token);
        db.Record(time.GetUtcNow(), caller.Name, "project.changed", "project", before: new { DefinedEventsOnly = !definedOnly }, after: new { DefinedEventsOnly = definedOnly });
        return definedOnly;
    }, ct);
}
