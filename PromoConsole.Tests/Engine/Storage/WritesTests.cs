using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class WritesTests
{
    [Fact]
    public async Task What_succeeds_is_committed_and_leaves_the_catalogue_version_alone()
    {
        await using var world = await PromoWorld.StartAsync();

        var written = await world.Writes.WriteAsync<string>(async (db, ct) => (await AddCustomerAsync(db, world, "crm-1")).Id);

        await using var db = world.Db();
        Assert.Equal(written.Value, (await db.Customers.SingleAsync()).Id);
        Assert.Equal(0, (await db.Project.SingleAsync()).CatalogueVersion);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing_behind()
    {
        await using var world = await PromoWorld.StartAsync();

        var refused = await world.Writes.ExclusiveAsync<string>(async (db, ct) =>
        {
            await AddCustomerAsync(db, world, "crm-1");
            await db.SaveChangesAsync(ct);
            return new InvalidError("invalid_payload", "No.");
        });

        await using var db = world.Db();
        Assert.Equal("invalid_payload", refused.Error?.Key);
        Assert.False(await db.Customers.AnyAsync());
        Assert.Equal(0, (await db.Project.SingleAsync()).CatalogueVersion);
    }

    [Fact]
    public async Task An_exclusive_change_raises_the_catalogue_version()
    {
        await using var world = await PromoWorld.StartAsync();

        await world.Writes.ExclusiveAsync<int>((_, _) => Task.FromResult<Result<int>>(1));

        await using var db = world.Db();
        Assert.Equal(1, (await db.Project.SingleAsync()).CatalogueVersion);
    }

    [Fact]
    public async Task An_ordinary_change_that_brings_a_limit_on_a_campaign_is_done_exclusively_and_looks_at_its_history()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.CodesAsync(campaign, null, "TEN");
        await world.Redemptions.RedeemAsync(Some.Redemption("TEN"));
        await using var db = world.Db();
        var version = await db.Project.Select(p => p.CatalogueVersion).SingleAsync();
        var runs = 0;

        var written = await world.Writes.WriteAsync<int>((inside, _) =>
        {
            inside.LimitChanges.Introduce(LimitTarget.Campaign, campaign, CounterPlan.Of(CompiledRule.Of(When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 5))));
            return Task.FromResult<Result<int>>(++runs);
        });

        Assert.Equal(2, written.Value);
        Assert.Equal(1, (await db.Counters.SingleAsync(c => c.Key == "cn:" + campaign)).Value);
        Assert.Equal(version + 1, await db.Project.Select(p => p.CatalogueVersion).SingleAsync());
    }

    [Fact]
    public async Task A_taken_source_id_is_a_conflict()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.Writes.WriteAsync<string>(async (db, _) => (await AddCustomerAsync(db, world, "crm-1")).Id);

        var second = await world.Writes.WriteAsync<string>(async (db, _) => (await AddCustomerAsync(db, world, "crm-1")).Id);

        Assert.Equal("duplicate_found", Assert.IsType<ConflictError>(second.Error).Key);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_changed_meanwhile_is_a_conflict()
    {
        await using var world = await PromoWorld.StartAsync();
        var id = Ids.New("camp_", world.Time.GetUtcNow());
        await world.Writes.WriteAsync<int>((db, _) =>
        {
            db.Campaigns.Add(new Campaign { Id = id, Name = "Black Week" });
            return Task.FromResult<Result<int>>(1);
        });

        var late = await world.Writes.WriteAsync<int>(async (db, ct) =>
        {
            var campaign = await db.Campaigns.SingleAsync(ct);
            await db.Campaigns.ExecuteUpdateAsync(set => set.SetProperty(c => c.Revision, c => c.Revision + 1), ct);
            campaign.Name = "Black Month";
            return 1;
        });

        Assert.Equal("edited_meanwhile", late.Error?.Key);
    }

    [Fact]
    public async Task Every_edit_of_a_campaign_raises_its_revision()
    {
        await using var world = await PromoWorld.StartAsync();
        var id = Ids.New("camp_", world.Time.GetUtcNow());
        await world.Writes.WriteAsync<int>((db, _) =>
        {
            db.Campaigns.Add(new Campaign { Id = id, Name = "Black Week" });
            return Task.FromResult<Result<int>>(1);
        });

        await world.Writes.WriteAsync<int>(async (db, ct) =>
        {
            (await db.Campaigns.SingleAsync(ct)).Tags = ["autumn", "sale"];
            return 1;
        });

        await using var db = world.Db();
        var campaign = await db.Campaigns.SingleAsync();
        Assert.Equal(1, campaign.Revision);
        Assert.Equal(["autumn", "sale"], campaign.Tags);
    }

    private static async Task<Customer> AddCustomerAsync(PromoDbContext db, PromoWorld world, string sourceId)
    {
        var customer = new Customer { Id = Ids.New("cust_", world.Time.GetUtcNow()), SourceId = sourceId };
        await db.Customers.AddAsync(customer);
        return customer;
    }
}
