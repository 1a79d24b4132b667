using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Examples;

/// <summary>Runs examples: what a rule says to each, and whether that is what must happen.</summary>
public sealed class RuleExamples(RuleTrial trial)
{
    /// <summary>Loads what the examples ask about, in a few queries for all of them; they can then be run again and again in memory.</summary>
    public async Task<LoadedExamples> LoadAsync(IReadOnlyList<RuleExample> examples, CancellationToken ct = default)
    {
        var facts = await trial.LoadAsync([.. examples.Select(example => example.Request)], ct);
        return new LoadedExamples([.. examples.Select((example, i) => (example, facts[i]))]);
    }

    /// <returns>In the order of the examples.</returns>
    public async Task<IReadOnlyList<RuleExampleResult>> RunAsync(Rule? rule, IReadOnlyList<RuleExample> examples, CancellationToken ct = default) =>
        (await LoadAsync(examples, ct)).Run(rule);

    /// <summary>Asked before rules are put in force.</summary>
    /// <param name="rules">Each with its examples; a rule that is not complete is left out, since it cannot be put in force anyway.</param>
    /// <returns>Those that come out other than they must.</returns>
    public async Task<IReadOnlyList<RuleExampleResult>> DifferencesAsync(IEnumerable<(Rule? Rule, IReadOnlyList<RuleExample>? Examples)> rules, CancellationToken ct = default)
    {
        var found = new List<RuleExampleResult>();
        var asked = rules.Where(one => one.Examples is { Count: > 0 } && RuleCheck.Problems(one.Rule).Count == 0).ToList();
        if (asked.Count == 0) return found;
        var loaded = await LoadAsync([.. asked.SelectMany(one => one.Examples!)], ct);
        var from = 0;
        foreach (var (rule, examples) in asked)
        {
            found.AddRange(loaded.Run(rule, from, examples!.Count).Where(result => result.Differs));
            from += examples.Count;
        }

        return found;
    }
}

/// <summary>Examples with what they ask about.</summary>
public sealed class LoadedExamples
{
    private readonly IReadOnlyList<(RuleExample Example, Result<RuleTrialFacts> Facts)> _loaded;

    internal LoadedExamples(IReadOnlyList<(RuleExample Example, Result<RuleTrialFacts> Facts)> loaded) => _loaded = loaded;

    public static LoadedExamples None { get; } = new([]);

    /// <param name="names">Names by id for what verdicts name; null for those in the catalogue.</param>
    public IReadOnlyList<RuleExampleResult> Run(Rule? rule, IReadOnlyDictionary<string, string>? names = null) =>
        [.. _loaded.Select(one => Of(rule, one.Example, one.Facts, names))];

    internal IEnumerable<RuleExampleResult> Run(Rule? rule, int from, int count) =>
        _loaded.Skip(from).Take(count).Select(one => Of(rule, one.Example, one.Facts, null));

    private static RuleExampleResult Of(Rule? rule, RuleExample example, Result<RuleTrialFacts> facts, IReadOnlyDictionary<string, string>? names) =>
        facts.IsOk ? new(example, facts.Value.Explain(rule, names), null) : new(example, null, facts.Error);
}

/// <summary>How an example came out.</summary>
/// <param name="Answer">Null when it could not be asked.</param>
/// <param name="Problem">Why it could not be asked: its customer is gone; null when it was.</param>
public sealed record RuleExampleResult(RuleExample Example, RuleTrialAnswer? Answer, PromoError? Problem)
{
    /// <summary>Passed, failed, or undecided as long as the rule is not complete; null when it could not be asked.</summary>
    public Outcome? Outcome => Answer?.Outcome;

    /// <summary>It comes out other than it must, or cannot be asked any more. What is undecided does not differ yet.</summary>
    public bool Differs => Outcome switch
    {
        Rules.Outcome.Undecided => false,
        null => true,
        var outcome => outcome == Rules.Outcome.Passed != Example.MustPass,
    };

    /// <summary>"passes through bracket B", "fails in rule 1", "undecided until rule 4 is complete".</summary>
    public string Happens => Answer is { } answer ? TrialWords.Of(answer) : "cannot be tried: its customer is gone";
}
