using PromoConsole.Engine;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

/// <summary>Rows of a long history, written as they are stored.</summary>
internal static class History
{
    public static async Task FillAsync(PromoWorld world, string customerId, int redeemed, int refused, int rolledBack)
    {
        var start = world.Time.GetUtcNow().AddDays(-100);
        await world.Writes.WriteAsync<int>((db, _) =>
        {
            for (var i = 0; i < redeemed; i++)
                db.Redemptions.Add(Row("r_", RedemptionKind.Redeemed, start.AddMinutes(i), customerId, 10_00));
            for (var i = 0; i < refused; i++)
                db.Redemptions.Add(Row(i % 2 == 0 ? "rf_" : "valid_", i % 2 == 0 ? RedemptionKind.RefusedRedemption : RedemptionKind.RefusedValidation, start.AddMinutes(i).AddSeconds(20), customerId, 0));
            for (var i = 0; i < rolledBack; i++)
                db.Redemptions.Add(Row("rr_", RedemptionKind.Rollback, start.AddMinutes(i).AddSeconds(40), customerId, -10_00));
            return Task.FromResult<Result<int>>(0);
        });
    }

    public static Redemption Row(string prefix, RedemptionKind kind, DateTimeOffset at, string customerId, long discountAmount) => new()
    {
        Id = Ids.New(prefix, at), Kind = kind, At = at, Day = 20260101, Hour = 1, Code = "BLCKFRDY", CustomerId = customerId,
        OrderAmount = 100_00, DiscountAmount = discountAmount, RefusalKey = kind is RedemptionKind.RefusedRedemption or RedemptionKind.RefusedValidation ? "voucher_expired" : null,
        Channel = Caller.Api, Actor = "Shop",
        Detail = new RedemptionDetail
        {
            CampaignName = "Black Week",
            Proof = kind == RedemptionKind.Rollback ? null : new Proof { Accepted = kind == RedemptionKind.Redeemed, DecidedAt = at, TimeZone = "Europe/Warsaw", Code = "BLCKFRDY" },
        },
    };
}
