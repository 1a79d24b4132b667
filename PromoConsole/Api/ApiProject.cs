using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Api;

/// <summary>What the API needs of the project's settings. The secret never changes and is read once; the zone is read where it is used.</summary>
internal sealed class ApiProject(IDbContextFactory<PromoDbContext> contexts)
{
    private Tracking? _tracking;

    public async ValueTask<Tracking> TrackingAsync(CancellationToken ct)
    {
        if (_tracking is { } known) return known;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var secret = await db.Project.Where(p => p.Id == ProjectSettings.OnlyId).Select(p => p.Secret).SingleAsync(ct);
        return _tracking = new Tracking(Convert.FromBase64String(secret));
    }

    /// <summary>Whether the project allows something that is off unless somebody switched it on.</summary>
    public async Task<bool> AllowsAsync(Expression<Func<ProjectSettings, bool>> what, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Project.Where(p => p.Id == ProjectSettings.OnlyId).Select(what).SingleAsync(ct);
    }

    /// <summary>The zone in which a date without time lies.</summary>
    public async Task<TimeZoneInfo> ZoneAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = await db.Project.Where(p => p.Id == ProjectSettings.OnlyId).Select(p => p.TimeZone).SingleAsync(ct);
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}
