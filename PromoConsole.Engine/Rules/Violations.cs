namespace PromoConsole.Engine.Rules;

/// <summary>What to answer when a rule refused: which conditions are to blame, the key of the field, the text for the customer.</summary>
public static class Violations
{
    public const string MissingCustomer = "missing_customer";
    public const string CustomerRules = "customer_rules_violated";
    public const string OrderRules = "order_rules_violated";
    public const string RedemptionRules = "redemption_rules_violated";

    /// <summary>
    /// The conditions to blame for a refusal: under a failed "all" its failed parts, under a failed "any" all its parts, under a failed
    /// "not" the conditions that passed. Empty when the rule holds.
    /// </summary>
    public static IReadOnlyList<Verdict> Of(Verdict root)
    {
        var found = new List<Verdict>();
        if (root.Outcome == Outcome.Failed) Collect(root, wanted: true, found);
        return found;
    }

    /// <summary>The stable key for a set of violated conditions.</summary>
    public static string KeyOf(IReadOnlyList<Verdict> violated)
    {
        if (violated.Any(verdict => verdict.MissingCustomer)) return MissingCustomer;
        if (violated.Count > 0 && violated.All(verdict => BlameOf(verdict) == RuleBlame.Customer)) return CustomerRules;
        return violated.Count > 0 && violated.All(verdict => BlameOf(verdict) == RuleBlame.Order) ? OrderRules : RedemptionRules;
    }

    /// <summary>The first violated condition in numbering order that has a text; null when none has one.</summary>
    public static Verdict? Telling(IReadOnlyList<Verdict> violated) =>
        violated.Where(verdict => !string.IsNullOrEmpty(verdict.Message)).OrderBy(verdict => verdict.Number).FirstOrDefault();

    private static RuleBlame BlameOf(Verdict verdict) => RuleKinds.Find(verdict.Kind)?.Blame ?? RuleBlame.Redemption;

    // Only called for nodes that did not come out as wanted.
    private static void Collect(Verdict verdict, bool wanted, List<Verdict> found)
    {
        switch (verdict.Kind)
        {
            case "not":
                foreach (var part in Counted(verdict)) Collect(part, !wanted, found);
                break;
            case "all" or "any":
                // An "all" that should hold fails by its failed parts; an "all" that should not hold passes by all of them. "Any" mirrors it.
                var single = verdict.Kind == "all" == wanted;
                foreach (var part in Counted(verdict))
                    if (!single || !CameOut(part, wanted)) Collect(part, wanted, found);
                break;
            default:
                if (!CameOut(verdict, wanted)) found.Add(verdict);
                break;
        }
    }

    private static bool CameOut(Verdict verdict, bool wanted) => !verdict.Unknown && verdict.Holds == wanted;

    // An undecided part is not to blame: whatever decided stands beside it.
    private static IEnumerable<Verdict> Counted(Verdict verdict) => (verdict.Parts ?? []).Where(part => part.Outcome is Outcome.Passed or Outcome.Failed);
}
