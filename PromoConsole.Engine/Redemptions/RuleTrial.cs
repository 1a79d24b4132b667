using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Asks one rule that stands by itself, without a code or tier: what it says to a cart and a customer.</summary>
public sealed class RuleTrial
{
    private readonly IRedemptionStore _store;
    private readonly RuleRecords _rules;
    private readonly TimeProvider _time;

    internal RuleTrial(IRedemptionStore store, RuleRecords rules, TimeProvider time) => (_store, _rules, _time) = (store, rules, time);

    /// <summary>As if nothing had been used yet: limits see this one use alone. Changes nothing.</summary>
    /// <param name="request">Its redeemables are not looked at.</param>
    /// <returns>The answer; or <c>not_found</c> for the rule, or for a customer or order named by an unknown platform id; <c>invalid_order</c>.</returns>
    public async Task<Result<RuleAnswer>> TryAsync(string ruleId, ValidateRedeemables request, CancellationToken ct = default)
    {
        var found = await _rules.GetAsync(ruleId, ct);
        if (!found.IsOk) return found.Error;
        var now = _time.GetUtcNow();
        var considered = await _store.ConsiderAsync(request with { Redeemables = [Redeemable.Tier(ruleId)] }, now, ct);
        if (!considered.IsOk) return considered.Error;
        var rule = CatalogueRule.Of(found.Value.Rule);
        return rule.Compiled is not { } compiled ? new RuleAnswer(null, null, null)
            : Of(rule, RuleEvaluator.Explain(compiled, FactsOf(considered.Value.Loaded.Facts, considered.Value.Catalogue, rule, request, now)));
    }

    private static RuleAnswer Of(CatalogueRule rule, Verdict verdict)
    {
        verdict = verdict with { Source = new(rule.Id, rule.Name, rule.Version) };
        if (verdict.Outcome != Outcome.Failed) return new(verdict, null, null);
        var violated = Violations.Of(verdict);
        return new(verdict, Violations.KeyOf(violated), Violations.MessageOf(violated) ?? rule.Content.RefusalMessage);
    }

    private static RuleFacts FactsOf(Facts facts, Catalogue catalogue, CatalogueRule rule, ValidateRedeemables request, DateTimeOffset now)
    {
        var scope = CounterScope.Of("", "", facts.Customer?.Id, request.Caller, PeriodKeys.Of(now, catalogue.Project));
        var order = facts.Order?.State;
        var counts = Counts.Of(rule.Counters, scope, facts.Customer is not null, static _ => 0, new CountedAmounts(order?.InitialAmount, 0, 0));
        return RuleFacts.Of(request, facts, catalogue, order, now) with { Budget = counts.Budget };
    }
}

/// <summary>What a rule said.</summary>
/// <param name="Verdict">Node by node; null for a rule that asks nothing.</param>
/// <param name="RefusalKey">Null when it let the request pass.</param>
/// <param name="CustomerMessage">What the customer is told; null for none.</param>
public sealed record RuleAnswer(Verdict? Verdict, string? RefusalKey, string? CustomerMessage);
