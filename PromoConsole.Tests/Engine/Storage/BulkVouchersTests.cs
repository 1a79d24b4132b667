using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class BulkVouchersTests
{
    [Fact]
    public async Task Inserts_all_but_those_whose_key_exists_and_names_these()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.CodesAsync(campaign, 5, "B-2");
        Voucher[] codes = [New("A-1"), New("B-2"), New("C-3")];

        var taken = Some.Of(await world.Writes.WriteAsync<IReadOnlyList<string>>(
            async (db, ct) => (await BulkVouchers.InsertAsync(db, codes, ct)).ToList()));

        await using var db = world.Db();
        Assert.Equal(["B-2"], taken);
        Assert.Equal(["A-1", "B-2", "C-3"], await db.Vouchers.OrderBy(v => v.CodeKey).Select(v => v.Code).ToListAsync());
        Assert.Equal(5, (await db.Vouchers.SingleAsync(v => v.Code == "B-2")).RedemptionLimit);
        var added = await db.Vouchers.SingleAsync(v => v.Code == "C-3");
        Assert.Equal((campaign, 1, true, "web", world.Time.GetUtcNow()), (added.CampaignId, added.RedemptionLimit, added.Active, added.Metadata?.Find("channel")?.GetString(), added.CreatedAt));

        Voucher New(string code) => new()
        {
            Id = Ids.New("v_", world.Time.GetUtcNow()), Code = code, CodeKey = code, CodeSearch = CodeKeys.Search(code), CampaignId = campaign,
            RedemptionLimit = 1, Metadata = Decisions.Bag("""{"channel":"web"}"""), CreatedAt = world.Time.GetUtcNow(),
        };
    }

    [Fact]
    public async Task Belongs_to_the_write_it_is_part_of()
    {
        await using var world = await PromoWorld.StartAsync();

        await world.Writes.WriteAsync<int>(async (db, ct) =>
        {
            var at = world.Time.GetUtcNow();
            await BulkVouchers.InsertAsync(db, [new Voucher { Id = Ids.New("v_", at), Code = "A", CodeKey = "A", CodeSearch = "A", CreatedAt = at }], ct);
            return new InvalidError("invalid_payload", "No.");
        });

        await using var db = world.Db();
        Assert.False(await db.Vouchers.AnyAsync());
    }
}
