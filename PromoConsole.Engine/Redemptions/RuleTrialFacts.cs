using System.Collections.Immutable;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What one cart, customer and time say to rules, loaded once: asking touches no database.</summary>
public sealed class RuleTrialFacts
{
    private readonly ValidateRedeemables _request;
    private readonly Facts _facts;
    private readonly Catalogue _catalogue;
    private Asked? _last;

    internal RuleTrialFacts(ValidateRedeemables request, Facts facts, Catalogue catalogue, DateTimeOffset now) =>
        (_request, _facts, _catalogue, DecidedAt) = (request, facts, catalogue, now);

    /// <summary>The instant it is asked for.</summary>
    public DateTimeOffset DecidedAt { get; }

    /// <summary>Null for a guest.</summary>
    public CustomerFacts? Customer => _facts.Customer;

    /// <summary>With prices filled in; null without an order.</summary>
    public OrderFacts? Order => _facts.Order;

    /// <summary>What a rule says, which may be incomplete. Never throws for one a person can build.</summary>
    /// <param name="rule">Null asks nothing, so it lets everything pass.</param>
    /// <param name="names">Names by id for what the verdict names, over those in the catalogue; null for none.</param>
    /// <remarks>The same rule asked again by another part of the page is not worked out again.</remarks>
    public RuleTrialAnswer Explain(Rule? rule, IReadOnlyDictionary<string, string>? names = null)
    {
        if (rule is null) return RuleTrialAnswer.NothingAsked;
        if (_last is { } last && ReferenceEquals(last.Rule, rule) && ReferenceEquals(last.Names, names) && last.NamesCount == names?.Count) return last.Answer;
        var answer = Answer(rule, names);
        _last = new(rule, names, names?.Count, answer);
        return answer;
    }

    private RuleTrialAnswer Answer(Rule rule, IReadOnlyDictionary<string, string>? names)
    {
        var draft = DraftRule.Of(rule);
        var verdict = draft.Explain(FactsOf(_facts.Order, names, DecidedAt));
        if (verdict.Outcome != Outcome.Failed) return new(verdict, null, null);
        var violated = Violations.Of(verdict);
        bool Passes(OrderFacts? order, DateTimeOffset at) => draft.Decide(FactsOf(order, names, at)) is Outcome.Passed or Outcome.Muted;
        var change = _facts.Order is not { } order ? null : NearestChange.Of(verdict, rule, order, changed => Passes(changed, DecidedAt));
        return new(verdict, Violations.KeyOf(violated), Told(violated))
        {
            Nearest = change ?? NearestChange.Later(verdict, rule, new(DecidedAt, _catalogue.Project.Zone), at => Passes(_facts.Order, at)),
        };
    }

    /// <summary>The same of a rule that stands by itself.</summary>
    internal RuleTrialAnswer Explain(CatalogueRule rule)
    {
        if (rule.Compiled is not { } compiled) return RuleTrialAnswer.NothingAsked;
        var verdict = RuleEvaluator.Explain(compiled, FactsOf(_facts.Order, null, DecidedAt)) with { Source = new(rule.Id, rule.Name, rule.Version) };
        if (verdict.Outcome != Outcome.Failed) return new(verdict, null, null);
        var violated = Violations.Of(verdict);
        return new(verdict, Violations.KeyOf(violated), Told(violated) ?? rule.Content.RefusalMessage);
    }

    // No code is tried, so what only a code or campaign could fill stays as it was written.
    private string? Told(IReadOnlyList<Verdict> violated) => MessagePlaceholders.Told(violated, null, "", _catalogue.Project) ?? Violations.Telling(violated)?.Message;

    private RuleFacts FactsOf(OrderFacts? order, IReadOnlyDictionary<string, string>? names, DateTimeOffset at)
    {
        var catalogue = names is { Count: > 0 } ? _catalogue with { Names = _catalogue.Names.SetItems(names) } : _catalogue;
        var scope = CounterScope.Of("", "", _facts.Customer?.Id, _request.Caller, PeriodKeys.Of(at, catalogue.Project));
        var counts = Counts.Of(CounterPlan.Everything, scope, _facts.Customer is not null, static _ => 0, new CountedAmounts(order?.InitialAmount, 0, 0));
        return RuleFacts.Of(_request, _facts, catalogue, order?.State, at) with { Budget = counts.Budget };
    }

    // Names are added to while a rule is built; none goes.
    private sealed record Asked(Rule Rule, IReadOnlyDictionary<string, string>? Names, int? NamesCount, RuleTrialAnswer Answer);
}

/// <summary>What a rule said.</summary>
/// <param name="Verdict">Node by node, in the shape of the rule; null for a rule that asks nothing.</param>
/// <param name="RefusalKey">Null when it did not refuse.</param>
/// <param name="CustomerMessage">What the customer is told; null for none.</param>
public sealed record RuleTrialAnswer(Verdict? Verdict, string? RefusalKey, string? CustomerMessage)
{
    internal static RuleTrialAnswer NothingAsked { get; } = new(null, null, null);

    /// <summary>Whether it lets the cart pass, refuses it, or cannot be decided before something in it is complete. A muted rule passes.</summary>
    public Outcome Outcome => Verdict?.Outcome is Outcome.Failed or Outcome.Undecided ? Verdict.Outcome : Outcome.Passed;

    /// <summary>A single change of the cart, or a later time, that was tried and would have let it pass; null when none is certain.</summary>
    public NearestChange? Nearest { get; init; }
}
