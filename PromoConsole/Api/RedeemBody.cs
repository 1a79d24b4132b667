using PromoConsole.Engine;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Api;

/// <summary>Reads what is to be validated or redeemed.</summary>
internal static class RedeemBody
{
    /// <summary>The form with <c>redeemables</c>.</summary>
    public static RedeemRedeemables Read(ApiBody body, Caller caller)
    {
        var fields = body.Fields;
        var named = new List<Redeemable>();
        if (!fields.Has("redeemables")) fields.Missing("redeemables");
        if (fields.Objects("redeemables", StackingRules.MostRedeemables) is { } redeemables)
        {
            if (redeemables.Count == 0) fields.Problem("redeemables", "should not have fewer than 1 items");
            foreach (var redeemable in redeemables) named.Add(ReadOne(redeemable));
        }

        fields.Object("options")?.Texts("expand", 10);
        return Shared(fields, named, caller);
    }

    /// <summary>The older form whose path names the code or tier.</summary>
    public static RedeemRedeemables ReadFor(Redeemable redeemable, ApiBody body, Caller caller)
    {
        if (redeemable.Kind == RedeemableKind.Voucher && Codes.Problem(redeemable.Id) is { } wrong) body.Fields.Problem("code", wrong);
        return Shared(body.Fields, [redeemable], caller);
    }

    /// <summary>The same as a request to hold what applies, when the session asks for it; null when it does not.</summary>
    public static LockRedeemables? Lock(ApiBody body, ValidateRedeemables request, SessionLife lives)
    {
        if (body.Fields.Object("session") is not { } session) return null;
        if (session.Word("type", "LOCK") is null) session.Missing("type");
        var ttl = session.Decimal("ttl", 0, 1_000_000_000_000_000_000);
        var unit = session.Word("ttl_unit", "DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS");
        var life = ttl is { } given ? (double)given * TicksOf(unit ?? "DAYS") : lives.Default.Ticks;
        if (life > lives.Most.Ticks) session.Problem("ttl", $"should be at most {lives.MostInWords}");
        return body.Refusal is not null ? null : new LockRedeemables
        {
            Redeemables = request.Redeemables, SessionKey = request.SessionKey, Order = request.Order, Customer = request.Customer, Metadata = request.Metadata,
            TrackingId = request.TrackingId, Caller = request.Caller, Life = TimeSpan.FromTicks(Math.Max(1, (long)life)),
        };
    }

    /// <summary>Order, customer and metadata, of a request that names nothing to use.</summary>
    public static ValidateRedeemables ReadCart(Fields fields, Caller caller) => Shared(fields, [], caller);

    private static double TicksOf(string unit) => unit switch
    {
        "HOURS" => TimeSpan.TicksPerHour,
        "MINUTES" => TimeSpan.TicksPerMinute,
        "SECONDS" => TimeSpan.TicksPerSecond,
        "MILLISECONDS" => TimeSpan.TicksPerMillisecond,
        "MICROSECONDS" => TimeSpan.TicksPerMicrosecond,
        "NANOSECONDS" => 0.01,
        _ => TimeSpan.TicksPerDay,
    };

    private static RedeemRedeemables Shared(Fields fields, IReadOnlyList<Redeemable> redeemables, Caller caller)
    {
        var order = fields.Object("order");
        var customer = fields.Object("customer") ?? order?.Object("customer");
        var session = fields.Object("session")?.Text("key", Bounds.Id);
        return new RedeemRedeemables
        {
            Redeemables = redeemables,
            SessionKey = session is { Length: > 0 } ? session : null,
            Order = order is null ? null : OrderBody.Read(order),
            Customer = customer is null ? null : OrderBody.ReadCustomer(customer) is var read && read == s_nobody ? null : read,
            Metadata = fields.Metadata("metadata"),
            TrackingId = fields.Text("tracking_id", Bounds.Id),
            Caller = caller,
        };
    }

    private static Redeemable ReadOne(Fields redeemable)
    {
        var kind = redeemable.Word("object", "voucher", "promotion_tier", "promotion_stack", "gift_card", "loyalty_card") switch
        {
            "promotion_tier" => RedeemableKind.PromotionTier,
            "promotion_stack" => RedeemableKind.PromotionStack,
            _ => RedeemableKind.Voucher,
        };
        return new Redeemable(kind, redeemable.Text("id", Bounds.Code, required: true) ?? "");
    }

    /// <summary>A customer object without any content names nobody.</summary>
    private static readonly CustomerInput s_nobody = new();
}

/// <summary>How long a session holds what it holds.</summary>
/// <param name="Default">When the request does not say.</param>
internal sealed record SessionLife(TimeSpan Default, TimeSpan Most, string MostInWords)
{
    public static SessionLife OfServers { get; } = new(LockRedeemables.DefaultLife, TimeSpan.FromDays(3_650), "3650 days");

    /// <summary>As long as somebody may stay at the checkout: a visitor must not keep a limited code from all others.</summary>
    public static SessionLife OfPages { get; } = new(TimeSpan.FromHours(1), TimeSpan.FromHours(1), "1 hour");
}
