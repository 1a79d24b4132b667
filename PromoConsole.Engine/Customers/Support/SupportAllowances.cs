using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Support;

/// <summary>Reasons and allowances of support: reads and saves them, and counts what each agent does in a day of the project's zone.</summary>
public sealed class SupportAllowances(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    /// <summary>The settings as they are; the defaults while nobody saved any.</summary>
    public async Task<SupportSettings> GetAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SupportSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new SupportSettings();
    }

    /// <summary>Saves reasons and allowances.</summary>
    /// <param name="seenRevision">What the editor opened; null saves over whatever is there.</param>
    /// <returns>The settings; or <c>invalid_payload</c> with the field, <c>edited_meanwhile</c>.</returns>
    public async Task<Result<SupportSettings>> SaveAsync(SupportRules rules, long? seenRevision, Caller caller, CancellationToken ct = default)
    {
        if (SupportCheck.Problem(rules) is { } problem) return problem;
        var saved = await writes.WriteAsync<SupportSettings>(async (db, token) =>
        {
            var settings = await db.SupportSettings.SingleOrDefaultAsync(token);
            if (seenRevision is { } seen && seen != (settings?.Revision ?? 0))
            {
                var by = await db.Audit.Where(a => a.Subject == SupportSubject).OrderByDescending(a => a.Id).Select(a => a.Actor).FirstOrDefaultAsync(token);
                return SupportErrors.SettingsChanged(by ?? "Somebody");
            }

            var before = settings?.Rules;
            if (settings is null) db.SupportSettings.Add(settings = new SupportSettings());
            (settings.Rules, settings.Revision) = (rules, settings.Revision + 1);
            Events.Trail.Record(db.Audit, time.GetUtcNow(), caller.Name, "support.changed", SupportSubject, before: before, after: rules);
            return settings;
        }, ct);
        return saved.Error is { Key: "duplicate_found" } ? SupportErrors.SettingsChanged("Somebody") : saved; // two saved the first ones at once
    }

    /// <summary>What is left for a member today.</summary>
    public async Task<AllowanceLeft> LeftAsync(string email, string role, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((await db.SupportSettings.AsNoTracking().SingleOrDefaultAsync(ct))?.Rules.Of(email, role) is not { } allowance) return AllowanceLeft.Unbounded;
        var day = await DayAsync(db, ct);
        string[] keys = [.. Enum.GetValues<SupportAction>().Select(action => Key(action.ToString(), day, email)), Key(Amount, day, email)];
        var used = await db.Counters.AsNoTracking().Where(c => keys.Contains(c.Key)).ToDictionaryAsync(c => c.Key, c => c.Value, StringComparer.Ordinal, ct);
        long? Left(long? limit, string what) => limit is { } most ? Math.Max(0, most - used.GetValueOrDefault(Key(what, day, email))) : null;
        return new(
            Left(allowance.Codes, nameof(SupportAction.Publish)), Left(allowance.Extensions, nameof(SupportAction.Extend)), Left(allowance.Reissues, nameof(SupportAction.Reissue)),
            Left(allowance.Rollbacks, nameof(SupportAction.RollBack)), Left(allowance.DiscountAmount, Amount));
    }

    /// <summary>Makes the rows that <see cref="TakeAsync"/> counts in, so that two who begin the day at once do not both make them.</summary>
    internal async Task PrepareAsync(SupportCall call, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((await db.SupportSettings.AsNoTracking().SingleOrDefaultAsync(ct))?.Rules.Of(call.Caller.Name, call.Role) is null) return;
        var day = await DayAsync(db, ct);
        string[] keys = [.. Enum.GetNames<SupportAction>().Append(Amount).Select(what => Key(what, day, call.Caller.Name))];
        if (await db.Counters.CountAsync(c => keys.Contains(c.Key) && c.Shard == 0, ct) == keys.Length) return;
        await writes.WriteAsync<bool>((inner, _) => // refused when somebody else was faster, which is as good: all are made at once
        {
            inner.Counters.AddRange(keys.Select(key => new Counter { Key = key }));
            return Task.FromResult<Result<bool>>(true);
        }, ct);
    }

    /// <summary>Counts an action in the transaction that does it. The row is locked by the count, so what is read back is exact.</summary>
    /// <param name="amount">What it is worth, minor units.</param>
    /// <returns>The refusal, after which the transaction must be undone; null when it is allowed.</returns>
    internal async Task<PromoError?> TakeAsync(PromoDbContext db, SupportCall call, SupportAction action, long amount, CancellationToken ct)
    {
        if ((await db.SupportSettings.AsNoTracking().SingleOrDefaultAsync(ct))?.Rules.Of(call.Caller.Name, call.Role) is not { } allowance) return null;
        var limit = action switch
        {
            SupportAction.Publish => allowance.Codes,
            SupportAction.Extend => allowance.Extensions,
            SupportAction.Reissue => allowance.Reissues,
            _ => allowance.Rollbacks,
        };
        if (limit == 0) return SupportErrors.NotAllowed(action);
        var day = await DayAsync(db, ct);
        if (await CountAsync(db, Key(action.ToString(), day, call.Caller.Name), 1, ct) > limit) return SupportErrors.UsedUp(action, limit!.Value);
        return amount > 0 ? await TakeAmountAsync(db, call, amount, ct) : null;
    }

    /// <summary>Counts what something is worth, where that is known only once it was done.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    internal async Task<PromoError?> TakeAmountAsync(PromoDbContext db, SupportCall call, long amount, CancellationToken ct) =>
        (await db.SupportSettings.AsNoTracking().SingleOrDefaultAsync(ct))?.Rules.Of(call.Caller.Name, call.Role) is { } allowance
            && await CountAsync(db, Key(Amount, await DayAsync(db, ct), call.Caller.Name), amount, ct) > allowance.DiscountAmount ? SupportErrors.AmountUsedUp() : null;

    /// <summary>Gives back what was counted for something that did not happen, or was undone the same day.</summary>
    internal static async Task GiveBackAsync(PromoDbContext db, SupportCall call, SupportAction action, CancellationToken ct, DateOnly day) =>
        await db.Counters.Where(c => c.Key == Key(action.ToString(), day, call.Caller.Name) && c.Value > 0).ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, c => c.Value - 1), ct);

    /// <summary>The day of the project's zone.</summary>
    internal async Task<DateOnly> DayAsync(PromoDbContext db, CancellationToken ct)
    {
        var zone = await db.Project.Select(p => p.TimeZone).SingleOrDefaultAsync(ct) ?? new ProjectSettings().TimeZone;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
    }

    /// <summary>What a discount takes off at most, as far as that is known without a cart; minor units.</summary>
    internal static long MostOff(Discount? discount) => discount switch { AmountOff off => off.Amount, PercentOff { MaxAmount: { } most } => most, _ => 0 };

    private const string Amount = "Amount";
    private const string SupportSubject = "support";

    private static async Task<long> CountAsync(PromoDbContext db, string key, long more, CancellationToken ct)
    {
        await db.Counters.Where(c => c.Key == key && c.Shard == 0).ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, c => c.Value + more), ct);
        return await db.Counters.AsNoTracking().Where(c => c.Key == key && c.Shard == 0).Select(c => c.Value).SingleAsync(ct);
    }

    // Addresses may be anything and of any length, keys may not.
    private static string Key(string what, DateOnly day, string email) => string.Create(
        CultureInfo.InvariantCulture, $"sa:{what}:{day:yyyyMMdd}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant())))[..32]}");
}

