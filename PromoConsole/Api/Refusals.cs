using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Refused codes in the words of the wire format, out of the stored attempt or the decision alone.</summary>
internal static class Refusals
{
    /// <summary>The answer to a refused redemption.</summary>
    public static ApiError Of(Redemption refused, Explain explain = Explain.None)
    {
        var error = Of(
            refused.RefusalKey!, refused.Code, refused.TierId, RuleIdsOf(refused.Detail.Proof?.FailedRules.Select(source => source?.RuleId) ?? [], refused.CampaignId, refused.VoucherId),
            refused.Detail.Proof?.CustomerMessage, refused.Id, "redemption");
        error.Explanation = ExplanationView.Of(refused.Detail.Proof, explain);
        return error;
    }

    /// <summary>The error inside an inapplicable redeemable.</summary>
    public static ApiErrorView Of(Step step, string attemptId) => Of(
        step.Proof.RefusalKey!, step.Asked.Id, step.Tier?.Id ?? (step.Asked.Kind == RedeemableKind.PromotionTier ? step.Asked.Id : null),
        RuleIdsOf(step.Proof.FailedRules.Select(source => source?.RuleId), step.Campaign?.Id, step.Voucher?.Id), step.Proof.CustomerMessage, attemptId, null).View();

    /// <summary>The same out of what is stored of a request with several.</summary>
    public static ApiErrorView Of(StackEntry entry) => Of(
        entry.Key!, entry.Id, entry.Kind == RedeemableKind.Voucher ? null : entry.Id, RuleIdsOf(entry.RuleIds ?? [], entry.CampaignId, entry.VoucherId), entry.Message,
        entry.RedemptionId ?? "", entry.RedemptionId is null ? null : "redemption").View();

    /// <summary>The answer to the older validation of something that does not exist.</summary>
    public static ApiError Of(Step unknown, ValidationAnswer answer) => Of(
        "not_found", unknown.Asked.Id, unknown.Asked.Kind == RedeemableKind.Voucher ? null : unknown.Asked.Id, null, null, answer.AttemptId, null);

    /// <summary>The id under which a campaign's (or single code's) rule is known outside; null without either.</summary>
    public static string? RuleIdOf(string? campaignId, string? voucherId) =>
        (campaignId ?? voucherId) is { } owner ? "val_" + owner[(owner.IndexOf('_', StringComparison.Ordinal) + 1)..] : null;

    // Of the rules that failed; the own rule of a campaign or single code is known by its owner's id.
    private static string? RuleIdsOf(IEnumerable<string?> failed, string? campaignId, string? voucherId)
    {
        var own = RuleIdOf(campaignId, voucherId);
        string[] ids = [.. failed.Select(id => string.IsNullOrEmpty(id) ? own : id).OfType<string>().Distinct(StringComparer.Ordinal)];
        return ids.Length == 0 ? own : string.Join(", ", ids);
    }

    private static ApiError Of(string key, string code, string? tierId, string? ruleIds, string? customerMessage, string attemptId, string? attemptType)
    {
        var unknown = key == "not_found";
        return new ApiError(unknown ? 404 : 400, key, RefusalKeys.MessageOf(key), Details(key, code, tierId, ruleIds))
        {
            ResourceId = unknown ? tierId ?? code : attemptType is null ? null : attemptId,
            ResourceType = unknown ? tierId is null ? "voucher" : "promotion_tier" : attemptType,
            CustomerMessage = customerMessage,
            RequestId = RequestIds.Of(attemptId),
        };
    }

    private static string Details(string key, string code, string? tierId, string? ruleIds) => key switch
    {
        "not_found" => tierId is null ? $"Cannot find voucher with id {code}" : $"Cannot find promotion tier with id {tierId}",
        "customer_rules_violated" or "order_rules_violated" or "redemption_rules_violated" =>
            $"{(tierId is null ? "Discount Coupon" : "Promotion Tier")} cannot be redeemed because of violated validation rules: {ruleIds}",
        "missing_customer" => "Customer is required to validate rules",
        "missing_order" => "Order is required to compute the discount",
        "missing_amount" => "Order amount is required to compute the discount",
        _ => code,
    };
}
