using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Customers.Identity;
using PromoConsole.Tests.Engine.Customers.Segments;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Consents;

public class ConsentServiceTests
{
    private static readonly ConsentDraft s_news = new("newsletter", "Accepts e-mail", "News and offers, twice a month.", "marketing");

    private static async Task<PromoWorld> WorldAsync()
    {
        var world = await PromoWorld.StartAsync();
        Some.Of(await world.Get<ConsentService>().SaveAsync([s_news, new("sms", "Accepts text messages", null, null)], 0, Launched.Agent));
        return world;
    }

    private static async Task<Customer> SayAsync(PromoWorld world, string customer, string id, bool given) =>
        Some.Of(await world.Get<ConsentService>().SetAsync(customer, new Dictionary<string, bool> { [id] = given }, Some.Shop));

    [Fact]
    public async Task An_answer_is_kept_with_its_day_and_the_log_says_what_it_was_before()
    {
        await using var world = await WorldAsync();
        var ola = await CustomerAliasTests.NamedAsync(world, "ola", "Ola Nowak");
        await SayAsync(world, "ola", "newsletter", true);
        var given = world.Time.GetUtcNow();

        world.Time.Advance(TimeSpan.FromDays(1));
        await SayAsync(world, "ola", "newsletter", true); // the same again
        Assert.Equal(new ConsentStatement(true, given, Some.Shop.Name), Some.Of(await world.Get<CustomerService>().GetAsync(ola.Id)).Consents!["newsletter"]);

        await SayAsync(world, "ola", "newsletter", false);
        var withdrawn = Some.Of(await world.Get<CustomerService>().GetAsync(ola.Id));
        Assert.Equal(new ConsentStatement(false, world.Time.GetUtcNow(), Some.Shop.Name), Assert.Single(withdrawn.Consents!).Value);
        await using var db = world.Db();
        var log = await db.Audit.Where(a => a.Subject == ola.Id && a.Action == ConsentService.Said).OrderBy(a => a.Id).ToListAsync();
        Assert.Equal([("""{"newsletter":null}""", """{"newsletter":true}"""), ("""{"newsletter":true}""", """{"newsletter":false}""")], log.Select(entry => (entry.Before!, entry.After!)));
    }

    [Fact]
    public async Task What_was_never_defined_cannot_be_answered_and_nothing_of_the_request_is_kept()
    {
        await using var world = await WorldAsync();
        await CustomerAliasTests.NamedAsync(world, "ola", "Ola Nowak");

        var refused = await world.Get<ConsentService>().SetAsync("ola", new Dictionary<string, bool> { ["newsletter"] = true, ["post"] = true }, Some.Shop);

        Assert.Equal(("invalid_payload", "post"), (refused.Error!.Key, refused.Error.Field));
        Assert.Null(Some.Of(await world.Get<CustomerService>().GetAsync("ola")).Consents);
        Assert.Equal("not_found", (await world.Get<ConsentService>().SetAsync("nobody", new Dictionary<string, bool> { ["sms"] = true }, Some.Shop)).Error!.Key);
    }

    [Theory]
    [InlineData("news letter", "News", "consents[0].id")]
    [InlineData("", "News", "consents[0].id")]
    [InlineData("news", " ", "consents[0].name")]
    [InlineData("news", "Accepts text messages", "consents[1].name")]
    [InlineData("sms", "News", "consents[1].id")]
    public async Task Definitions_are_checked_with_the_field_named(string id, string name, string field)
    {
        await using var world = await WorldAsync();

        var refused = await world.Get<ConsentService>().SaveAsync([new(id, name, null, null), new("sms", "Accepts text messages", null, null)], 1, Launched.Agent);

        Assert.Equal(("invalid_payload", field), (refused.Error!.Key, refused.Error.Field));
    }

    [Fact]
    public async Task Who_saves_second_is_told_and_an_answer_survives_its_question_being_taken_away_for_a_while()
    {
        await using var world = await WorldAsync();
        await CustomerAliasTests.NamedAsync(world, "ola", "Ola Nowak");
        await SayAsync(world, "ola", "newsletter", true);
        var consents = world.Get<ConsentService>();

        world.Time.Advance(TimeSpan.FromDays(1));
        Some.Of(await consents.SaveAsync([new("sms", "Accepts texts", null, null)], 1, Launched.Agent));
        var second = await consents.SaveAsync([s_news], 1, Launched.Agent);
        Assert.Equal("edited_meanwhile", second.Error!.Key);
        Assert.Contains(Launched.Agent.Name, second.Error.Message, StringComparison.Ordinal);

        var sms = Assert.Single((await consents.GetAsync()).Consents);
        Assert.Equal((world.Time.GetUtcNow().AddDays(-1), world.Time.GetUtcNow()), (sms.CreatedAt, sms.UpdatedAt!.Value));
        Some.Of(await consents.SaveAsync([s_news], 2, Launched.Agent));
        Assert.True(Some.Of(await world.Get<CustomerService>().GetAsync("ola")).Consents!["newsletter"].Given);
    }

