using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class RuleTemplatesTests
{
    public static TheoryData<string> Keys => [.. RuleTemplates.All.Select(template => template.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_the_shop_must_choose_keeps_a_template_from_being_published(string key)
    {
        var template = RuleTemplates.Find(key)!;

        var problem = Assert.Single(RuleCheck.Problems(template.Rule));

        Assert.NotNull(template.ToChoose);
        Assert.True(problem.Number > 0);
        Assert.Equal(Enumerable.Range(1, template.Rule.Conditions().Count()), template.Rule.Conditions().Select(condition => condition.Number));
        Assert.All(template.Rule.Conditions(), condition => Assert.True(RuleKinds.IsOffered(condition.Kind, RuleContexts.Coupons)));
        Assert.NotEqual("Everybody and everything qualifies.", RuleWords.Summary(template.Rule, Wording.English("EUR", TimeZoneInfo.Utc), id => id));
    }

    [Fact]
    public void A_key_names_one_template()
    {
        Assert.Equal(RuleTemplates.All.Count, RuleTemplates.All.DistinctBy(template => template.Key).Count());
        Assert.Null(RuleTemplates.Find("happy-hour")); // no condition asks for the time of day: the schedule of a campaign does
    }
}
