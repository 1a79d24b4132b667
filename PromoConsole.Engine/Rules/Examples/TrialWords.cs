using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Examples;

/// <summary>Says in a few words how a rule came out and where that was decided. Brackets are named by their letters.</summary>
public static class TrialWords
{
    private const int MostNamed = 8;

    /// <summary>"passes", "passes through bracket B", "fails in rule 1", "undecided until rule 4 is complete".</summary>
    public static string Of(RuleTrialAnswer answer) => (answer.Outcome, answer.Verdict) switch
    {
        (Outcome.Failed, { } verdict) => FailsIn(verdict),
        (Outcome.Undecided, { } verdict) => $"undecided until {Rules([.. Gaps(verdict)])} {(Gaps(verdict).Skip(1).Any() ? "are" : "is")} complete",
        (_, { } verdict) when Through(verdict) is { } part => $"passes through {Name(part, BracketLetters.Of(verdict))}",
        _ => "passes",
    };

    /// <summary>Numbers of the incomplete conditions on which the answer hangs, in reading order; empty when it is decided.</summary>
    public static IReadOnlyList<int> Missing(Verdict verdict) => verdict.Outcome == Outcome.Undecided ? [.. Gaps(verdict)] : [];

    /// <summary>"rule 1", "rules 1 and 3", "rules 1, 2, 3, 4, 5, 6, 7, 8 and 12 more".</summary>
    public static string Rules(IReadOnlyList<int> numbers) => numbers switch
    {
        [] => "the rule",
        [var one] => $"rule {one}",
        { Count: > MostNamed } => $"rules {string.Join(", ", numbers.Take(MostNamed))} and {numbers.Count - MostNamed} more",
        _ => $"rules {string.Join(", ", numbers.Take(numbers.Count - 1))} and {numbers[^1]}",
    };

    private static string FailsIn(Verdict verdict)
    {
        int[] numbers = [.. Violations.Of(verdict).Select(one => one.Number).Where(number => number > 0).Distinct()];
        return numbers.Length == 0 ? "fails" : $"fails in {Rules(numbers)}";
    }

    private static IEnumerable<int> Gaps(Verdict verdict) =>
        verdict.Outcome != Outcome.Undecided ? []
        : verdict.Kind is "all" or "any" or "not" ? (verdict.Parts ?? []).SelectMany(Gaps)
        : [verdict.Number];

    // The first choice that was really one: of several alternatives not all held, so it matters which did.
    private static Verdict? Through(Verdict verdict)
    {
        if (!verdict.Holds) return null;
        var counted = (verdict.Parts ?? []).Where(part => part.Outcome != Outcome.Muted).ToList();
        return verdict.Kind switch
        {
            "any" when counted.Exists(part => !part.Holds) => counted.Find(part => part.Holds),
            "any" or "all" => counted.Select(Through).FirstOrDefault(part => part is not null),
            _ => null,
        };
    }

    private static string Name(Verdict part, IReadOnlyDictionary<Verdict, string> letters) =>
        letters.TryGetValue(part, out var letter) ? $"bracket {letter}" : $"rule {part.Number}";
}

/// <summary>Names brackets A to Z in reading order, and on with AA. The outermost level has no name; a "not" and the bracket in it share one.</summary>
public static class BracketLetters
{
    /// <summary>By the verdict of each bracket.</summary>
    public static IReadOnlyDictionary<Verdict, string> Of(Verdict root)
    {
        var letters = new Dictionary<Verdict, string>(ReferenceEqualityComparer.Instance);
        var next = 0;
        if (root.Kind is "all" or "any" && root.Outcome != Outcome.Muted)
            foreach (var part in root.Parts ?? []) Add(part, letters, ref next);
        else
            Add(root, letters, ref next);
        return letters;
    }

    /// <summary>The name of one bracket.</summary>
    /// <param name="index">Its place in reading order, from 0.</param>
    public static string Letter(int index) => index < 26 ? ((char)('A' + index)).ToString() : Letter((index / 26) - 1) + (char)('A' + (index % 26));

    private static void Add(Verdict verdict, Dictionary<Verdict, string> letters, ref int next)
    {
        if (verdict.Kind is not ("all" or "any" or "not")) return;
        if (verdict is { Kind: "not", Parts: [{ Kind: not ("all" or "any" or "not") }] }) return; // of a single rule: no bracket
        letters[verdict] = Letter(next++);
        var inner = verdict is { Kind: "not", Parts: [{ Kind: "all" or "any" } bracket] } ? bracket : verdict;
        foreach (var part in inner.Parts ?? []) Add(part, letters, ref next);
    }
}
