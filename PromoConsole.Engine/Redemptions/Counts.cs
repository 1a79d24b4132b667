using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What one redemption adds to the amounts that are counted, minor units; null where it cannot be known: a limit on it is then unknown.</summary>
public readonly record struct CountedAmounts(long? OrderAmount = null, long? DiscountAmount = null, long? GiftAmount = null)
{
    /// <summary>What it adds to one measure.</summary>
    public long? Of(BudgetSum sum) => sum switch
    {
        BudgetSum.OrdersAmount => OrderAmount,
        BudgetSum.DiscountedAmount => DiscountAmount,
        BudgetSum.GiftAmount => GiftAmount,
        _ => 1,
    };
}

/// <summary>What was used up before this redemption, as far as the rule in force reads it, and what this one adds.</summary>
internal sealed class Counts
{
    private readonly CounterPlan _plan;
    private readonly CounterScope _scope;
    private readonly Func<string, long> _used;
    private readonly CountedAmounts _adds;
    private readonly bool _hasCustomer;

    private Counts(CounterPlan plan, CounterScope scope, bool hasCustomer, Func<string, long> used, CountedAmounts adds)
    {
        _plan = plan;
        _scope = scope;
        _used = used;
        _adds = adds;
        _hasCustomer = hasCustomer;
        Budget = plan.IsEmpty ? BudgetUse.None : BudgetUse.Of(plan.Measures.Select(measure => KeyValuePair.Create(measure, Used(measure) + adds.Of(measure.Sum()))));
    }

    /// <summary>The numbers the rule compares with its limits: used before plus what this one adds.</summary>
    public BudgetUse Budget { get; }

    /// <param name="hasCustomer">Also true for one not stored yet: nothing of hers is counted so far.</param>
    /// <param name="used">The value of a counter before this redemption; 0 for one that does not exist.</param>
    public static Counts Of(CounterPlan plan, CounterScope scope, bool hasCustomer, Func<string, long> used, CountedAmounts adds) =>
        new(plan, scope, hasCustomer, used, adds);

    /// <summary>Each limit the rule names, before and after this redemption.</summary>
    public IEnumerable<LimitUse> Limits(CompiledRule? rule)
    {
        foreach (var condition in rule?.Conditions ?? [])
        {
            if (condition is not NumberCondition { Kind: { Budget: { } measure } kind } limit || Used(measure) is not { } before || _adds.Of(measure.Sum()) is not { } adds) continue;
            var most = NumberTest.Of(limit.Tests).Highest;
            if (most < long.MaxValue && most >= 0) yield return new(kind.Word, kind.Unit, before, before + adds, most);
        }
    }

    /// <summary>What to add when this redemption is committed, in the fixed order of counters.</summary>
    public List<CounterChange> Changes()
    {
        var changes = new List<CounterChange>(4);
        foreach (var measure in _plan.Measures)
            if (CounterKeys.Of(measure, _scope) is { } key) changes.Add(new(key, _adds.Of(measure.Sum()) ?? 0));
        changes.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return changes;
    }

    private long? Used(BudgetMeasure measure) => measure.Scope() switch
    {
        BudgetScope.CampaignCustomer or BudgetScope.IncentiveCustomer when !_hasCustomer => null,
        BudgetScope.IncentiveUser when _scope.User is null => null,
        BudgetScope.IncentiveApiKey when _scope.ApiKeyId is null => null,
        _ => CounterKeys.Of(measure, _scope) is { } key ? _used(key) : 0,
    };
}
