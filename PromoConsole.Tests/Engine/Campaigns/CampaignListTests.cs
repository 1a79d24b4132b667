using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

public class CampaignListTests : IAsyncLifetime
{
    private readonly StatementLog _statements = new();
    private PromoWorld _world = null!;

    private CampaignList List => _world.Get<CampaignList>();

    private DateTimeOffset Now => _world.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync(more: _statements.Watch);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Filters_by_the_status_the_engine_computes()
    {
        DateTimeOffset?[] starts = [null, Now.AddDays(-2), Now, Now.AddDays(2)];
        DateTimeOffset?[] ends = [null, Now.AddDays(-1), Now, Now.AddDays(9)];
        await AddAsync(
            from version in new[] { 0, 1 }
            from active in new[] { true, false }
            from start in starts
            from end in ends
            select Campaign($"{version}|{active}|{start}|{end}", version, active, start, end));
        await AddAsync([Campaign("Old", archived: Now.AddDays(-3)), Campaign("Old draft", version: 0, archived: Now.AddDays(-3))]);

        foreach (var status in Enum.GetValues<CampaignStatus>())
        {
            var page = await List.ListAsync(new CampaignFilter { Statuses = [status], PageSize = 100 });
            Assert.NotEmpty(page.Rows);
            Assert.All(page.Rows, row => Assert.Equal(status, row.Status));
        }

        var counted = await Task.WhenAll(Enum.GetValues<CampaignStatus>().Select(async status => (await List.ListAsync(new CampaignFilter { Statuses = [status] })).Total));
        Assert.Equal(66, counted.Sum());
        Assert.Equal(counted[0] + counted[1], (await List.ListAsync(new CampaignFilter { Statuses = [(CampaignStatus)0, (CampaignStatus)1] })).Total);
    }

    [Fact]
    public async Task Finds_names_in_any_case_and_codes_however_they_are_spelled()
    {
        await AddAsync([Campaign("Black Week"), Campaign("Welcome 100%"), Campaign("Summer")]);
        await using (var db = _world.Db())
        {
            db.Vouchers.Add(new Voucher { Id = "v_1", Code = "BW26-7KQO", CodeKey = "BW26-7KQO", CodeSearch = CodeKeys.Search("BW26-7KQO"), CampaignId = "camp_Summer" });
            await db.SaveChangesAsync();
        }

        Assert.Equal(["Black Week"], await NamesAsync(new CampaignFilter { Text = "black w" }));
        Assert.Equal(["Welcome 100%"], await NamesAsync(new CampaignFilter { Text = "100%" }));
        Assert.Equal(["Summer"], await NamesAsync(new CampaignFilter { Text = "bw26 7kq0" }));
        Assert.Empty(await NamesAsync(new CampaignFilter { Text = "_" }));
    }

    [Fact]
    public async Task Filters_by_tag_owner_dates_and_budget()
    {
        await AddAsync(
        [
            Campaign("Tagged", tags: ["news", "crm"]), Campaign("Newsy", tags: ["newsletter"]),
            Campaign("May", start: At(5, 1), end: At(6, 1)), Campaign("Bobs", owner: "bob@example.com"),
            Campaign("Spent", budget: 100_00), Campaign("Nearly", budget: 100_00), Campaign("Fresh", budget: 100_00),
        ]);
        await MovedAsync("camp_Spent", RedemptionKind.Redeemed, 10, 100_00);
        await MovedAsync("camp_Nearly", RedemptionKind.Redeemed, 9, 80_00);
        await MovedAsync("camp_Fresh", RedemptionKind.Redeemed, 8, 79_99);

        Assert.Equal(["Tagged"], await NamesAsync(new CampaignFilter { Tag = "news" }));
        Assert.Equal(["Bobs"], await NamesAsync(new CampaignFilter { Owner = "bob@example.com" }));
        Assert.DoesNotContain("May", await NamesAsync(new CampaignFilter { From = At(6, 1) }));
        Assert.Contains("May", await NamesAsync(new CampaignFilter { From = At(5, 31), To = At(7, 1) }));
        Assert.Equal(["Spent"], await NamesAsync(new CampaignFilter { Budget = BudgetLeft.Gone }));
        Assert.Equal(["Nearly"], await NamesAsync(new CampaignFilter { Budget = BudgetLeft.NearlyGone }));
        Assert.Equal(["Fresh"], await NamesAsync(new CampaignFilter { Budget = BudgetLeft.Plenty }));
    }

