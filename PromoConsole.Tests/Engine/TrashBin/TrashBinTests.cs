using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.TrashBin;

public class TrashBinTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private BinService Bin => _world.Get<BinService>();

    private VoucherService Vouchers => _world.Get<VoucherService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_deleted_code_does_not_work_until_it_comes_back()
    {
        await _world.CampaignAsync("Spring", Some.TenOff, "SPRING");
        await DeleteAsync("SPRING");

        var refused = await RefusalAsync("SPRING");
        var entry = Assert.Single((await Bin.ListAsync(new())).Items);
        Assert.True((await Bin.RestoreAsync(entry.Id, Some.Shop)).IsOk);

        Assert.Equal("not_found", refused);
        Assert.Equal((BinKind.Voucher, "SPRING", Some.Shop.Name), (entry.Kind, entry.Name, entry.DeletedBy));
        Assert.Null(await RefusalAsync("SPRING"));
        Assert.Empty((await Bin.ListAsync(new())).Items);
    }

    [Fact]
    public async Task A_code_that_comes_back_counts_what_was_taken_back_meanwhile()
    {
        await _world.CampaignAsync("Spring", Limited(2), "SPRING");
        var first = await RedeemedAsync("SPRING");
        await RedeemedAsync("SPRING");
        var id = (await DeleteAsync("SPRING")).Id;

        Assert.True((await _world.Redemptions.RollBackAsync(Some.Rollback(first))).IsOk);
        await RestoreOnlyAsync();

        var back = (await Vouchers.GetAsync("SPRING")).Value!;
        Assert.Equal((id, 1), (back.Id, back.RedeemedQuantity));
        await RedeemedAsync("SPRING");
        Assert.Equal("quantity_exceeded", await RefusalAsync("SPRING"));
    }

    [Fact]
    public async Task A_code_in_the_bin_keeps_its_text_until_it_is_removed_for_good()
    {
        await _world.CampaignAsync("Spring", Some.TenOff, "SPRING");
        await DeleteAsync("SPRING");
        var entry = Assert.Single((await Bin.ListAsync(new())).Items);

        var refused = await Vouchers.CreateAsync(new() { Code = "spring", Terms = Some.TenOff, Actor = "anna" });
        await Bin.RemoveAsync(entry.Id, Some.Shop);
        var free = await Vouchers.CreateAsync(new() { Code = "spring", Terms = Some.TenOff, Actor = "anna" });

        Assert.Equal(("duplicate_found", "The code spring is in the bin: restore it, or remove it there for good"), (refused.Error!.Key, refused.Error.Details));
        Assert.True(free.IsOk);
    }

    [Fact]
    public async Task Codes_made_in_bulk_leave_out_those_in_the_bin()
    {
        var campaign = await _world.CampaignAsync("Spring", Some.TenOff, "SPRING-1", "SPRING-2");
        await DeleteAsync("SPRING-1");

        var taken = Some.Of(await _world.Writes.WriteAsync<List<string>>(async (db, ct) => (await BulkVouchers.InsertAsync(db, [.. "1234".Select(Code)], ct)).ToList()));

        await using var stored = _world.Db();
        Assert.Equal(["SPRING-1", "SPRING-2"], taken.Order());
        Assert.Equal(["SPRING-2", "SPRING-3", "SPRING-4"], await stored.Vouchers.Select(v => v.Code).Order().ToListAsync());

        Voucher Code(char number)
        {
            var code = $"SPRING-{number}";
            return new() { Id = Ids.New("v_", _world.Time.GetUtcNow()), Code = code, CodeKey = CodeKeys.Key(code, caseInsensitive: true), CodeSearch = CodeKeys.Search(code), CampaignId = campaign, CreatedAt = _world.Time.GetUtcNow() };
        }
    }

    [Fact]
    public async Task The_bin_is_searched_by_kind_and_by_how_a_name_begins()
    {
        await _world.CampaignAsync("Spring", Some.TenOff, "SPRING-1", "SUMMER-1");
        await DeleteAsync("SPRING-1");
        await DeleteAsync("SUMMER-1");
        var other = await _world.CampaignAsync("Spring again", Some.TenOff, "AGAIN");
        await _world.Get<CampaignService>().DeleteAsync(other, "anna");

        Assert.Equal("3: Spring again, SUMMER-1, SPRING-1", await FoundAsync(null, null));
        Assert.Equal("2: SUMMER-1, SPRING-1", await FoundAsync(BinKind.Voucher, " "));
        Assert.Equal("1: SUMMER-1", await FoundAsync(null, "SUM"));
    }

    [Fact]
    public async Task What_a_removed_code_redeemed_stays_and_can_be_taken_back()
    {
        await _world.CampaignAsync("Spring", Limited(1), "SPRING");
        var redemption = await RedeemedAsync("SPRING");
        await DeleteAsync("SPRING");
        var entry = Assert.Single((await Bin.ListAsync(new())).Items);

        Assert.True((await Bin.RemoveAsync(entry.Id, Some.Shop)).IsOk);
        Assert.True((await _world.Redemptions.RollBackAsync(Some.Rollback(redemption))).IsOk);

        await using var db = _world.Db();
        Assert.Equal(["SPRING", "SPRING"], await db.Redemptions.Select(r => r.Code).ToListAsync());
        Assert.Equal("not_found", (await Bin.RestoreAsync(entry.Id, Some.Shop)).Error!.Key);
    }

    [Fact]
    public async Task Fifty_callers_never_use_a_code_more_often_than_it_may_be_while_it_goes_and_comes_back()
    {
        await _world.CampaignAsync("Spring", Limited(10), "SPRING");
        var callers = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await RefusalAsync("SPRING") is null)).ToList();

        for (var round = 0; round < 3; round++)
        {
            await DeleteAsync("SPRING");
            await RestoreOnlyAsync();
        }

        var succeeded = (await Task.WhenAll(callers)).Count(done => done);
        var voucher = (await Vouchers.GetAsync("SPRING")).Value!;
        Assert.InRange(succeeded, 0, 10);
        Assert.Equal(succeeded, voucher.RedeemedQuantity);
        for (var left = succeeded; left < 10; left++) await RedeemedAsync("SPRING");
        Assert.Equal("quantity_exceeded", await RefusalAsync("SPRING"));
    }

    [Fact]
    public async Task A_product_comes_back_with_its_SKUs_and_on_its_collections()
    {
        var product = (await _world.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "tea", Name = "Tea" }, Some.Shop)).Value!;
        var sku = (await _world.Get<SkuService>().CreateAsync(product.Id, new SkuInput { SourceId = "tea-1", Name = "Green" }, Some.Shop)).Value!;
        await _world.Get<CollectionService>().CreateAsync("Drinks", [product.Id], Some.Shop);

        Assert.True((await _world.Get<ProductService>().DeleteAsync("tea", force: false, Some.Shop)).IsOk);
        await RestoreOnlyAsync();

        await using var db = _world.Db();
        Assert.Equal((product.Id, "Tea"), ((await db.Products.SingleAsync()).Id, (await db.Products.SingleAsync()).Name));
        Assert.Equal((sku.Id, product.Id, "Green"), await db.Skus.Select(s => ValueTuple.Create(s.Id, s.ProductId, s.Name)).SingleAsync());
        Assert.Equal(product.Id, (await db.CollectionMembers.SingleAsync()).ProductId);
    }

    [Fact]
    public async Task A_removed_campaign_takes_its_codes_with_it_and_leaves_its_history()
    {
        var id = await _world.CampaignAsync("Spring", Some.TenOff, "SPRING-1", "SPRING-2", "SPRING-3");
        await RedeemedAsync("SPRING-1");

        var job = (await _world.Get<CampaignRemoval>().StartAsync("Spring", Some.Shop)).Value!;
        var refused = await RefusalAsync("SPRING-2");
        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);

        await using var db = _world.Db();
        Assert.NotNull(refused);
        Assert.Equal(JobStatus.Done, (await db.Jobs.SingleAsync(j => j.Id == job.Id)).Status);
        Assert.Empty(await db.Vouchers.ToListAsync());
        Assert.Equal("SPRING-1", (await db.Redemptions.SingleAsync(r => r.Kind == RedemptionKind.Redeemed && r.CampaignId == id)).Code);
        Assert.NotNull((await db.CampaignVersions.SingleAsync(v => v.CampaignId == id)).Setup.Discount);
        Assert.Empty((await _world.Get<CampaignList>().ListAsync(new() { Shelf = CampaignShelf.Bin })).Rows);
        Assert.True((await _world.Get<CampaignService>().CreateDraftAsync(new() { Name = "Spring", Actor = "anna" })).IsOk);
        Assert.Equal("not_found", (await _world.Get<CampaignService>().RestoreAsync(id, "anna")).Error!.Key);
    }

    [Fact]
    public async Task A_removed_campaign_nobody_used_leaves_nothing()
    {
        var id = await _world.CampaignAsync("Spring", Some.TenOff, "SPRING-1", "SPRING-2");
        await _world.Get<CampaignService>().DeleteAsync(id, "anna");
        var entry = Assert.Single((await Bin.ListAsync(new() { Kind = BinKind.Campaign })).Items);

        Assert.True((await Bin.RemoveAsync(entry.Id, Some.Shop)).IsOk);
        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);

        await using var db = _world.Db();
        Assert.Equal((0, 0, 0), (await db.Campaigns.CountAsync(), await db.CampaignVersions.CountAsync(), await db.Vouchers.CountAsync()));
    }

    [Fact]
    public async Task A_campaign_that_comes_back_is_no_longer_in_the_bin()
    {
        var id = await _world.CampaignAsync("Spring", Some.TenOff, "SPRING");
        await _world.Get<CampaignService>().DeleteAsync(id, "anna");

        Assert.True((await Bin.RestoreAsync((await Bin.ListAsync(new())).Items.Single().Id, Some.Shop)).IsOk);

        Assert.Empty((await Bin.ListAsync(new())).Items);
        await RedeemedAsync("SPRING");
    }

    private async Task<string> FoundAsync(BinKind? kind, string? text)
    {
        var page = await Bin.SearchAsync(kind, text, 0, 10);
        return $"{page.Total}: {string.Join(", ", page.Items.Select(entry => entry.Name))}";
    }

    private static CampaignSetup Limited(int uses) => new() { Discount = new AmountOff(10_00), Codes = new CodeSetup { RedemptionLimit = uses } };

    private async Task<Voucher> DeleteAsync(string code) => (await Vouchers.DeleteAsync(new(code, Force: false, Some.Shop))).Value!;

    private async Task RestoreOnlyAsync()
    {
        var restored = await Bin.RestoreAsync(Assert.Single((await Bin.ListAsync(new())).Items).Id, Some.Shop);
        Assert.True(restored.IsOk, restored.Error?.Message);
    }

    private async Task<string> RedeemedAsync(string code)
    {
        var answer = await _world.Redemptions.RedeemAsync(Some.Redemption(code));
        return Assert.Single(answer.Value!.Redemptions).Id;
    }

    private async Task<string?> RefusalAsync(string code) => (await _world.Redemptions.RedeemAsync(Some.Redemption(code))).Value!.Stored.RefusalKey;
}
