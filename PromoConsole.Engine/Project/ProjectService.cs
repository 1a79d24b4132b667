using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>What an owner decides about the whole instance.</summary>
public record ChangeProject
{
    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217, one of <see cref="Currencies"/>.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA zone, for example <c>Europe/Warsaw</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Monday, Saturday or Sunday.</summary>
    public DayOfWeek FirstDayOfWeek { get; init; } = DayOfWeek.Monday;

    /// <summary>Whether pages may redeem promotion tiers; null leaves it as it is.</summary>
    public bool? TiersInBrowsers { get; init; }

    /// <summary>Whether pages may list codes; null leaves it as it is.</summary>
    public bool? CodesInBrowsers { get; init; }

    /// <summary>Whether pages may store and change customers; null leaves it as it is.</summary>
    public bool? CustomersInBrowsers { get; init; }

    /// <summary>Of messages to customers, for example <c>pl</c>; empty for none, null leaves it as it is.</summary>
    public string? Language { get; init; }

    public required Caller Caller { get; init; }
}

/// <summary>The same at first run, with what is fixed afterwards.</summary>
public sealed record SetUpProject : ChangeProject
{
    /// <summary>Whether <c>abc</c> and <c>ABC</c> are one code.</summary>
    public bool CaseInsensitiveCodes { get; init; } = true;
}

/// <summary>Reads and changes the project's settings. Decisions rest on them, so no redemption runs on half a change.</summary>
public sealed class ProjectService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int NameLength = 200;

    /// <summary>The settings as they are.</summary>
    public async Task<ProjectSettings> GetAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Project.AsNoTracking().SingleAsync(ct);
    }

    /// <summary>Answers the first-run questions, once.</summary>
    /// <returns>The settings; or <c>already_set_up</c>, <c>codes_exist</c>, or what <see cref="ChangeAsync"/> refuses.</returns>
    public Task<Result<ProjectSettings>> SetUpAsync(SetUpProject request, CancellationToken ct = default) =>
        SaveAsync(request, "project.set_up", async (db, project, token) =>
        {
            if (project.SetUpAt is not null) return new ConflictError("already_set_up", "The project is set up already; change it under Settings.");
            if (project.CaseInsensitiveCodes != request.CaseInsensitiveCodes && await db.Vouchers.AnyAsync(token))
                return new ConflictError("codes_exist", "There are codes already, so how their letters are compared can no longer change.");
            project.CaseInsensitiveCodes = request.CaseInsensitiveCodes;
            project.SetUpAt = time.GetUtcNow();
            return null;
        }, ct);

    /// <summary>Changes the settings that can be changed at any time.</summary>
    /// <returns>The settings; or <c>invalid_name</c>, <c>invalid_currency</c>, <c>invalid_time_zone</c>, <c>invalid_first_day</c>, <c>invalid_language</c>.</returns>
    public Task<Result<ProjectSettings>> ChangeAsync(ChangeProject request, CancellationToken ct = default) =>
        SaveAsync(request, "project.changed", (_, _, _) => Task.FromResult<PromoError?>(null), ct);

    /// <summary>What is wrong with the request, before anything is done; null when nothing is.</summary>
    public static PromoError? Problem(ChangeProject request)
    {
        if (request.Name.Trim().Length is 0 or > NameLength || request.Name.Any(char.IsControl))
            return new InvalidError("invalid_name", $"Give the project a name of up to {NameLength} characters.") { Field = "name" };
        if (Currencies.Find(request.Currency) is null)
            return new InvalidError("invalid_currency", $"\"{request.Currency}\" is not a currency the project can be kept in.") { Field = "currency" };
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out var zone) || !zone.HasIanaId)
            return new InvalidError("invalid_time_zone", $"\"{request.TimeZone}\" is not a time zone; they are named like Europe/Warsaw.") { Field = "time_zone" };
        if (request.FirstDayOfWeek is not (DayOfWeek.Monday or DayOfWeek.Saturday or DayOfWeek.Sunday))
            return new InvalidError("invalid_first_day", "Weeks start on Monday, Saturday or Sunday.") { Field = "first_day_of_week" };
        if (!string.IsNullOrWhiteSpace(request.Language) && LanguageTags.Of(request.Language) is null)
            return new InvalidError("invalid_language", "That is no language; they are written like pl or en-GB.") { Field = "language" };
        return null;
    }

    private Task<Result<ProjectSettings>> SaveAsync(
        ChangeProject request,
        string action,
        Func<PromoDbContext, ProjectSettings, CancellationToken, Task<PromoError?>> also,
        CancellationToken ct)
    {
        if (Problem(request) is { } problem) return Task.FromResult<Result<ProjectSettings>>(problem);
        return writes.ExclusiveAsync<ProjectSettings>(async (db, token) =>
        {
            var project = await db.Project.SingleAsync(token);
            var before = Told(project);
            if (await also(db, project, token) is { } refusal) return Result(refusal);
            project.Name = request.Name.Trim();
            project.Currency = request.Currency;
            project.TimeZone = request.TimeZone;
            project.FirstDayOfWeek = request.FirstDayOfWeek;
            project.TiersInBrowsers = request.TiersInBrowsers ?? project.TiersInBrowsers;
            if (request.Language is { } language) project.Language = LanguageTags.Of(language);
            project.CodesInBrowsers = request.CodesInBrowsers ?? project.CodesInBrowsers;
            project.CustomersInBrowsers = request.CustomersInBrowsers ?? project.CustomersInBrowsers;
            db.Audit.Record(time.GetUtcNow(), request.Caller.Name, action, "project", before: before, after: Told(project));
            await db.SaveChangesAsync(token);
            return project;
        }, ct);

        static Result<ProjectSettings> Result(PromoError error) => error;
    }

    private static object Told(ProjectSettings project) => new
    {
        project.Name, project.Currency, project.TimeZone, project.FirstDayOfWeek, project.CaseInsensitiveCodes,
        project.TiersInBrowsers, project.CodesInBrowsers, project.CustomersInBrowsers, project.Language,
    };
}