/// <summary>Whether reasons and allowances make sense.</summary>
internal static class SupportCheck
{
    public static PromoError? Problem(SupportRules rules)
    {
        if (rules.Reasons.Count is 0 or > SupportRules.MostReasons) return SupportErrors.Settings("reasons", $"Give 1 to {SupportRules.MostReasons} reasons.");
        for (var i = 0; i < rules.Reasons.Count; i++)
        {
            var (code, name) = rules.Reasons[i];
            if (name.Trim().Length is 0 or > 80 || name.Any(char.IsControl)) return SupportErrors.Settings($"reasons[{i}].name", "Name the reason in 1 to 80 characters.");
            if (code.Length is 0 or > 40 || !code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return SupportErrors.Settings($"reasons[{i}].code", "A code has 1 to 40 letters, digits and underscores.");
            if (rules.Reasons.Take(i).Any(other => other.Code == code)) return SupportErrors.Settings($"reasons[{i}].code", $"Another reason has the code {code}.");
        }

        if (rules.Allowances.Count > SupportRules.MostAllowances) return SupportErrors.Settings("allowances", $"There can be {SupportRules.MostAllowances} allowances at most.");
        for (var i = 0; i < rules.Allowances.Count; i++)
        {
            var one = rules.Allowances[i];
            if (one.Who.Trim().Length is 0 or > 256) return SupportErrors.Settings($"allowances[{i}].who", "Choose a role, or name a member by their e-mail address.");
            if (rules.Allowances.Take(i).Any(other => other.Who.Equals(one.Who, StringComparison.OrdinalIgnoreCase))) return SupportErrors.Settings($"allowances[{i}].who", $"{one.Who} has an allowance already.");
            if (one.Codes < 0 || one.Extensions < 0 || one.Reissues < 0 || one.Rollbacks < 0 || one.DiscountAmount < 0) return SupportErrors.Settings($"allowances[{i}]", "Nobody can do less than nothing: 0 is none, empty is no bound.");
        }

        return null;
    }
}
