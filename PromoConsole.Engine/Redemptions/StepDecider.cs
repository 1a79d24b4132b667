using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>
/// Decides one redeemable after another on the order as those applied before left it. Remembers nothing but that: what was applied goes in by
/// <see cref="Apply"/>, and a fresh one starts from the order as sent.
/// </summary>
internal sealed class StepDecider(Catalogue catalogue, Facts facts, ValidateRedeemables request, DateTimeOffset now)
{
    private readonly CatalogueItems _items = new(catalogue, facts.GivenItems);
    private readonly PeriodKeys _periods = PeriodKeys.Of(now, catalogue.Project);
    private Dictionary<string, long>? _added;
    private HashSet<int>? _discounted;

    public OrderState? OrderAsSent { get; } = facts.Order?.State;

    /// <summary>As it stands now.</summary>
    public OrderState? Order { get; private set; } = facts.Order?.State;

    /// <summary>Takes over what a step did, for those that follow.</summary>
    public void Apply(Step step)
    {
        Order = step.After;
        foreach (var change in step.Changes)
        {
            _added ??= new(StringComparer.Ordinal);
            _added[change.Key] = _added.GetValueOrDefault(change.Key) + change.Delta;
        }

        foreach (var line in step.Proof.Discount?.Lines ?? [])
            if (line.DiscountAmount > 0) (_discounted ??= []).Add(line.Index);
    }

    /// <summary>Left out without having been looked at.</summary>
    public Step Skipped(Incentive incentive, string key) => Of(incentive, StepStatus.Skipped, StartOf(incentive) with { SkipKey = key });

    /// <summary>Left out although it would work; its proof keeps what it would have done.</summary>
    public Step Skipped(Step step, string key) => step with
    {
        Status = StepStatus.Skipped,
        Proof = step.Proof with { Accepted = false, SkipKey = key },
        After = step.Before,
        DiscountAmount = 0,
        Changes = [],
    };

    public Step Decide(Incentive incentive)
    {
        var proof = StartOf(incentive);
        if (!incentive.Known) return Refused(incentive, Unknown(incentive, proof));
        var (checks, refusal) = StateChecks.Of(incentive, now);
        proof = proof with { Checks = checks };
        if (refusal is not null || incentive.Pinned is null || incentive.InForce is not { } inForce) return Refused(incentive, proof with { RefusalKey = refusal });

        var (discount, guards) = Discounted(incentive);
        var scope = ScopeOf(incentive);
        var counts = Counts.Of(
            incentive.Counters, scope, facts.Customer is not null, Counter,
            new CountedAmounts(Order?.InitialAmount, discount?.Amount));
        proof = proof with { Discount = discount, Guards = guards, Limits = [.. LimitOf(incentive.Voucher), .. counts.Limits(inForce.Effective), .. incentive.Rules.SelectMany(rule => counts.Limits(rule.Compiled)), .. UnitsLimited(incentive, discount, scope)] };
        var after = discount is null ? Order : Order!.With(discount);
        if (discount?.Bundle is { Quantity: 0 }) return Refused(incentive, LacksBundle(incentive, proof));

        if (VerdictOf(incentive, inForce.Effective, RuleFactsOf(incentive, after, counts.Budget)) is { } verdict)
        {
            proof = proof with { Rule = verdict };
            if (verdict.Outcome == Outcome.Failed)
                return Refused(incentive, proof with { RefusalKey = Violations.KeyOf(Violations.Of(verdict)), CustomerMessage = MessageOf(verdict, incentive, proof) });
        }

        proof = proof with { Checks = [.. checks, new StateCheck(CheckKind.OrderGiven, discount is not null)] };
        if (discount is null) return Refused(incentive, proof with { RefusalKey = facts.Order is null ? RefusalKeys.MissingOrder : RefusalKeys.MissingAmount });
        return Of(incentive, StepStatus.Applicable, proof with { Accepted = true }) with
        {
            After = after,
            DiscountAmount = discount.Amount,
            Changes = ChangesOf(counts, incentive, discount, scope),
        };
    }

    private long Counter(string key) => facts.Counter(key) + (_added is null ? 0 : _added.GetValueOrDefault(key));

