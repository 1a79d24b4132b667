using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Assigns rules within a write that is under way, which has the catalogue exclusively where the rule may refuse somebody it did not before.</summary>
internal static class RuleAssigning
{
    /// <returns>The assignment; or <c>not_found</c> for the rule, <c>duplicate_found</c> when another rule is there and nothing forces it.</returns>
    public static async Task<Result<RuleAssignment>> AssignAsync(
        PromoDbContext db, string ruleId, FoundOwner owner, bool force, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var content = await db.ValidationRules.AsNoTracking().Where(r => r.Id == ruleId).Select(r => r.Content).SingleOrDefaultAsync(ct);
        if (content is null) return RuleErrors.NotFound(ruleId);
        var present = await db.RuleAssignments.AsTracking().SingleOrDefaultAsync(a => a.RelatedId == owner.Id && a.RelatedType == owner.Type, ct);
        if (present?.RuleId == ruleId) return present;
        if (present is not null && !force) return RuleErrors.AssignedAlready(owner.Type, owner.Id, present.RuleId);

        var before = present?.RuleId;
        if (present is null)
        {
            present = new()
            {
                Id = Ids.New(RuleAssignment.IdPrefix, now), RuleId = ruleId, RelatedType = owner.Type, RelatedId = owner.Id, CampaignId = owner.CampaignId, CreatedAt = now,
            };
            db.RuleAssignments.Add(present);
        }
        else
        {
            (present.RuleId, present.UpdatedAt) = (ruleId, now);
        }

        if (owner.Type == RuleOwner.Voucher) await SetAsync(db, owner.Id, ruleId, ct);
        RuleLimits.Assigned(db, owner, content);
        db.Record(now, actor, "validation_rule.assigned", ruleId, before: before is null ? null : new { Rule = before }, after: Told(present));
        db.Publish(now, "business_validation_rule.assignment.created", present.Id);
        return present;
    }

    /// <summary>Takes rules away from what has them.</summary>
    public static async Task RemoveAsync(PromoDbContext db, IReadOnlyList<RuleAssignment> assignments, string actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var one in assignments)
        {
            if (one.RelatedType == RuleOwner.Voucher) await SetAsync(db, one.RelatedId, null, ct);
            db.RuleAssignments.Remove(one);
            db.Record(now, actor, "validation_rule.unassigned", one.RuleId, before: Told(one));
            db.Publish(now, "business_validation_rule.assignment.deleted", one.Id);
        }
    }

    // Codes carry the id of their rule, so that deciding needs no further reading.
    private static async Task SetAsync(PromoDbContext db, string voucherId, string? ruleId, CancellationToken ct)
    {
        if (db.Vouchers.Local.FirstOrDefault(v => v.Id == voucherId) is { } tracked) tracked.RuleId = ruleId;
        else await db.Vouchers.Where(v => v.Id == voucherId).ExecuteUpdateAsync(set => set.SetProperty(v => v.RuleId, ruleId), ct);
    }

    private static object Told(RuleAssignment assignment) => new { Assignment = assignment.Id, assignment.RelatedType, assignment.RelatedId };
}
