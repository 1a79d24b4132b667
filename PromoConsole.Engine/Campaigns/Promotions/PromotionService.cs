using PromoConsole.Engine.Events;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>Tiers and stacks of promotion campaigns, one by one. Reading is <see cref="PromotionList"/>.</summary>
/// <remarks>
/// On a launched campaign each change makes and publishes a new version, so that no redemption sees half of it and each keeps the tier it used;
/// on a draft it changes the draft.
/// </remarks>
public sealed class PromotionService(CampaignService campaigns, PromotionList list, TimeProvider time)
{
    /// <returns>The tier as it now stands; or <c>not_found</c> (also for the rule), <c>invalid_campaign</c>, <c>invalid_promotion_tier</c>, <c>invalid_validation_rules</c>.</returns>
    public Task<Result<TierSetup>> AddTierAsync(AddTier request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var tier = request.Tier with { Id = Ids.New(TierSetup.IdPrefix, now), Name = request.Tier.Name.Trim(), CreatedAt = now, UpdatedAt = null };
        return campaigns.AmendAsync(
            request.Campaign, request.Actor, setup => TierEdits.Add(setup, tier, request.Hierarchy),
            (db, at, before, after) => Told(db, at, request.Actor, tier.Id, "created", $"Tier “{tier.Name}” added", before, after), ct, Rule(tier.Id, request.RuleId), request.NewRule);
    }

    /// <returns>The tier as it now stands; or <c>not_found</c> (also for the rule), <c>invalid_campaign</c>, <c>invalid_promotion_tier</c>, <c>invalid_validation_rules</c>.</returns>
    public async Task<Result<TierSetup>> ChangeTierAsync(ChangeTier request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        if (await list.CampaignIdOfAsync(request.TierId, ct) is not { } campaignId) return PromotionErrors.TierNotFound(request.TierId);
        return await campaigns.AmendAsync(
            campaignId, request.Actor, setup => TierEdits.Change(setup, request.TierId, tier => request.Change(tier) with { UpdatedAt = now }, request.Hierarchy),
            (db, at, before, after) => Told(db, at, request.Actor, request.TierId, "updated", $"Tier “{TierEdits.Find(after, request.TierId)!.Name}” changed", before, after), ct, Rule(request.TierId, request.RuleId, request.WithoutRule));
    }

    /// <summary>Switches a tier on or off; one that is so already stays as it is.</summary>
    /// <returns>The tier as it now stands; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public async Task<Result<TierSetup>> SetActiveAsync(SetTierActive request, CancellationToken ct = default)
    {
        var found = await list.FindTierAsync(request.TierId, ct);
        if (!found.IsOk) return found.Error;
        if (found.Value.Tier.Active == request.Active) return found.Value.Tier;
        var now = time.GetUtcNow();
        var word = request.Active ? "enabled" : "disabled";
        return await campaigns.AmendAsync(
            found.Value.Campaign.Id, request.Actor, setup => TierEdits.Change(setup, request.TierId, tier => tier with { Active = request.Active, UpdatedAt = now }),
            (db, at, before, after) => Told(db, at, request.Actor, request.TierId, word, $"Tier “{found.Value.Tier.Name}” {word}", before, after), ct);
    }

    /// <returns>The tier that is gone; or <c>not_found</c>, <c>resource_in_use</c> while a stack applies it, <c>invalid_promotion_tier</c> for the last one of a launched campaign.</returns>
    public async Task<Result<TierSetup>> DeleteTierAsync(string tierId, string actor, CancellationToken ct = default)
    {
        var found = await list.FindTierAsync(tierId, ct);
        if (!found.IsOk) return found.Error;
        return await campaigns.AmendAsync(
            found.Value.Campaign.Id, actor,
            setup => TierEdits.Delete(setup, tierId) switch
            {
                { IsOk: true, Value.Tiers.Count: 0 } when found.Value.Campaign.Launched => PromotionErrors.LastTier(found.Value.Tier),
                var rest => rest,
            },
            (db, at, before, _) =>
            {
                var gone = TierEdits.Find(before, tierId)!;
                db.Record(at, actor, "promotion_tier.deleted", tierId, before: gone);
                db.Publish(at, "promotion_tier.deleted", tierId);
                return (gone, $"Tier “{gone.Name}” deleted");
            }, ct);
    }

