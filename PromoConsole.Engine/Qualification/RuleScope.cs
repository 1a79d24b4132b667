using System.Runtime.CompilerServices;
using PromoConsole.Engine.Qualification.Index;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Qualification;

/// <summary>A rule of which only some conditions count. The others are taken as met, also where their opposite is asked: they may still come true.</summary>
internal static class RuleScope
{
    private static readonly ConditionalWeakTable<CompiledRule, Scoped> s_made = [];

    /// <summary>The incentive with what counts of its rules; nothing that was used up is asked.</summary>
    public static Incentive Of(Incentive incentive, AskedAbout about) => incentive with
    {
        InForce = incentive.InForce is { } terms ? terms with { Effective = Of(terms.Effective, about), Counters = CounterPlan.None } : null,
        Rules = incentive.Rules.Count == 0 ? [] : [.. incentive.Rules.Select(rule => rule with { Compiled = Of(rule.Compiled, about), Counters = CounterPlan.None })],
    };

    // Made once for each rule.
    private static CompiledRule? Of(CompiledRule? rule, AskedAbout about) => rule is null ? null : s_made.GetValue(rule, static _ => new Scoped()).Get(rule, about);

    /// <summary>What counts of a rule; null when nothing of it does.</summary>
    public static Rule? Of(Rule rule, AskedAbout about) => Of(rule, about, wanted: true).Rule;

    // A part that counts for nothing is either left out of its bracket (muted) or, when it is taken as met, makes any alternative met.
    private static (Rule? Rule, bool Met) Of(Rule rule, AskedAbout about, bool wanted)
    {
        if (rule.Muted) return (null, false);
        switch (rule)
        {
            case Condition condition:
                return Counts(condition.Kind, about) ? (rule, false) : (null, !IsMark(condition.Kind));
            case Not not:
                var (inner, met) = Of(not.Rule, about, !wanted);
                return inner is null ? (null, met) : (not with { Rule = inner }, false);
            default:
                var all = rule is AllOf == wanted; // under a "not" brackets change places
                var parts = new List<Rule>();
                var anyMet = false;
                foreach (var part in rule.Parts())
                {
                    var (kept, partMet) = Of(part, about, wanted);
                    if (kept is not null) parts.Add(kept);
                    anyMet |= partMet;
                }

                if (anyMet && (!all || parts.Count == 0)) return (null, true);
                return parts.Count == 0 ? (null, false) : (rule is AllOf ? new AllOf(parts) : new AnyOf(parts), false);
        }
    }

    private static bool Counts(RuleKind kind, AskedAbout about) =>
        (about.HasFlag(AskedAbout.Customer) && kind.Subject is RuleSubject.Segments or RuleSubject.LoyaltyTiers or RuleSubject.CustomerMetadata or RuleSubject.IsHolder)
        || (about.HasFlag(AskedAbout.Products) && kind.Subject is RuleSubject.AnyLine or RuleSubject.EveryLine or RuleSubject.NoLine or RuleSubject.CheapestLines
            or RuleSubject.DearestLines or RuleSubject.NamedGoods or RuleSubject.ProductMetadata or RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata);

    private static bool IsMark(RuleKind kind) => kind.Subject is RuleSubject.DiscountTarget or RuleSubject.MatchAll;

    private sealed class Scoped
    {
        private readonly Box?[] _rules = new Box?[(int)AskedAbout.Everything];

        public CompiledRule? Get(CompiledRule rule, AskedAbout about) =>
            (_rules[(int)about] ??= new(Of(rule.Rule, about) is { } kept ? CompiledRule.Of(kept) : null)).Rule;

        private sealed record Box(CompiledRule? Rule);
    }
}