    // The own rule with the limits, and what is assigned beside it; null when nothing is asked.
    private static Verdict? VerdictOf(Incentive incentive, CompiledRule? own, in RuleFacts facts)
    {
        if (incentive.Rules.Count == 0) return own is null ? null : RuleEvaluator.Explain(own, facts);
        var verdicts = new List<Verdict>(1 + incentive.Rules.Count);
        if (own is not null) verdicts.Add(RuleEvaluator.Explain(own, facts));
        foreach (var rule in incentive.Rules)
            if (rule.Compiled is { } compiled) verdicts.Add(RuleEvaluator.Explain(compiled, facts) with { Source = new(rule.Id, rule.Name, rule.Version) });
        return RuleSets.Together(verdicts);
    }

    private static Proof LacksBundle(Incentive incentive, Proof proof) => proof with
    {
        RefusalKey = Violations.OrderRules,
        BundleRule = incentive.BundleRule is { } rule ? new(rule.Id, rule.Name, rule.Version) : null,
        CustomerMessage = Given(incentive.BundleRule?.Content.RefusalMessage) ?? Given(incentive.RefusalMessage),
    };

    // A failed condition's own text, rule by rule; else, as when a placeholder of it has no value, that of a rule that failed; else the campaign's.
    private string? MessageOf(Verdict verdict, Incentive incentive, Proof proof) =>
        RuleSets.Of(verdict).Select(set => MessagePlaceholders.Told(Violations.Of(set), proof.CampaignName, proof.Code, catalogue.Project)).FirstOrDefault(message => message is not null)
        ?? RuleSets.Failed(verdict).Select(source => Given(catalogue.Rule(source?.RuleId)?.Content.RefusalMessage)).FirstOrDefault(message => message is not null)
        ?? Given(incentive.RefusalMessage);

    /// <param name="after">The order as it would stand after the incentive.</param>
    private RuleFacts RuleFactsOf(Incentive incentive, OrderState? after, BudgetUse budget) => RuleFacts.Of(request, facts, catalogue, Order, now) with
    {
        IsHolder = incentive.Voucher?.HolderId is { } holder && holder == facts.Customer?.Id,
        TotalAmount = after?.TotalAmount,
        Budget = budget,
    };

    private static LimitUse[] LimitOf(VoucherFacts? voucher) =>
        voucher is { RedemptionLimit: { } own } ? [new(LimitUse.OfCode, Unit.Count, voucher.RedeemedQuantity, voucher.RedeemedQuantity + 1L, own)] : [];

    // A code without a limit is counted in a row of its own, which comes in the same fixed order.
    private List<CounterChange> ChangesOf(Counts counts, Incentive incentive, AppliedDiscount discount, CounterScope scope)
    {
        var changes = counts.Changes();
        var units = UnitsOf(incentive, discount, scope);
        var voucher = incentive.Voucher is { RedemptionLimit: null } unlimited ? unlimited : null;
        if (voucher is null && units.Count == 0) return changes;
        if (voucher is not null) changes.Add(new(CounterKeys.CodeRedemptions(voucher.Id), 1));
        changes.AddRange(units.Select(unit => new CounterChange(unit.Key, unit.Value)));
        changes.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return changes;
    }

    private CounterScope ScopeOf(Incentive incentive) => incentive.Scope(facts.Customer?.Id, request.Caller, _periods);

    private Dictionary<string, long> UnitsOf(Incentive incentive, AppliedDiscount discount, CounterScope scope) => UnitCounters.Added(incentive.Units, scope, discount, Order!.Lines);

    // Without a customer nobody knows how many units were theirs.
    private long? UnitsUsed(CounterScope scope, CoverageEntry entry, UnitLimit limit, LineState line) =>
        limit.Scope is UnitScope.CampaignCustomer or UnitScope.IncentiveCustomer && facts.Customer is null ? null
        : UnitCounter.Of(entry, limit).Key(scope, UnitCounters.ProductOf(line.Line)) is { } key ? Counter(key) : 0;

