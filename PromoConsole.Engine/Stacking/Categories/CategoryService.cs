using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Stacking.Categories;

/// <summary>Categories: what campaigns are grouped by. Names and ranks decide how incentives meet, so changing one takes the catalogue exclusively.</summary>
public sealed class CategoryService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    public const int MaxNameLength = 200;

    /// <returns>The new category, which nothing belongs to yet; or <c>invalid_category</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Category>> CreateAsync(CreateCategory request, CancellationToken ct = default) =>
        writes.WriteAsync<Category>(async (db, token) =>
        {
            var name = request.Name.Trim();
            if (await ProblemAsync(db, name, request.Hierarchy, null, token) is { } problem) return problem;
            var now = time.GetUtcNow();
            var category = new Category
            {
                Id = Ids.New("cat_", now),
                Name = name,
                Hierarchy = request.Hierarchy,
                Demo = request.Caller.Channel == Caller.DemoStore,
                CreatedAt = now,
            };
            db.Categories.Add(category);
            db.Record(now, request.Caller.Name, "category.created", category.Id, after: Told(category));
            return category;
        }, ct);

    /// <returns>The category as it now stands; or <c>not_found</c>, <c>invalid_category</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Category>> ChangeAsync(ChangeCategory request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Category>(async (db, token) =>
        {
            var category = await db.Categories.AsTracking().SingleOrDefaultAsync(c => c.Id == request.CategoryId, token);
            if (category is null) return CategoryErrors.NotFound(request.CategoryId);
            var name = request.Name?.Trim() ?? category.Name;
            var hierarchy = request.Hierarchy ?? category.Hierarchy;
            if (await ProblemAsync(db, name, hierarchy, category.Id, token) is { } problem) return problem;
            var now = time.GetUtcNow();
            var before = Told(category);
            (category.Name, category.Hierarchy, category.UpdatedAt) = (name, hierarchy, now);
            db.Record(now, request.Caller.Name, "category.changed", category.Id, before: before, after: Told(category));
            return category;
        }, ct);

    /// <summary>Gives the named categories the ranks 1, 2, 3 … in this order; those not named keep theirs.</summary>
    /// <returns>All categories in their order; or <c>not_found</c> for one that is gone.</returns>
    public Task<Result<IReadOnlyList<Category>>> ReorderAsync(IReadOnlyList<string> categoryIds, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<IReadOnlyList<Category>>(async (db, token) =>
        {
            var all = await db.Categories.AsTracking().ToListAsync(token);
            var now = time.GetUtcNow();
            for (var at = 0; at < categoryIds.Count; at++)
            {
                if (all.Find(c => c.Id == categoryIds[at]) is not { } category) return CategoryErrors.NotFound(categoryIds[at]);
                if (category.Hierarchy == at + 1) continue;
                var before = Told(category);
                (category.Hierarchy, category.UpdatedAt) = (at + 1, now);
                db.Record(now, caller.Name, "category.changed", category.Id, before: before, after: Told(category));
            }

            return InOrder(all);
        }, ct);

    /// <returns>The category that is gone; or <c>not_found</c>, <c>resource_in_use</c> while a campaign, or a tier or stack of one, belongs to it.</returns>
    public Task<Result<Category>> DeleteAsync(string categoryId, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Category>(async (db, token) =>
        {
            var category = await db.Categories.AsTracking().SingleOrDefaultAsync(c => c.Id == categoryId, token);
            if (category is null) return CategoryErrors.NotFound(categoryId);
            var used = await db.Campaigns.LongCountAsync(c => c.CategoryId == categoryId, token);
            if (used > 0)
                return CategoryErrors.InUse(category.Name, used, await db.Campaigns.LongCountAsync(c => c.CategoryId == categoryId && c.DeletedAt != null, token));
            var named = await CampaignQueries.Naming(db, db.Campaigns.Where(c => c.Kind == CampaignKind.Promotion), categoryId).OrderBy(c => c.Id).Select(c => c.Name).FirstOrDefaultAsync(token);
            if (named is not null) return CategoryErrors.OfTier(category.Name, named);
            var project = await db.Project.AsTracking().SingleAsync(token);
            project.Stacking = project.Stacking.Without(categoryId);
            db.Categories.Remove(category);
            db.Record(time.GetUtcNow(), caller.Name, "category.deleted", categoryId, before: Told(category));
            return category;
        }, ct);

    /// <summary>All of them, in the order in which they are processed.</summary>
    public async Task<IReadOnlyList<Category>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Categories.AsNoTracking().OrderBy(c => c.Hierarchy).ThenBy(c => c.Name).ToListAsync(ct);
    }

    /// <param name="idOrName">A name wins only where no id is the same.</param>
    /// <returns>The category; or <c>not_found</c>.</returns>
    public async Task<Result<Category>> GetAsync(string idOrName, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Categories.AsNoTracking().Where(c => c.Id == idOrName || c.Name == idOrName)
            .OrderByDescending(c => c.Id == idOrName).FirstOrDefaultAsync(ct);
        return found is null ? CategoryErrors.NotFound(idOrName) : found;
    }

    private static async Task<PromoError?> ProblemAsync(PromoDbContext db, string name, int hierarchy, string? ownId, CancellationToken ct)
    {
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl)) return CategoryErrors.NameMissing;
        if (hierarchy < 0) return CategoryErrors.HierarchyNegative;
        return await db.Categories.AnyAsync(c => c.Name == name && c.Id != ownId, ct) ? CategoryErrors.NameTaken(name) : null;
    }

    private static List<Category> InOrder(IEnumerable<Category> all) => [.. all.OrderBy(c => c.Hierarchy).ThenBy(c => c.Name, StringComparer.Ordinal)];

    private static object Told(Category category) => new { category.Name, category.Hierarchy };
}
