using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>Named views of lists, shared by all members.</summary>
public sealed class SavedViewService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    public const int MaxNameLength = 80;
    public const int MaxQueryLength = 2_000;

    /// <summary>The views of one list, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(string page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SavedViews.AsNoTracking().Where(v => v.Page == page).OrderBy(v => v.Name).ToListAsync(ct);
    }

    /// <param name="query">The address after the question mark.</param>
    /// <returns>The view; or <c>invalid_view</c> for a missing or long name or a long address, <c>duplicate_found</c>.</returns>
    public Task<Result<SavedView>> SaveAsync(string page, string name, string query, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<SavedView>(async (db, token) =>
        {
            name = name.Trim();
            query = query.TrimStart('?');
            if (query.Length > MaxQueryLength) return new InvalidError("invalid_view", "These are too many filters to keep in one view. Take some away.");
            if (await NameProblemAsync(db, page, name, null, token) is { } problem) return problem;
            var now = time.GetUtcNow();
            var view = new SavedView { Id = Ids.New("view_", now), Page = page, Name = name, Query = query, CreatedBy = caller.Name, CreatedAt = now };
            db.SavedViews.Add(view);
            db.Record(now, caller.Name, "view.saved", view.Id, after: Told(view));
            return view;
        }, ct);

    /// <returns>The view; or <c>not_found</c>, <c>invalid_view</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<SavedView>> RenameAsync(string viewId, string name, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<SavedView>(async (db, token) =>
        {
            name = name.Trim();
            var view = await db.SavedViews.AsTracking().SingleOrDefaultAsync(v => v.Id == viewId, token);
            if (view is null) return Gone(viewId);
            if (await NameProblemAsync(db, view.Page, name, viewId, token) is { } problem) return problem;
            var before = Told(view);
            view.Name = name;
            db.Record(time.GetUtcNow(), caller.Name, "view.renamed", viewId, before: before, after: Told(view));
            return view;
        }, ct);

    /// <returns>The view that is gone; or <c>not_found</c>.</returns>
    public Task<Result<SavedView>> DeleteAsync(string viewId, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<SavedView>(async (db, token) =>
        {
            var view = await db.SavedViews.AsTracking().SingleOrDefaultAsync(v => v.Id == viewId, token);
            if (view is null) return Gone(viewId);
            db.SavedViews.Remove(view);
            db.Record(time.GetUtcNow(), caller.Name, "view.deleted", viewId, before: Told(view));
            return view;
        }, ct);

    private static async Task<PromoError?> NameProblemAsync(PromoDbContext db, string page, string name, string? ownId, CancellationToken ct)
    {
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            return new InvalidError("invalid_view", $"Give the view a name of 1 to {MaxNameLength} characters.") { Field = "name" };
        return await db.SavedViews.AnyAsync(v => v.Page == page && v.Name == name && v.Id != ownId, ct)
            ? new ConflictError("duplicate_found", $"There is already a view called “{name}”. Choose another name.") { Field = "name" }
            : null;
    }

    private static NotFoundError Gone(string viewId) => new("view", viewId);

    private static object Told(SavedView view) => new { view.Page, view.Name, view.Query };
}
