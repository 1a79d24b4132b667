using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Stacking;

/// <summary>Reads and changes how incentives meet. Decisions rest on it, so no redemption runs on half a change.</summary>
public sealed class StackingService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    /// <summary>The rules as they are.</summary>
    public async Task<StackingRules> GetAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Project.AsNoTracking().Select(p => p.Stacking).SingleAsync(ct);
    }

    /// <summary>Replaces the rules, unless somebody else changed them since they were read.</summary>
    /// <returns>The rules as they now stand; or <c>edited_meanwhile</c>, <c>invalid_stacking_rules</c> naming the setting.</returns>
    public Task<Result<StackingRules>> ReplaceAsync(StackingRules seen, StackingRules wanted, Caller caller, CancellationToken ct = default) =>
        ChangeAsync(now => PromoJson.Write(now) == PromoJson.Write(seen) ? wanted
            : new ConflictError("edited_meanwhile", "Somebody else changed these rules meanwhile. Reload them and make your change again."), caller, ct);

    /// <summary>Replaces the rules by what is made of them as they are at that moment.</summary>
    /// <param name="change">Pure: may be asked more than once.</param>
    /// <returns>The rules as they now stand; or what the change refuses, or <c>invalid_stacking_rules</c> naming the setting.</returns>
    public Task<Result<StackingRules>> ChangeAsync(Func<StackingRules, Result<StackingRules>> change, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<StackingRules>(async (db, token) =>
        {
            var project = await db.Project.AsTracking().SingleAsync(token);
            var before = project.Stacking;
            var changed = change(before);
            if (changed is not { IsOk: true, Value: var after }) return changed;
            var categories = (await db.Categories.Select(c => c.Id).ToListAsync(token)).ToHashSet(StringComparer.Ordinal);
            string[] named = [.. after.Guards.ProtectedCollectionIds];
            var collections = (await db.Collections.Where(c => named.Contains(c.Id)).Select(c => c.Id).ToListAsync(token)).ToHashSet(StringComparer.Ordinal);
            if (StackingCheck.Problem(after, categories, collections) is { } problem) return problem;
            var now = time.GetUtcNow();
            after = after with { CreatedAt = before.CreatedAt ?? now, UpdatedAt = before.CreatedAt is null ? null : now };
            project.Stacking = after;
            db.Record(now, caller.Name, "stacking.changed", "project", before: before, after: after);
            return after;
        }, ct);

    /// <summary>Goes back to the defaults.</summary>
    /// <returns>The defaults; or <c>not_found</c> when nobody changed them.</returns>
    public Task<Result<StackingRules>> ResetAsync(Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<StackingRules>(async (db, token) =>
        {
            var project = await db.Project.AsTracking().SingleAsync(token);
            var before = project.Stacking;
            if (before.CreatedAt is null) return new NotFoundError("stacking_rules", StackingRules.Id);
            project.Stacking = StackingRules.Default;
            db.Record(time.GetUtcNow(), caller.Name, "stacking.changed", "project", before: before, after: StackingRules.Default);
            return StackingRules.Default;
        }, ct);
}
