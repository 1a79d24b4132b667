using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Writes rules and their versions within a write that is under way, however they are made: over the API, or by publishing a draft.</summary>
internal static class RuleVersions
{
    /// <summary>What keeps a rule from being published; null when nothing does.</summary>
    public static async Task<InvalidError?> ProblemAsync(PromoDbContext db, string name, RuleContent content, CancellationToken ct)
    {
        if (name.Length is 0 or > ValidationRule.MaxNameLength || name.Any(char.IsControl)) return RuleErrors.NameMissing;
        return RuleContentCheck.Problem(content) ?? await UnknownMessageAsync(db, content, ct);
    }

    private static async Task<InvalidError?> UnknownMessageAsync(PromoDbContext db, RuleContent content, CancellationToken ct)
    {
        List<Condition> naming = [.. (content.Rule?.Conditions() ?? []).Where(condition => condition.MessageId is not null)];
        if (naming.Count == 0) return null;
        var ids = naming.ConvertAll(condition => condition.MessageId!);
        var known = await db.RuleMessages.Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct);
        return naming.Find(condition => !known.Contains(condition.MessageId!)) is { } lost
            ? RuleErrors.Wrong(new RuleProblem("message", lost.Number, $"There is no message {lost.MessageId} in the library. Choose another, or write a text.")) : null;
    }

    /// <summary>Whether publishing this would change anything.</summary>
    public static bool Differs(ValidationRule rule, string name, RuleContent content) =>
        name != rule.Name || PromoJson.Write(content) != PromoJson.Write(rule.Content);

    /// <summary>A new rule that nothing has yet, as its version 1.</summary>
    public static ValidationRule Create(PromoDbContext db, string id, string name, RuleContent content, string? comment, Caller caller, DateTimeOffset now)
    {
        var rule = new ValidationRule { Id = id, Name = name, Content = content, CreatedAt = now };
        db.ValidationRules.Add(rule);
        Add(db, rule, comment, caller, now);
        db.Record(now, caller.Name, "validation_rule.created", rule.Id, comment, after: Told(rule));
        db.Publish(now, "business_validation_rule.created", rule.Id);
        return rule;
    }

    /// <summary>Makes a rule that something is about to get in the same write.</summary>
    /// <returns>What keeps it from being made; null when nothing does.</returns>
    public static async Task<InvalidError?> MakeAsync(PromoDbContext db, NewRule rule, string actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await ProblemAsync(db, rule.Name, rule.Content, ct) is { } problem) return problem;
        Create(db, rule.Id, rule.Name, rule.Content, null, new Caller("", actor), now);
        await db.SaveChangesAsync(ct); // assigning it reads it
        return null;
    }

    /// <summary>The next version, in force wherever the rule is assigned. The write must be exclusive.</summary>
    /// <param name="rule">Tracked.</param>
    public static async Task AddAsync(
        PromoDbContext db, ValidationRule rule, string name, RuleContent content, string? comment, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var before = Told(rule);
        await RuleLimits.ChangedAsync(db, rule.Id, rule.Content, content, ct);
        (rule.Name, rule.Content, rule.Version, rule.UpdatedAt) = (name, content, rule.Version + 1, now);
        Add(db, rule, comment, caller, now);
        db.Record(now, caller.Name, "validation_rule.changed", rule.Id, comment, before: before, after: Told(rule));
        db.Publish(now, "business_validation_rule.updated", rule.Id);
    }

    private static void Add(PromoDbContext db, ValidationRule rule, string? comment, Caller caller, DateTimeOffset now) => db.ValidationRuleVersions.Add(new()
    {
        RuleId = rule.Id, Number = rule.Version, Name = rule.Name, Content = rule.Content, Comment = comment, CreatedBy = caller.Name, CreatedAt = now,
    });

    private static object Told(ValidationRule rule) => new { rule.Name, rule.Version, rule.Content };
}
