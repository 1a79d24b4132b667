using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class RuleTemplatesTests
{
    public static TheoryData<string> Keys => [.. RuleTemplates.All.Select(template => template.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_the_shop_must_choose_keeps_a_template_from_being_published(string key)
    {
        var template = RuleTemplates.Find(key)!;

        var problems = RuleCheck.Problems(template.Rule);

        Assert.Equal(template.ToChoose is null ? 0 : 1, problems.Count);
        Assert.All(problems, problem => Assert.True(problem.Number > 0));
        Assert.Equal(Enumerable.Range(1, template.Rule.Conditions().Count()), template.Rule.Conditions().Select(condition => condition.Number));
        Assert.All(template.Rule.Conditions(), condition => Assert.True(RuleKinds.IsOffered(condition.Kind, RuleContexts.Coupons)));
        Assert.NotEqual("Everybody and everything qualifies.", RuleWords.Summary(template.Rule, Wording.English("EUR", TimeZoneInfo.Utc), id => id));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Its_examples_come_out_as_they_must_once_everything_is_chosen(string key)
    {
        await using var world = await PromoWorld.StartAsync();
        var template = RuleTemplates.Find(key)!;
        var chosen = template.Rule.Select(condition => condition switch
        {
            NumberCondition { Tests: [{ Values.Count: 0 } test] } number => number with { Tests = [test with { Values = [50_00L] }] },
            MembershipCondition { Tests: [{ Values.Count: 0 } test] } member => member with { Tests = [test with { Values = ["chosen"] }] },
            MetadataCondition { Property: "" } metadata => metadata with { Property = "chosen" },
            ItemsCondition { Items.Count: 0 } items => items with { Items = [new ItemReference(ItemKind.Product, "prod_chosen")] },
            _ => condition,
        });

        var results = await world.Get<RuleExamples>().RunAsync(chosen, template.ContentIn(Decisions.Project.Zone).Examples!); // as the world's project has it

        Assert.Empty(RuleCheck.Problems(chosen));
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.False(result.Differs, $"“{result.Example.Name}” {result.Happens}"));
    }

    [Fact]
    public void Times_of_examples_are_those_of_the_projects_clocks()
    {
        var example = RuleTemplates.Find("happy-hour")!.ContentIn(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).Examples!.Single(one => one.Name == "At 17:00");

        Assert.Equal(new DateTimeOffset(2026, 7, 15, 21, 0, 0, TimeSpan.Zero), example.AsOf);
    }

    [Fact]
    public void A_key_names_one_template()
    {
        Assert.Equal(RuleTemplates.All.Count, RuleTemplates.All.DistinctBy(template => template.Key).Count());
        Assert.Null(RuleTemplates.Find("sad-hour"));
    }
}
