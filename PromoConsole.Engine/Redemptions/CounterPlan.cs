using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Which counters a rule reads, so that exactly those are loaded, moved and read back.</summary>
/// <remarks>Muted conditions read nothing.</remarks>
public readonly record struct CounterPlan
{
    private readonly int _measures;

    private CounterPlan(int measures) => _measures = measures;

    public static CounterPlan None => default;

    /// <summary>Everything there is to count: for taking a use back from whatever may have counted it.</summary>
    public static CounterPlan Everything { get; } = new((1 << Budgets.All.Count) - 1);

    public bool IsEmpty => _measures == 0;

    /// <summary>In their order.</summary>
    public IEnumerable<BudgetMeasure> Measures
    {
        get
        {
            foreach (var measure in Budgets.All)
                if (Reads(measure)) yield return measure;
        }
    }

    public static CounterPlan Of(CompiledRule? rule)
    {
        var measures = 0;
        foreach (var condition in rule?.Conditions ?? [])
            if (condition.Kind.Budget is { } measure) measures |= 1 << (int)measure;
        return new(measures);
    }

    public bool Reads(BudgetMeasure measure) => (_measures & (1 << (int)measure)) != 0;

    /// <summary>Those that begin anew each day, week or month.</summary>
    public CounterPlan OfPeriods => Only(measure => measure.Period() != BudgetPeriod.Ever);

    /// <summary>Those of the campaign as a whole: whatever incentive of it reads them, all of its incentives must move them.</summary>
    public CounterPlan OfCampaign => Only(measure => measure.Scope() is BudgetScope.Campaign or BudgetScope.CampaignCustomer);

    /// <summary>What either reads.</summary>
    public CounterPlan With(CounterPlan other) => new(_measures | other._measures);

    /// <summary>What this one reads and the other does not.</summary>
    public CounterPlan Without(CounterPlan other) => new(_measures & ~other._measures);

    private CounterPlan Only(Func<BudgetMeasure, bool> which) => new(Measures.Where(which).Aggregate(0, (all, measure) => all | (1 << (int)measure)));

    /// <summary>The keys to load for one redemption, in the fixed order of counters (ordinal).</summary>
    public IReadOnlyList<string> Keys(CounterScope scope)
    {
        if (IsEmpty) return [];
        var keys = new List<string>(4);
        foreach (var measure in Measures)
            if (CounterKeys.Of(measure, scope) is { } key) keys.Add(key);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }
}
