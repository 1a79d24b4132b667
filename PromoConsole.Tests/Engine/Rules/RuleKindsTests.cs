using System.Reflection;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

public class RuleKindsTests
{
    public static TheoryData<Type> Conditions =>
        [.. typeof(Rule).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).Where(type => type.IsSubclassOf(typeof(Condition)))];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Every_condition_that_can_be_stored_is_described_and_evaluated(Type type)
    {
        var kind = Assert.Single(RuleKinds.All, kind => kind.Type == type);
        var facts = new RuleFacts { Catalogue = Decisions.Catalogue(), Lines = [], OrderMetadata = MetadataBag.Empty };

        var verdict = RuleEvaluator.Explain(CompiledRule.Of(kind.Empty()), facts);

        Assert.Equal(type, kind.Empty().GetType());
        Assert.Equal(kind.Word, verdict.Kind);
        Assert.Same(kind, RuleKinds.Find(kind.Word));
        Assert.NotEmpty(kind.Label);
        Assert.NotEmpty(kind.Help);
        Assert.Equal(kind.NeedsCustomer, verdict.MissingCustomer);
    }

    [Fact]
    public void Every_sub_rule_that_can_be_stored_is_described()
    {
        var stored = typeof(ItemCondition).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType);

        Assert.Equal(stored, RuleKinds.SubRules.Select(kind => kind.Type));
        Assert.All(RuleKinds.SubRules, kind => Assert.Equal(kind.Type, kind.Empty().GetType()));
    }
}
