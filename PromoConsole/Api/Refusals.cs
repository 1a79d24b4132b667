using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Refused codes in the words of the wire format, out of the stored attempt or the decision alone.</summary>
internal static class Refusals
{
    /// <summary>The answer to a refused redemption.</summary>
    public static ApiError Of(Redemption refused) => Of(
        refused.RefusalKey!, refused.Code, RuleIdOf(refused.CampaignId, refused.VoucherId), refused.Detail.Proof?.CustomerMessage,
        refused.Id, "redemption");

    /// <summary>The error inside an inapplicable redeemable.</summary>
    public static ApiErrorView Of(string code, string attemptId, Decision decision) => Of(
        decision.Proof.RefusalKey!, code, RuleIdOf(decision.Campaign?.Id, decision.Facts.Voucher?.Id),
        decision.Proof.CustomerMessage, attemptId, null).View();

    /// <summary>The answer to the older validation of a code that does not exist.</summary>
    public static ApiError Of(string code, ValidationAnswer unknown) => Of("not_found", code, null, null, unknown.AttemptId, null);

    /// <summary>The id under which a campaign's (or single code's) rule is known outside; null without either.</summary>
    public static string? RuleIdOf(string? campaignId, string? voucherId) =>
        (campaignId ?? voucherId) is { } owner ? "val_" + owner[(owner.IndexOf('_', StringComparison.Ordinal) + 1)..] : null;

    private static ApiError Of(string key, string code, string? ruleId, string? customerMessage, string attemptId, string? attemptType)
    {
        var unknown = key == "not_found";
        return new ApiError(unknown ? 404 : 400, key, RefusalKeys.MessageOf(key), Details(key, code, ruleId))
        {
            ResourceId = unknown ? code : attemptType is null ? null : attemptId,
            ResourceType = unknown ? "voucher" : attemptType,
            CustomerMessage = customerMessage,
            RequestId = RequestIds.Of(attemptId),
        };
    }

    private static string Details(string key, string code, string? ruleId) => key switch
    {
        "not_found" => $"Cannot find voucher with id {code}",
        "customer_rules_violated" or "order_rules_violated" or "redemption_rules_violated" =>
            $"Discount Coupon cannot be redeemed because of violated validation rules: {ruleId}",
        "missing_customer" => "Customer is required to validate rules",
        "missing_order" => "Order is required to compute the discount",
        "missing_amount" => "Order amount is required to compute the discount",
        _ => code,
    };
}
