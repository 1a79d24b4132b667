using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Messages;

/// <summary>What customers are told when a rule refuses: in which language, with which amounts, from where.</summary>
public class MessageTests
{
    private static readonly Dictionary<string, string> s_others = new() { ["de"] = "Es fehlen {missing_amount}", ["pl"] = "Brakuje {missing_amount}" };

    private static NumberCondition From50 => When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1, Message = "{missing_amount} short of {asked} in {campaign}", Translations = s_others };

    private static async Task<PromoWorld> StartAsync(Rule rule, string? fallback = null)
    {
        var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = rule, RefusalMessage = fallback }), null, "TEN");
        return world;
    }

    private static async Task<Redemption> AskAsync(PromoWorld world, long amount, params string[] languages) =>
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", amount, "ola") with { Languages = languages })).Stored;

    private static async Task<string?> ToldAsync(PromoWorld world, long amount, params string[] languages) => (await AskAsync(world, amount, languages)).Detail.Proof!.CustomerMessage;

    private static ProjectService Projects(PromoWorld world) => new(world.Get<IDbContextFactory<PromoDbContext>>(), world.Writes, world.Time);

    private static SaveMessage Message(string name, string text, Dictionary<string, string>? others = null) => new(null, name, new MessageText(text, others), Some.Shop);

    [Fact]
    public async Task Is_told_in_the_language_that_was_asked_for_with_its_amounts()
    {
        await using var world = await StartAsync(From50);

        Assert.Equal("€8.00 short of €50.00 in Black Week", await ToldAsync(world, 42_00));
        Assert.Equal("Es fehlen 8,00\u00a0€", await ToldAsync(world, 42_00, "fr", "de-AT", "pl")); // the first that there is
        Assert.Equal("Brakuje 8,00\u00a0€", await ToldAsync(world, 42_00, "pl"));
        Assert.Equal("€8.00 short of €50.00 in Black Week", await ToldAsync(world, 42_00, "fr"));
    }

    [Fact]
    public async Task Else_in_the_customers_language_and_else_in_the_projects()
    {
        await using var world = await StartAsync(From50);
        Some.Of(await Projects(world).ChangeAsync(new() { Name = "Shop", Currency = "EUR", TimeZone = "Europe/Warsaw", Language = "DE", Caller = Some.Shop }));

        Assert.StartsWith("Es fehlen", await ToldAsync(world, 42_00));
        await world.Get<PromoConsole.Engine.Customers.CustomerService>().UpsertAsync(new() { SourceId = "ola", Metadata = Decisions.Bag("""{"locale":"pl_PL"}""") }, Some.Shop);
        Assert.StartsWith("Brakuje", await ToldAsync(world, 42_00));
        Assert.StartsWith("Es fehlen", await ToldAsync(world, 42_00, "fr")); // the request says something: her own is not asked, the project's stands behind
        Assert.Equal("invalid_language", (await Projects(world).ChangeAsync(new() { Name = "Shop", Currency = "EUR", TimeZone = "Europe/Warsaw", Language = "German!", Caller = Some.Shop })).Error?.Key);
    }

    [Fact]
    public async Task Without_a_value_for_a_placeholder_the_fallback_is_told()
    {
        await using var world = await StartAsync(From50, "Not for this cart");

        var without = Some.Of(await world.Redemptions.ValidateAsync(new() { Redeemables = [Redeemable.Voucher("TEN")], Order = null, Caller = Some.Shop }));

        Assert.Equal("Not for this cart", without.Decision.Proof.CustomerMessage); // no amount, so nothing is missing from one
    }

    [Fact]
    public async Task Pieces_are_counted()
    {
        await using var world = await StartAsync(When.ItemsQuantity(Operator.AtLeast, 3) with { Number = 1, Message = "{missing_quantity} more: {seen} of {asked} with {code}" });

        var asked = Some.Redemption("TEN") with { Order = new() { Content = new() { Lines = [new() { Quantity = 1, PriceAmount = 10_00 }] } } };

        Assert.Equal("2 more: 1 of 3 with TEN", Some.Of(await world.Redemptions.RedeemAsync(asked)).Stored.Detail.Proof!.CustomerMessage);
    }

    [Fact]
    public async Task A_message_of_the_library_is_told_as_it_is_at_each_moment_and_replays_as_it_was()
    {
        await using var world = await PromoWorld.StartAsync();
        var messages = world.Get<MessageService>();
        var saved = Some.Of(await messages.SaveAsync(Message(" Too small ", "Add {missing_amount}", new() { ["pl"] = "Dodaj {missing_amount}" })));
        Assert.Equal("Too small", saved.Name);
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = From50 with { MessageId = saved.Id } }), null, "TEN");

        var first = await AskAsync(world, 42_00, "pl");
        Some.Of(await messages.SaveAsync(new(saved.Id, "Too small", new("Only {missing_amount} more"), Some.Shop)));
        var second = await AskAsync(world, 42_00, "pl");

        Assert.Equal("Dodaj 8,00\u00a0€", first.Detail.Proof!.CustomerMessage);
        Assert.Equal("Only €8.00 more", second.Detail.Proof!.CustomerMessage);
        foreach (var stored in (Redemption[])[first, second])
        {
            var again = Some.Of(await world.Get<ReplayService>().ReplayAsync(stored.Id));
            Assert.True(again.Same, JsonSerializer.Serialize(again.Differences));
            Assert.Equal(stored.Detail.Proof!.CustomerMessage, Assert.Single(again.Proofs).Again!.CustomerMessage);
        }
    }

    [Fact]
    public async Task A_message_in_use_stays_and_says_where()
    {
        await using var world = await PromoWorld.StartAsync();
        var messages = world.Get<MessageService>();
        var (campaigns, rules, free) = (Some.Of(await messages.SaveAsync(Message("A", "a"))), Some.Of(await messages.SaveAsync(Message("B", "b"))), Some.Of(await messages.SaveAsync(Message("C", "c"))));
        var campaign = await world.LaunchedCampaignAsync(Some.Promotion() with { Tiers = [Some.Tier("t") with { Rule = From50 with { MessageId = campaigns.Id } }] });
        var rule = Some.Of(await world.Get<RuleService>().CreateAsync(new("From fifty", new RuleContent { Rule = new Not(From50 with { MessageId = rules.Id, Message = null, Translations = null }) }, Some.Shop)));

        var rows = await messages.ListWithUsesAsync();
        Assert.Equal([new MessageUse(campaigns.Id, false, campaign, "Black Week"), new MessageUse(rules.Id, true, rule.Id, "From fifty")], rows.SelectMany(row => row.Uses));
        Assert.Equal("resource_in_use", (await messages.DeleteAsync(campaigns.Id, Some.Shop)).Error?.Key);
        Assert.Equal("resource_in_use", (await messages.DeleteAsync(rules.Id, Some.Shop)).Error?.Key);
        Some.Of(await messages.DeleteAsync(free.Id, Some.Shop));
        Assert.Equal("not_found", (await messages.DeleteAsync(free.Id, Some.Shop)).Error?.Key);
        Assert.Equal(["A", "B"], (await messages.ListAsync()).Select(message => message.Name));
    }

    [Fact]
    public async Task Messages_that_cannot_be_told_are_refused()
    {
        await using var world = await PromoWorld.StartAsync();
        var messages = world.Get<MessageService>();
        Some.Of(await messages.SaveAsync(Message("Taken", "a")));
        async Task<(string?, string?)> WrongAsync(SaveMessage message) => (await messages.SaveAsync(message)).Error is { } error ? (error.Key, error.Field) : default;

        Assert.Equal(("invalid_message", "name"), await WrongAsync(Message(" ", "a")));
        Assert.Equal(("invalid_message", "text"), await WrongAsync(Message("A", "  ")));
        Assert.Equal(("invalid_message", "text"), await WrongAsync(Message("A", "Add {amount}")));
        Assert.Equal(("invalid_message", "text"), await WrongAsync(Message("A", "a", new() { ["polish!"] = "b" })));
        Assert.Equal(("invalid_message", "text"), await WrongAsync(Message("A", "a", new() { ["pl"] = " " })));
        Assert.Equal(("duplicate_found", "name"), await WrongAsync(Message("Taken", "b")));
        Assert.Equal("not_found", (await WrongAsync(Message("A", "a") with { Id = "msg_none" })).Item1);
    }

    [Fact]
    public void A_rule_with_an_unknown_placeholder_or_language_is_not_launched()
    {
        var wrong = RuleCheck.Problems(new AllOf([From50, From50 with { Number = 2, Message = "Add {missing_amonut}" }, From50 with { Number = 3, Translations = new Dictionary<string, string> { ["PL"] = "x" } }]));

        Assert.Equal([(2, "rules[1].message"), (3, "rules[2].message")], wrong.Select(problem => (problem.Number, problem.Path)));
        Assert.Contains("{missing_amonut}", wrong[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_keeps_its_messages_in_its_JSON()
    {
        Rule rule = From50 with { MessageId = "msg_1" };

        var again = Assert.IsType<NumberCondition>(PromoJson.Read<Rule>(PromoJson.Write(rule)));

        Assert.Equal(("msg_1", From50.Message), (again.MessageId, again.Message));
        Assert.Equal(s_others, again.Translations!);
    }

    [Theory]
    [InlineData("pl", "pl")]
    [InlineData("PL-pl", "pl-PL")]
    [InlineData("zh-hant-tw", "zh-hant-TW")]
    [InlineData("p", null)]
    [InlineData("pl_PL", null)]
    [InlineData("pl-", null)]
    [InlineData("", null)]
    public void Tags_are_kept_in_one_spelling(string tag, string? kept) => Assert.Equal(kept, LanguageTags.Of(tag));

    [Theory]
    [InlineData("pl", "pl")]
    [InlineData("pl-PL", "pl")] // wanted in general
    [InlineData("en", "en-US")] // wanted in particular
    [InlineData("de-AT", "de-CH")]
    [InlineData(null, "fr")]
    public void The_nearest_language_is_picked(string? picked, string wanted) => Assert.Equal(picked, LanguageTags.Pick(picked is null ? ["pl", "de"] : ["ja", picked], [wanted]));
}
