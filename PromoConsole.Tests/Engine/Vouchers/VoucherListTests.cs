using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Vouchers;

public class VoucherListTests : IAsyncLifetime
{
    private PromoWorld _world = null!;
    private int _made;

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Filters_by_the_state_the_engine_computes()
    {
        var now = _world.Time.GetUtcNow();
        DateTimeOffset?[] times = [null, now.AddDays(-1), now, now.AddDays(1)];
        await using (var db = _world.Db())
        {
            foreach (var (active, deleted) in new[] { (true, false), (false, false), (true, true) })
                foreach (var start in times)
                    foreach (var end in times)
                    {
                        var campaign = new Campaign { Id = $"camp_{_made++}", Name = $"C{_made}", Version = 2, Active = active, DeletedAt = deleted ? now : null };
                        db.Campaigns.Add(campaign);
                        db.CampaignVersions.Add(Version(campaign.Id, 1, null, null));
                        db.CampaignVersions.Add(Version(campaign.Id, 2, start, end));
                        foreach (var (number, limit, used, until) in new (int?, int?, int, DateTimeOffset?)[] { (null, null, 0, null), (1, 1, 1, null), (2, 1, 0, now.AddDays(3)), (2, 2, 2, now) })
                            db.Vouchers.Add(Code(campaign.Id, number, limit, used, until));
                    }

            foreach (var start in times)
                foreach (var end in times)
                {
                    var own = Code(null, null, 1, 0, null);
                    (own.StartsAt, own.EndsAt) = (start, end);
                    db.Vouchers.Add(own);
                }

            await db.SaveChangesAsync();
        }

        var list = _world.Get<VoucherList>();
        long counted = 0;
        foreach (var state in Enum.GetValues<VoucherState>())
        {
            var page = await list.ListAsync(new VoucherFilter { State = state, PageSize = 500 });
            Assert.NotEmpty(page.Items);
            Assert.All(page.Items, row => Assert.Equal(state, row.State));
            counted += page.Total;
        }

        Assert.Equal((48 * 4) + 16, counted);
    }

    [Fact]
    public async Task Finds_codes_by_how_they_begin_in_any_spelling()
    {
        await using (var db = _world.Db())
        {
            foreach (var code in new[] { "BW26-7KQO", "BW26-7KQX", "BW27-1111" })
                db.Vouchers.Add(new Voucher { Id = "v_" + code, Code = code, CodeKey = code, CodeSearch = CodeKeys.Search(code) });
            await db.SaveChangesAsync();
        }

        var found = await _world.Get<VoucherList>().ListAsync(new VoucherFilter { Text = " bw26 7kq0" });

        Assert.Equal("BW26-7KQO", Assert.Single(found.Items).Code);
        Assert.Equal(2, (await _world.Get<VoucherList>().ListAsync(new VoucherFilter { Text = "bw26" })).Total);
    }

    private static CampaignVersion Version(string campaignId, int number, DateTimeOffset? start, DateTimeOffset? end) => new()
    {
        CampaignId = campaignId, Number = number, Setup = new CampaignSetup(), StartsAt = start, EndsAt = end, CreatedBy = "anna@example.com", CreatedAt = default,
    };

    private Voucher Code(string? campaignId, int? version, int? limit, int used, DateTimeOffset? until)
    {
        var code = $"CODE{_made++}";
        return new Voucher
        {
            Id = "v_" + code, Code = code, CodeKey = code, CodeSearch = code, CampaignId = campaignId, CampaignVersion = version,
            RedemptionLimit = limit, RedeemedQuantity = used, PublishedUntil = until,
        };
    }
}