    [Fact]
    public async Task Filters_by_what_the_rule_names_in_force_or_in_the_draft()
    {
        var club = new CampaignSetup { Rule = When.Segment(Operator.Is, "seg_club") with { Number = 1 } };
        var bedding = new CampaignSetup { Rule = new Not(When.AnyItem([new ItemReference(ItemKind.Collection, "pc_bed")]) with { Number = 1 }) };
        await AddAsync([Campaign("Everybody"), Campaign("Draft", version: 0)]);
        await using (var db = _world.Db())
        {
            var inForce = Campaign("Club");
            var edited = Campaign("Bedding");
            edited.Draft = bedding;
            db.Campaigns.AddRange(inForce, edited);
            db.CampaignVersions.Add(new CampaignVersion { CampaignId = inForce.Id, Number = 1, Setup = club, CreatedBy = "anna@example.com", CreatedAt = Now });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["Club"], await NamesAsync(new CampaignFilter { Uses = "seg_club" }));
        Assert.Equal(["Bedding"], await NamesAsync(new CampaignFilter { Uses = "pc_bed" }));
        Assert.Empty(await NamesAsync(new CampaignFilter { Uses = "seg_clu_" }));
    }

    [Fact]
    public async Task Counts_redemptions_without_rolled_back_ones_and_sums_the_filtered_list()
    {
        await AddAsync([Campaign("One", budget: 500_00), Campaign("Two"), Campaign("Draft", version: 0)]);
        await MovedAsync("camp_One", RedemptionKind.Redeemed, 5, 50_00, day: 20260302);
        await MovedAsync("camp_One", RedemptionKind.Rollback, 1, -10_00, day: 20260302);
        await MovedAsync("camp_One", RedemptionKind.RefusedRedemption, 3, 0, day: 20260301);
        await MovedAsync("camp_One", RedemptionKind.Redeemed, 2, 20_00, day: 20251224);
        await MovedAsync("camp_Two", RedemptionKind.Redeemed, 4, 8_00, day: 20260217);

        var page = await List.ListAsync(new CampaignFilter { Order = CampaignOrder.Redeemed });

        Assert.Equal(["One", "Two", "Draft"], page.Rows.Select(row => row.Campaign.Name));
        Assert.Equal((6L, 3L, 60_00L), (page.Rows[0].Redeemed, page.Rows[0].Refused, page.Rows[0].DiscountAmount));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5], page.Rows[0].LastDays);
        Assert.Equal(4, page.Rows[1].LastDays[0]); // 17 February is 13 days before 2 March
        Assert.Equal(new CampaignTotals(0, 10, 68_00, 500_00, 60_00), page.Totals);
        Assert.NotEmpty(page.Rows[2].Problems);
    }

    [Fact]
    public async Task Shows_what_was_put_away_in_the_archive_only_and_what_was_deleted_in_the_bin_only()
    {
        var binned = Campaign("Binned", archived: Now);
        binned.DeletedAt = Now;
        await AddAsync([Campaign("Kept"), Campaign("Old", archived: Now), binned]);

        Assert.Equal(["Kept"], await NamesAsync(new CampaignFilter()));
        Assert.Equal(["Old"], await NamesAsync(new CampaignFilter { Shelf = CampaignShelf.Archive }));
        Assert.Equal(["Binned"], await NamesAsync(new CampaignFilter { Shelf = CampaignShelf.Bin }));
        Assert.Equal(["Old"], await NamesAsync(new CampaignFilter { Statuses = [CampaignStatus.Archived] }));
        Assert.Equal(new CampaignCounts(1, 0, 1, 1, 1), await List.CountsAsync("anna@example.com"));
    }

    [Fact]
    public async Task Filters_by_who_looks_after_it_and_that_is_at_first_who_made_it()
    {
        var given = Campaign("Given", owner: "bob@example.com");
        given.Owner = "cleo@example.com";
        await AddAsync([given, Campaign("Kept", owner: "bob@example.com")]);

        Assert.Equal(["Given"], await NamesAsync(new CampaignFilter { Owner = "cleo@example.com" }));
        Assert.Equal(["Kept"], await NamesAsync(new CampaignFilter { Owner = "bob@example.com" }));
        Assert.Equal(["bob@example.com", "cleo@example.com"], (await List.WordsAsync()).Owners);
    }

    [Fact]
    public async Task Reads_named_campaigns_in_their_order_and_leaves_out_those_that_are_gone()
    {
        await AddAsync(Enumerable.Range(0, 450).Select(i => Campaign($"C{i}")));
        string[] ids = [.. Enumerable.Range(0, 450).Reverse().Select(i => $"camp_C{i}"), "camp_gone"];

        var rows = await List.RowsAsync(ids).Select(row => row.Campaign.Id).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ids[..^1], rows);
    }

    [Fact]
    public void Asks_SQL_Server_in_its_own_words()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var all = new CampaignFilter
        {
            Text = "black [week]", Statuses = Enum.GetValues<CampaignStatus>(), Kind = CampaignKind.Coupons, Tag = "it's", CategoryId = "cat_1", Owner = "anna", From = Now, To = Now,
        };
        CampaignFilter[] filters = [.. Enum.GetValues<BudgetLeft>().Select(budget => all with { Budget = budget }), .. Enum.GetValues<CampaignOrder>().Select(order => all with { Order = order })];

        foreach (var filter in filters)
            SqlServerSyntaxTests.AssertParses(CampaignQueries.Ordered(db, CampaignQueries.Filtered(db, filter, Now, [new("black", ["seg_1", "pc_1"], ["cat_1"]), new("week", [], [])]), filter).Skip(50).Take(50).ToQueryString());
    }

    [Fact]
    public async Task Reads_a_page_of_two_thousand_campaigns_with_the_statements_of_a_short_list()
    {
        var filter = new CampaignFilter { Text = "campaign 0", Order = CampaignOrder.Redeemed };
        await AddAsync(Enumerable.Range(0, 60).Select(i => Campaign($"Campaign 0{i:D4}", budget: i % 2 == 0 ? 1_000_00 : null)));
        var few = await _statements.OnAsync("Campaigns", () => List.ListAsync(filter));
        await AddAsync(Enumerable.Range(60, 1_940).Select(i => Campaign($"Campaign 0{i:D4}", budget: i % 2 == 0 ? 1_000_00 : null)));

        CampaignPage? page = null;
        var many = await _statements.OnAsync("Campaigns", async () => page = await List.ListAsync(filter with { Page = 3 }));

        Assert.Equal((2_000L, 50), (page!.Total, page.Rows.Count));
        Assert.NotEmpty(few);
        Assert.Equal(few.Count, many.Count);
    }

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

    private static Campaign Campaign(
        string name, int version = 1, bool active = true, DateTimeOffset? start = null, DateTimeOffset? end = null,
        string[]? tags = null, string owner = "anna@example.com", long? budget = null, DateTimeOffset? archived = null) => new()
        {
            Id = "camp_" + name.Replace(" ", "", StringComparison.Ordinal), Name = name, Version = version, Active = active, StartsAt = start, EndsAt = end,
            Tags = tags ?? [], CreatedBy = owner, BudgetAmount = budget, Draft = version == 0 ? new CampaignSetup() : null, ArchivedAt = archived,
        };

    private async Task AddAsync(IEnumerable<Campaign> campaigns)
    {
        await using var db = _world.Db();
        foreach (var campaign in campaigns)
        {
            db.Campaigns.Add(campaign);
            if (campaign.Version > 0)
            {
                db.CampaignVersions.Add(new CampaignVersion
                {
                    CampaignId = campaign.Id, Number = 1, Setup = new CampaignSetup { Discount = new PercentOff(10) }, CreatedBy = "anna@example.com", CreatedAt = Now,
                });
            }
        }

        await db.SaveChangesAsync();
    }

    private async Task MovedAsync(string campaignId, RedemptionKind kind, long count, long discount, int day = 20260301)
    {
        await using var db = _world.Db();
        db.HourSummaries.Add(new HourSummary { Day = day, Hour = 9, CampaignId = campaignId, Kind = kind, Count = count, DiscountAmount = discount });
        await db.SaveChangesAsync();
    }

    private async Task<List<string>> NamesAsync(CampaignFilter filter) =>
        [.. (await List.ListAsync(filter with { Order = CampaignOrder.Name, Ascending = true })).Rows.Select(row => row.Campaign.Name)];
}
