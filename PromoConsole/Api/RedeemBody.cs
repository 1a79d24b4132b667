using PromoConsole.Engine;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Reads what is to be validated or redeemed.</summary>
internal static class RedeemBody
{
    /// <summary>The form with <c>redeemables</c>; exactly one in this release.</summary>
    public static Result<RedeemVoucher> Read(ApiBody body, Caller caller)
    {
        var fields = body.Fields;
        var code = "";
        if (!fields.Has("redeemables")) fields.Missing("redeemables");
        if (fields.Objects("redeemables", 30) is { } redeemables)
        {
            if (redeemables.Count == 0) fields.Problem("redeemables", "should not have fewer than 1 items");
            foreach (var redeemable in redeemables) code = ReadOne(redeemable);
            if (fields.Problems is null && redeemables.Count > 1) return TooMany;
            if (fields.Problems is null && redeemables.Exists(one => one.Text("object", 100) is not (null or "voucher"))) return NotVoucher;
        }

        fields.Object("options")?.Texts("expand", 10);
        return Shared(fields, code, caller);
    }

    /// <summary>The older form whose path names the code.</summary>
    public static RedeemVoucher ReadFor(string code, ApiBody body, Caller caller)
    {
        if (Codes.Problem(code) is { } wrong) body.Fields.Problem("code", wrong);
        return Shared(body.Fields, code, caller);
    }

    private static RedeemVoucher Shared(Fields fields, string code, Caller caller)
    {
        if (fields.Has("session")) fields.Problem("session", "is not offered: this release redeems at once and holds nothing for later. Leave it out");
        var order = fields.Object("order");
        var customer = fields.Object("customer") ?? order?.Object("customer");
        return new RedeemVoucher
        {
            Code = code,
            Order = order is null ? null : OrderBody.Read(order),
            Customer = customer is null ? null : OrderBody.ReadCustomer(customer) is var read && read == s_nobody ? null : read,
            Metadata = fields.Metadata("metadata"),
            TrackingId = fields.Text("tracking_id", Bounds.Id),
            Caller = caller,
        };
    }

    private static string ReadOne(Fields redeemable)
    {
        redeemable.Word("object", "voucher", "promotion_tier", "promotion_stack", "gift_card", "loyalty_card");
        return redeemable.Text("id", Bounds.Code, required: true) ?? "";
    }

    /// <summary>A customer object without any content names nobody.</summary>
    private static readonly CustomerInput s_nobody = new();

    private static readonly InvalidError TooMany = new(
        "invalid_redeemables", "Invalid redeemables",
        "Exactly one redeemable can be sent in a request: this release does not combine codes. Send one request for each");

    private static readonly InvalidError NotVoucher = new(
        "invalid_redeemables", "Invalid redeemables",
        "Only redeemables with object 'voucher' are offered in this release; promotion tiers and stacks are not");
}