    // Each limit over all orders that some line of this one meets.
    private IEnumerable<LimitUse> UnitsLimited(Incentive incentive, AppliedDiscount? discount, CounterScope scope)
    {
        if (discount is null || incentive.Units.Count == 0) yield break;
        var added = UnitsOf(incentive, discount, scope);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in discount.Applicable.Select(outcome => outcome.Entry).OfType<CoverageEntry>().Where(entry => entry.UnitLimits is not null))
        {
            foreach (var limit in entry.UnitLimits!)
            {
                var counter = UnitCounter.Of(entry, limit);
                foreach (var line in Order!.Lines.Where(line => _items.Matches(line.Line, entry.Item, entry.Strict)))
                    if (counter.Key(scope, UnitCounters.ProductOf(line.Line)) is { } key && seen.Add(key))
                        yield return new(LimitUse.OfUnits(limit.Scope), Unit.Count, Counter(key), Counter(key) + added.GetValueOrDefault(key), limit.Limit);
            }
        }
    }

    private (AppliedDiscount? Discount, IReadOnlyList<GuardCut>? Guards) Discounted(Incentive incentive)
    {
        if (Order is null || incentive.Discount is not { } discount) return (null, null);
        var rules = catalogue.Project.Stacking;
        var scope = ScopeOf(incentive);
        var coverage = incentive.CoverageOn(Order.Lines.Select(state => state.Line), new(now, catalogue.Project.Zone));
        var wanted = new DiscountRequest
        {
            Discount = discount,
            Coverage = coverage,
            Bundle = incentive.Bundle,
            Order = Order,
            Formula = discount is { Formula: null } and not FreeItems && coverage is null ? FormulaFacts.None : FormulaFactsOf(incentive),
            OnInitialAmount = StackOrder.OnInitialAmount(rules, incentive.Member.CategoryId),
            Items = _items,
            UnitsUsed = (entry, limit, line) => UnitsUsed(scope, entry, limit, line),
            UntouchableLines = rules.ProductsMode == ProductsMode.Once ? _discounted : null,
        };
        return rules.Guards.IsNone ? (DiscountCalculator.Apply(wanted), null) : Guarded.Apply(wanted, rules.Guards);
    }

    private FormulaFacts FormulaFactsOf(Incentive incentive) => new()
    {
        Now = now,
        Zone = catalogue.Project.Zone,
        CurrencyDecimals = Currencies.DecimalsOf(catalogue.Project.Currency),
        Customer = facts.Customer?.Metadata,
        CustomerBirthdate = facts.Customer?.Birthdate,
        Redeemable = incentive.Metadata,
        Redemption = request.Metadata,
        Publication = incentive.Voucher?.Publication,
        VoucherRedemptionQuantity = incentive.Voucher?.RedemptionLimit,
        VoucherRedeemedQuantity = incentive.Voucher?.RedeemedQuantity,
        VoucherPublishCount = incentive.Voucher?.PublishCount,
        VoucherStartsAt = incentive.Voucher?.StartsAt,
        VoucherEndsAt = incentive.Voucher?.EndsAt,
        TierStartsAt = incentive.Tier?.Schedule.StartsAt,
        TierEndsAt = incentive.Tier?.Schedule.EndsAt,
    };

    private Proof StartOf(Incentive incentive) => new()
    {
        Accepted = false,
        Kind = incentive.Asked.Kind,
        Code = CodeKeys.Cut(incentive.Label),
        DecidedAt = now,
        TimeZone = incentive.Pinned?.Zone.Id ?? catalogue.Project.Zone.Id,
        CampaignName = incentive.Campaign?.Name,
        CampaignVersion = incentive.PinnedNumber,
        OrderAmount = Order?.TotalAmount,
    };

    private Proof Unknown(Incentive incentive, Proof proof) => proof with
    {
        RefusalKey = RefusalKeys.NotFound,
        Checks = [new StateCheck(CheckKind.CodeExists, false, Text: facts.NearCodes.GetValueOrDefault(incentive.Asked.Id))],
    };

    private Step Refused(Incentive incentive, Proof proof) => Of(incentive, StepStatus.Inapplicable, proof);

    private Step Of(Incentive incentive, StepStatus status, Proof proof) => new()
    {
        Asked = incentive.Asked,
        Status = status,
        Proof = proof,
        Voucher = incentive.Voucher,
        Tier = incentive.Tier,
        Campaign = incentive.Campaign,
        CampaignVersion = incentive.PinnedNumber,
        CategoryId = incentive.Member.CategoryId,
        Before = Order,
        After = Order,
    };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
