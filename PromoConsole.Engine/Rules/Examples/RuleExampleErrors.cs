namespace PromoConsole.Engine.Rules.Examples;

/// <summary>Why a rule is not put in force because of its examples.</summary>
public static class RuleExampleErrors
{
    public const string Key = "examples_differ";

    /// <summary>Some come out other than they must, and nobody said that this is meant.</summary>
    public static RefusedError Differ(IReadOnlyList<RuleExampleResult> differing) => new(
        Key,
        differing.Count == 1 ? "An example comes out other than it must." : $"{differing.Count} examples come out other than they must.",
        Told(differing) + " Change the rule or the examples, or accept the difference.");

    /// <summary>For the audit log: which differences were accepted.</summary>
    public static string Told(IReadOnlyList<RuleExampleResult> differing) =>
        string.Join(" ", differing.Select(result => $"“{result.Example.Name}” must {(result.Example.MustPass ? "pass" : "fail")}: {result.Happens}."));
}