    [Fact]
    public async Task A_segment_asks_for_it_and_a_code_for_that_segment_follows_at_once()
    {
        await using var world = await WorldAsync();
        foreach (var who in (string[])["ola", "jan", "eve"]) await CustomerAliasTests.NamedAsync(world, who, who);
        var readers = await world.SegmentAsync("Readers", Segments.Filters.All(Segments.Filters.Ask("consents.newsletter", FilterOperator.Is, true)));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = When.Segment(Operator.Is, readers.Id) with { Number = 1 } }), null, "READ");
        await SayAsync(world, "ola", "newsletter", true);
        await SayAsync(world, "jan", "newsletter", false);
        await world.SettleAsync();

        Assert.Equal(["ola"], await world.KeptAsync(readers.Id));
        Assert.Equal(await world.AskedAsync(readers.Id), await world.KeptAsync(readers.Id));
        async Task<bool> UsesAsync(string who, string order) => Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("READ", customer: who, order: order))).Stored.Kind == RedemptionKind.Redeemed;
        Assert.Equal((true, false, false), (await UsesAsync("ola", "1"), await UsesAsync("jan", "2"), await UsesAsync("eve", "3")));

        await SayAsync(world, "jan", "newsletter", true); // not settled: decisions do not wait for it
        await SayAsync(world, "ola", "newsletter", false);
        Assert.Equal((false, true), (await UsesAsync("ola", "4"), await UsesAsync("jan", "5")));
    }

    [Fact]
    public async Task Merging_keeps_the_later_answer_and_parting_gives_each_their_own_again()
    {
        await using var world = await WorldAsync();
        var ola = await CustomerAliasTests.NamedAsync(world, "ola", "Ola Nowak");
        var guest = await CustomerAliasTests.NamedAsync(world, "guest", "Ola N");
        await SayAsync(world, "ola", "newsletter", true);
        world.Time.Advance(TimeSpan.FromHours(1));
        await SayAsync(world, "guest", "newsletter", false);
        await SayAsync(world, "guest", "sms", true);
        async Task<string> AnswersAsync(string who) =>
            string.Join(" ", Some.Of(await world.Get<CustomerService>().GetAsync(who)).Consents!.Select(one => $"{one.Key}={one.Value.Given}"));
        var seen = (Some.Of(await world.Get<CustomerService>().GetAsync(ola.Id)).Revision, Some.Of(await world.Get<CustomerService>().GetAsync(guest.Id)).Revision);

        var merge = Some.Of(await world.Get<CustomerMerges>().MergeAsync(new(ola.Id, guest.Id, new HashSet<string>(), seen, "Same person", Launched.Agent)));
        Assert.Equal("newsletter=False sms=True", await AnswersAsync("ola"));

        Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));
        Assert.Equal(("newsletter=True", "newsletter=False sms=True"), (await AnswersAsync("ola"), await AnswersAsync("guest")));
    }

    [Fact]
    public async Task Fifty_callers_who_answer_at_once_leave_every_answer()
    {
        await using var world = await PromoWorld.StartAsync();
        var ids = Enumerable.Range(0, 50).Select(n => $"c{n}").ToList();
        Some.Of(await world.Get<ConsentService>().SaveAsync([.. ids.Select(id => new ConsentDraft(id, id, null, null))], 0, Launched.Agent));
        var ola = await CustomerAliasTests.NamedAsync(world, "ola", "Ola Nowak");

        await Task.WhenAll(ids.Select((id, n) => Task.Run(() => SayAsync(world, "ola", id, n % 2 == 0))));

        var answers = Some.Of(await world.Get<CustomerService>().GetAsync(ola.Id)).Consents!;
        Assert.Equal(50, answers.Count);
        Assert.Equal(25, answers.Values.Count(one => one.Given));
    }
}
