using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Rules that stand by themselves: make, change, delete, and put them before campaigns, codes and tiers. Reading is <see cref="RuleRecords"/>.</summary>
/// <remarks>What decisions rest on changes with the catalogue taken exclusively, so that no redemption sees half of it; a new limit counts what was used before.</remarks>
public sealed class RuleService(IWrites writes, TimeProvider time)
{
    /// <returns>The new rule, which nothing has yet; or <c>invalid_validation_rules</c>.</returns>
    public Task<Result<ValidationRule>> CreateAsync(CreateRule request, CancellationToken ct = default) =>
        writes.WriteAsync<ValidationRule>(async (db, token) =>
        {
            var name = request.Name.Trim();
            if (await RuleVersions.ProblemAsync(db, name, request.Content, token) is { } problem) return problem;
            var now = time.GetUtcNow();
            return RuleVersions.Create(db, Ids.New(ValidationRule.IdPrefix, now), name, request.Content, null, request.Caller, now);
        }, ct);

    /// <summary>Changes a rule wherever it is assigned, as its next version.</summary>
    /// <returns>The rule as it now stands; or <c>not_found</c>, <c>invalid_validation_rules</c>, <c>edited_meanwhile</c>.</returns>
    public Task<Result<ValidationRule>> ChangeAsync(ChangeRule request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ValidationRule>(async (db, token) =>
        {
            var rule = await db.ValidationRules.AsTracking().SingleOrDefaultAsync(r => r.Id == request.RuleId, token);
            if (rule is null) return RuleErrors.NotFound(request.RuleId);
            if (request.SeenVersion is { } seen && seen != rule.Version) return RuleErrors.EditedMeanwhile(rule);
            var name = request.Name?.Trim() ?? rule.Name;
            var content = request.Change?.Invoke(rule.Content) ?? rule.Content;
            if (await RuleVersions.ProblemAsync(db, name, content, token) is { } problem) return problem;
            if (!RuleVersions.Differs(rule, name, content)) return rule;
            await RuleVersions.AddAsync(db, rule, name, content, null, request.Caller, time.GetUtcNow(), token);
            return rule;
        }, ct);

    /// <summary>Deletes a rule, and takes it away from whatever has it. Its draft goes too; its versions stay, for what was decided by them.</summary>
    /// <returns>The rule that is gone; or <c>not_found</c>.</returns>
    public Task<Result<ValidationRule>> DeleteAsync(string ruleId, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<ValidationRule>(async (db, token) =>
        {
            var rule = await db.ValidationRules.AsTracking().SingleOrDefaultAsync(r => r.Id == ruleId, token);
            if (rule is null) return RuleErrors.NotFound(ruleId);
            var codes = db.RuleAssignments.Where(a => a.RuleId == ruleId && a.RelatedType == RuleOwner.Voucher).Select(a => a.RelatedId);
            await db.Vouchers.Where(v => codes.Contains(v.Id)).ExecuteUpdateAsync(set => set.SetProperty(v => v.RuleId, (string?)null), token);
            var taken = await db.RuleAssignments.Where(a => a.RuleId == ruleId).ExecuteDeleteAsync(token);
            await db.RuleDrafts.Where(d => d.RuleId == ruleId).ExecuteDeleteAsync(token);
            db.ValidationRules.Remove(rule);
            var now = time.GetUtcNow();
            db.Record(now, caller.Name, "validation_rule.deleted", ruleId, before: new { rule.Name, rule.Version, rule.Content, Assignments = taken });
            db.Publish(now, "business_validation_rule.deleted", ruleId);
            return rule;
        }, ct);

    /// <summary>Puts a rule before a campaign, a code or a tier, where it holds at once. What has it already stays as it is.</summary>
    /// <returns>The assignment; or <c>not_found</c> for the rule or what should get it, <c>duplicate_found</c> when another rule is there and nothing forces it.</returns>
    public Task<Result<RuleAssignment>> AssignAsync(AssignRule request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<RuleAssignment>(async (db, token) =>
        {
            var owner = await RuleOwners.FindAsync(db, request.RelatedType, request.RelatedId, token);
            return owner is null
                ? RuleErrors.OwnerNotFound(request.RelatedType, request.RelatedId)
                : await RuleAssigning.AssignAsync(db, request.RuleId, owner, request.Force, request.Caller.Name, time.GetUtcNow(), token);
        }, ct);

    /// <inheritdoc cref="AssignAsync(AssignRule, CancellationToken)"/>
    public Task<Result<RuleAssignment>> AssignAsync(
        string ruleId, RuleOwner relatedType, string relatedId, bool force, Caller caller, CancellationToken ct = default) =>
        AssignAsync(new AssignRule(ruleId, relatedType, relatedId, force, caller), ct);

    /// <summary>Takes a rule away from what has it.</summary>
    /// <returns>The assignment that is gone; or <c>not_found</c>.</returns>
    public Task<Result<RuleAssignment>> UnassignAsync(string ruleId, string assignmentId, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<RuleAssignment>(async (db, token) =>
        {
            var found = await db.RuleAssignments.AsTracking().SingleOrDefaultAsync(a => a.Id == assignmentId && a.RuleId == ruleId, token);
            if (found is null) return RuleErrors.AssignmentNotFound(assignmentId);
            await RuleAssigning.RemoveAsync(db, [found], caller.Name, time.GetUtcNow(), token);
            return found;
        }, ct);
}
