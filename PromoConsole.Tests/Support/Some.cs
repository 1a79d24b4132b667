using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Tests.Support;

/// <summary>Things a test needs but is not about.</summary>
internal static class Some
{
    public static readonly Caller Shop = new(Caller.Api, "Web shop", "app-1");

    /// <summary>10.00 off, no rule, no limits.</summary>
    public static CampaignSetup TenOff => new() { Discount = new AmountOff(10_00) };

    /// <summary>A promotion whose tiers take 10.00 off each, in this order; the id of a tier is its name after <c>promo_</c>.</summary>
    public static CampaignSetup Promotion(params string[] tiers) => new()
    {
        Codes = CodeSetup.None,
        Tiers = [.. tiers.Select((name, at) => Tier(name) with { Hierarchy = at + 1 })],
    };

    /// <summary>10.00 off, no rule.</summary>
    public static TierSetup Tier(string name) => new() { Id = TierSetup.IdPrefix + name, Name = name, Discount = new AmountOff(10_00) };

    public static RedeemRedeemables Redemption(string code, long amount = 100_00, string? customer = null, string? key = null, string? order = null) => new()
    {
        Redeemables = [Redeemable.Voucher(code)],
        Order = new OrderInput { SourceId = order, Content = new OrderContent { ExplicitAmount = amount } },
        Customer = customer is null ? null : new CustomerInput { SourceId = customer },
        Caller = Shop,
        IdempotencyKey = key,
        RequestHash = key is null ? null : $"{code}/{amount}/{customer}",
    };

    public static ValidateRedeemables Validation(string code, long amount = 100_00, string? customer = null) => new()
    {
        Redeemables = [Redeemable.Voucher(code)],
        Order = new OrderInput { Content = new OrderContent { ExplicitAmount = amount } },
        Customer = customer is null ? null : new CustomerInput { SourceId = customer },
        Caller = Shop,
    };

    /// <summary>Uses a tier on an order of its own.</summary>
    public static RedeemRedeemables TierRedemption(string tierId, long amount = 100_00, string? customer = null) =>
        Redemption("", amount, customer) with { Redeemables = [Redeemable.Tier(tierId)] };

    public static RollBackRedemption Rollback(string redemptionId) => new() { RedemptionId = redemptionId, Caller = Shop };

    /// <summary>Puts a campaign in force, straight into the tables: its first version, or the next one of a campaign that exists.</summary>
    public static async Task<string> LaunchedCampaignAsync(this PromoWorld world, CampaignSetup setup, string name = "Black Week")
    {
        var now = world.Time.GetUtcNow();
        var launched = await world.Writes.ExclusiveAsync<string>(async (db, ct) =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Name == name, ct);
            if (campaign is null) db.Campaigns.Add(campaign = new Campaign
            {
                Id = Ids.New("camp_", now), Name = name, CreatedAt = now, Kind = setup.Tiers.Count > 0 ? CampaignKind.Promotion : CampaignKind.Coupons,
            });
            campaign.Version++;
            db.CampaignVersions.Add(new CampaignVersion
            {
                CampaignId = campaign.Id, Number = campaign.Version, Setup = setup, CreatedBy = "test", CreatedAt = now,
            });
            return campaign.Id;
        });
        return Of(launched);
    }

    /// <summary>Adds codes to a campaign.</summary>
    public static async Task CodesAsync(this PromoWorld world, string campaignId, int? redemptionLimit, params string[] codes)
    {
        var now = world.Time.GetUtcNow();
        Of(await world.Writes.WriteAsync<int>((db, _) =>
        {
            foreach (var code in codes)
            {
                db.Vouchers.Add(new Voucher
                {
                    Id = Ids.New("v_", now), Code = code, CodeKey = CodeKeys.Key(code, caseInsensitive: true), CodeSearch = CodeKeys.Search(code),
                    CampaignId = campaignId, RedemptionLimit = redemptionLimit, CreatedAt = now,
                });
            }

            return Task.FromResult<Result<int>>(codes.Length);
        }));
    }

    /// <summary>Has incentives meet by these rules.</summary>
    public static async Task StackAsync(this PromoWorld world, StackingRules rules) =>
        Of(await world.Get<StackingService>().ChangeAsync(_ => rules, Shop));

    /// <summary>The value; a refusal fails the test with its words.</summary>
    public static T Of<T>(Result<T> result)
    {
        Assert.True(result.IsOk, $"{result.Error?.Key}: {result.Error?.Message} {result.Error?.Details}");
        return result.Value;
    }
}
