using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Tests.Support;

/// <summary>Puts a launched campaign with its codes into a world, without the steps a marketer takes.</summary>
internal static class Launched
{
    public static readonly Caller Agent = new(Caller.Dashboard, "agent@shop.example");

    /// <summary>10.00 off.</summary>
    public static CampaignSetup Setup { get; } = new() { Discount = new AmountOff(10_00) };

    /// <returns>The campaign's id.</returns>
    public static Task<string> CampaignAsync(this PromoWorld world, string name, CampaignSetup setup, params string[] codes) =>
        world.Services.CampaignAsync(name, setup, codes);

    /// <inheritdoc cref="CampaignAsync(PromoWorld, string, CampaignSetup, string[])"/>
    public static async Task<string> CampaignAsync(this IServiceProvider services, string name, CampaignSetup setup, params string[] codes)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = Ids.New("camp_", now);
        var written = await services.GetRequiredService<IWrites>().ExclusiveAsync<string>((db, _) =>
        {
            db.Campaigns.Add(new Campaign
            {
                Id = id, Name = name, Version = 1, StartsAt = setup.Schedule.StartsAt, EndsAt = setup.Schedule.EndsAt,
                CodesCount = codes.Length, CodesOnDemand = setup.Codes.OnDemand, CreatedAt = now, UpdatedAt = now,
            });
            db.CampaignVersions.Add(new CampaignVersion
            {
                CampaignId = id, Number = 1, Setup = setup, StartsAt = setup.Schedule.StartsAt, EndsAt = setup.Schedule.EndsAt,
                CreatedBy = Agent.Name, CreatedAt = now,
            });
            foreach (var code in codes)
                db.Vouchers.Add(new Voucher
                {
                    Id = Ids.New("v_", now), Code = code, CodeKey = CodeKeys.Key(code, caseInsensitive: true), CodeSearch = CodeKeys.Search(code),
                    CampaignId = id, RedemptionLimit = setup.Codes.RedemptionLimit, CreatedAt = now,
                });
            return Task.FromResult<Result<string>>(id);
        });
        Assert.True(written.IsOk, written.Error?.Message);
        return id;
    }
}
