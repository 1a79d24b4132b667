using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>A version's terms made ready at publish time, so that nothing is parsed or looked up while deciding.</summary>
/// <param name="Windows">When codes may be used.</param>
/// <param name="Effective">The rule with the usual limits as further conditions; null when everything qualifies.</param>
/// <param name="Counters">The counters that rule reads.</param>
public sealed record CompiledTerms(ValidityWindows Windows, CompiledRule? Effective, CounterPlan Counters)
{
    /// <summary>In which its windows are read.</summary>
    public TimeZoneInfo Zone => Windows.Zone;

    /// <summary>Of a setup that was checked when it was saved (<see cref="SetupCheck"/>); throws for a malformed one.</summary>
    public static CompiledTerms Of(CampaignSetup setup, CatalogueProject project)
    {
        var effective = EffectiveRule(setup) is { } rule ? CompiledRule.Of(rule) : null;
        return new(ValidityWindows.Of(setup.Schedule, project.Zone), effective, CounterPlan.Of(effective));
    }

    /// <summary>The counters that anything in a campaign reads: its own rule and limits, and the rules of its tiers.</summary>
    public static CounterPlan CountersOf(CampaignSetup setup)
    {
        var plan = EffectiveRule(setup) is { } rule ? CounterPlan.Of(CompiledRule.Of(rule)) : CounterPlan.None;
        foreach (var tier in setup.Tiers)
            if (tier.Rule is { } own) plan = plan.With(CounterPlan.Of(CompiledRule.Of(own)));
        return plan;
    }

    /// <summary>Of a tier: its own windows; its rule with that of the campaign and the campaign's limits.</summary>
    /// <param name="counters">What anything in the campaign counts (<see cref="CountersOf"/>), worked out once for all tiers: it moves those that any of them reads, so that a rule that comes to read one finds it exact.</param>
    public static CompiledTerms Of(CampaignSetup setup, TierSetup tier, CounterPlan counters, CatalogueProject project)
    {
        var both = (setup.Rule, tier.Rule) switch
        {
            (null, var own) => own,
            (var campaign, null) => campaign,
            (var campaign, var own) => new AllOf([own, campaign]),
        };
        var effective = EffectiveRule(setup with { Rule = both }) is { } rule ? CompiledRule.Of(rule) : null;
        return new(ValidityWindows.Of(tier.Schedule with { TimeZone = tier.Schedule.TimeZone ?? setup.Schedule.TimeZone }, project.Zone), effective,
            counters);
    }

    /// <summary>The rule with the usual limits beside it, numbered on from its last condition; null when there is neither.</summary>
    public static Rule? EffectiveRule(CampaignSetup setup)
    {
        var number = setup.Rule is { } own ? own.Conditions().Select(condition => condition.Number).DefaultIfEmpty().Max() : 0;
        Rule[] limits = [.. setup.Limits.All.Select(limit => When.Used(limit.Measure, Operator.AtMost, limit.Limit) with { Number = ++number })];
        return (setup.Rule, limits) switch
        {
            (null, []) => null,
            (null, [var one]) => one,
            (null, _) => new AllOf(limits),
            (var rule, []) => rule,
            (AllOf { Muted: false } all, _) => new AllOf([.. all.Rules, .. limits]),
            (var rule, _) => new AllOf([rule, .. limits]),
        };
    }
}