    /// <returns>All tiers in the new order; or <c>not_found</c>, <c>invalid_campaign</c>, <c>invalid_promotion_tier</c>.</returns>
    public Task<Result<IReadOnlyList<TierSetup>>> ReorderAsync(ReorderTiers request, CancellationToken ct = default) =>
        campaigns.AmendAsync(
            request.Campaign, request.Actor, setup => TierEdits.Reorder(setup, request.TierIds),
            (db, at, before, after) =>
            {
                Moved(db, at, request.Actor, null, before, after);
                return (after.Tiers, "Tiers put into another order");
            }, ct);

    /// <returns>The stack as it now stands; or <c>not_found</c>, <c>invalid_campaign</c>, <c>invalid_promotion_stack</c>.</returns>
    public Task<Result<StackSetup>> AddStackAsync(AddStack request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var stack = request.Stack with { Id = Ids.New(StackSetup.IdPrefix, now), Name = request.Stack.Name.Trim(), CreatedAt = now, UpdatedAt = null };
        return campaigns.AmendAsync(
            request.Campaign, request.Actor, setup => TierEdits.AddStack(setup, stack),
            (db, at, before, after) => Told(db, at, request.Actor, "created", $"Stack “{stack.Name}” added", null, stack), ct);
    }

    /// <returns>The stack as it now stands; or <c>not_found</c>, <c>invalid_campaign</c>, <c>invalid_promotion_stack</c>.</returns>
    public Task<Result<StackSetup>> ChangeStackAsync(ChangeStack request, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        return campaigns.AmendAsync(
            request.Campaign, request.Actor, setup => TierEdits.ChangeStack(setup, request.StackId, stack => request.Change(stack) with { UpdatedAt = now }),
            (db, at, before, after) =>
            {
                var (old, changed) = (before.Stacks.First(stack => stack.Id == request.StackId), after.Stacks.First(stack => stack.Id == request.StackId));
                return Told(db, at, request.Actor, "updated", $"Stack “{changed.Name}” changed", old, changed);
            }, ct);
    }

    /// <param name="campaign">Id or name.</param>
    /// <returns>The stack that is gone; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public Task<Result<StackSetup>> DeleteStackAsync(string campaign, string stackId, string actor, CancellationToken ct = default) =>
        campaigns.AmendAsync(
            campaign, actor, setup => TierEdits.DeleteStack(setup, stackId),
            (db, at, before, _) =>
            {
                var gone = before.Stacks.First(stack => stack.Id == stackId);
                db.Record(at, actor, "promotion_stack.deleted", stackId, before: gone);
                db.Publish(at, "promotion_stack.deleted", stackId);
                return (gone, $"Stack “{gone.Name}” deleted");
            }, ct);

    private static Dictionary<string, string?>? Rule(string tierId, string? ruleId, bool none = false) =>
        ruleId is null && !none ? null : new(StringComparer.Ordinal) { [tierId] = ruleId };

    private static (StackSetup Stack, string Comment) Told(
        PromoDbContext db, DateTimeOffset at, string actor, string happened, string comment, StackSetup? before, StackSetup after)
    {
        db.Record(at, actor, $"promotion_stack.{happened}", after.Id, before: before, after: after);
        db.Publish(at, $"promotion_stack.{happened}", after.Id);
        return (after, comment);
    }

    private static (TierSetup Tier, string Comment) Told(
        PromoDbContext db, DateTimeOffset at, string actor, string tierId, string happened, string comment, CampaignSetup before, CampaignSetup after)
    {
        var tier = TierEdits.Find(after, tierId)!;
        db.Record(at, actor, $"promotion_tier.{happened}", tierId, before: TierEdits.Find(before, tierId), after: tier);
        db.Publish(at, $"promotion_tier.{happened}", tierId);
        Moved(db, at, actor, tierId, before, after);
        return (tier, comment);
    }

    // One that takes a place moves others, which is a change of theirs.
    private static void Moved(PromoDbContext db, DateTimeOffset at, string actor, string? except, CampaignSetup before, CampaignSetup after)
    {
        foreach (var tier in after.Tiers)
        {
            if (tier.Id == except || TierEdits.Find(before, tier.Id) is not { } old || old.Hierarchy == tier.Hierarchy) continue;
            db.Record(at, actor, "promotion_tier.updated", tier.Id, before: new { old.Hierarchy }, after: new { tier.Hierarchy });
            db.Publish(at, "promotion_tier.updated", tier.Id);
        }
    }
}
