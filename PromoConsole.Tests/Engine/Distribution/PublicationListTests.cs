using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Distribution;

public class PublicationListTests
{
    [Fact]
    public async Task The_same_source_id_gives_the_first_publication_again_and_for_anything_else_is_refused()
    {
        await using var world = await WorldAsync(4);
        var publications = world.Get<PublicationService>();

        var first = Some.Of(await publications.PublishAsync(Give("ola") with { SourceId = "order-7" }));
        var again = Some.Of(await publications.PublishAsync(Give("ola") with { SourceId = "order-7" }));
        var byCode = Some.Of(await publications.PublishAsync(new() { Code = first.Code.ToLowerInvariant(), Customer = new() { SourceId = "ola" }, SourceId = "order-7", Caller = Some.Shop }));
        var other = await publications.PublishAsync(Give("jan") with { SourceId = "order-7" });

        Assert.Equal((first.Publication.Id, first.Code), (again.Publication.Id, again.Code));
        Assert.Equal(first.Publication.Id, byCode.Publication.Id);
        Assert.Equal(("duplicate_source_id", "source_id"), (other.Error!.Key, other.Error.Field));
    }

    [Fact]
    public async Task Fifty_who_ask_with_one_source_id_get_one_publication()
    {
        await using var world = await WorldAsync(60);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Get<PublicationService>().PublishAsync(Give("ola") with { SourceId = "order-7" }))));

        Assert.Single(answers.Select(answer => Some.Of(answer).Publication.Id).Distinct());
        await using var db = world.Db();
        Assert.Equal(1, await db.Publications.CountAsync());
    }

    [Fact]
    public async Task Fifty_who_race_for_the_last_codes_in_twos_leave_each_code_with_one_holder()
    {
        await using var world = await WorldAsync(21);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => world.Get<PublicationService>().PublishAsync(Give($"customer-{i}") with { Count = 2 }))));

        Assert.Equal(10, answers.Count(answer => answer.IsOk)); // 21 codes make ten pairs; nobody gets half a pair
        await using var db = world.Db();
        Assert.Equal(20, await db.Publications.Select(p => p.VoucherId).Distinct().CountAsync());
        Assert.Equal(20, await db.Publications.CountAsync());
        Assert.Equal(20, await db.Vouchers.CountAsync(v => v.HolderId != null));
        Assert.Equal(10, await db.Customers.CountAsync()); // nobody is stored because of a refusal
    }

    [Fact]
    public async Task Several_codes_are_one_publication_and_more_than_the_most_are_refused()
    {
        await using var world = await WorldAsync(30);
        var publications = world.Get<PublicationService>();

        var given = Some.Of(await publications.PublishAsync(Give("ola") with { Count = 3, SourceId = "order-7" }));
        var again = Some.Of(await publications.PublishAsync(Give("ola") with { Count = 3, SourceId = "order-7" }));

        Assert.Equal(3, given.Vouchers.Select(one => one.Code).Distinct().Count());
        Assert.Equal(given.Vouchers.Select(one => one.Code).Order(), again.Vouchers.Select(one => one.Code).Order());
        Assert.Equal("too_many_vouchers_requested", (await publications.PublishAsync(Give("ola") with { Count = 21 })).Error!.Key);
        Assert.Equal("too_many_vouchers_requested", (await publications.PublishAsync(Give("ola") with { Count = 0 })).Error!.Key);
        Assert.Equal("too_many_vouchers_requested", (await publications.PublishAsync(new() { Code = "GIVE1", Count = 2, Customer = new() { SourceId = "ola" }, Caller = Some.Shop })).Error!.Key);
        var row = Assert.Single((await world.Get<PublicationList>().PageAsync(new() { Succeeded = true })).Items);
        Assert.Equal((given.Publication.Id, 3, "order-7"), (row.Id, row.Vouchers.Count, row.SourceId));
    }

    [Fact]
    public async Task A_list_tells_what_was_given_and_what_could_not_be()
    {
        await using var world = await WorldAsync(1);
        var publications = world.Get<PublicationService>();
        var list = world.Get<PublicationList>();
        var given = Some.Of(await publications.PublishAsync(Give("ola")));
        Some.Of(await world.Get<PromoConsole.Engine.Customers.CustomerService>().UpsertAsync(new() { SourceId = "jan" }, Some.Shop));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("no_voucher_suitable_for_publication", (await publications.PublishAsync(Give("jan") with { SourceId = "order-9" })).Error!.Key);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("voucher_already_published", (await publications.PublishAsync(new() { Code = given.Code, Customer = new() { SourceId = "jan" }, Caller = Some.Shop })).Error!.Key);
        Assert.Equal("missing_vouchers", (await publications.PublishAsync(new() { Customer = new() { SourceId = "jan" }, Caller = Some.Shop })).Error!.Key); // the caller's mistake: not kept

        Assert.Equal("no_voucher_suitable_for_publication", (await publications.PublishAsync(Give("nobody"))).Error!.Key); // a stranger: not kept either

        async Task<string> ListedAsync(PublicationQuery query)
        {
            var page = await list.PageAsync(query);
            return $"{page.Total}: {string.Join(", ", page.Items.Select(row => $"{row.Customer!.SourceId} {row.FailureKey ?? row.Vouchers[0].Code}"))}";
        }

        Assert.Equal($"3: jan voucher_already_published, jan no_voucher_suitable_for_publication, ola {given.Code}", await ListedAsync(new()));
        Assert.Equal($"3: ola {given.Code}", await ListedAsync(new() { Ascending = true, Take = 1 }));
        Assert.Equal($"3: ola {given.Code}", await ListedAsync(new() { Skip = 2, Take = 5 }));
        Assert.Equal($"1: ola {given.Code}", await ListedAsync(new() { Succeeded = true, Campaign = "Black Week" }));
        Assert.Equal("2: jan voucher_already_published, jan no_voucher_suitable_for_publication", await ListedAsync(new() { Succeeded = false }));
        Assert.Equal("1: jan no_voucher_suitable_for_publication", await ListedAsync(new() { SourceId = "order-9" }));
        Assert.Equal($"2: jan voucher_already_published, ola {given.Code}", await ListedAsync(new() { Code = given.Code.ToLowerInvariant() }));
        Assert.Equal("2: jan voucher_already_published, jan no_voucher_suitable_for_publication", await ListedAsync(new() { Customer = "jan" }));
        Assert.Equal("0: ", await ListedAsync(new() { Campaign = "No such" }));
    }

    [Fact]
    public async Task A_code_for_its_holder_alone_works_for_nobody_else()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = When.IsHolder() with { Number = 1 } }), null, "MINE");

        Assert.False(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("MINE", customer: "ola"))).Decision.Accepted); // given to nobody
        Some.Of(await world.Get<PublicationService>().PublishAsync(new() { Code = "MINE", Customer = new() { SourceId = "ola" }, Caller = Some.Shop }));

        Assert.True(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("MINE", customer: "ola"))).Decision.Accepted);
        Assert.False(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("MINE", customer: "jan"))).Decision.Accepted);
        Assert.False(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("MINE"))).Decision.Accepted);
    }

    private static async Task<PromoWorld> WorldAsync(int codes)
    {
        var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, [.. Enumerable.Range(1, codes).Select(i => $"GIVE{i}")]);
        return world;
    }

    private static PublishVoucher Give(string customer) => new() { CampaignId = "Black Week", Customer = new() { SourceId = customer }, Caller = Some.Shop };
}
