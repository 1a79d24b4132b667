using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>What a test says about a node.</summary>
public enum NodeOutcome { Holds, Fails, Undecided, NotCounted }

/// <summary>What a test says about a node, and how it came to it.</summary>
/// <param name="Verdict">Of the condition or bracket, without the NOT before it; null where nothing was tested.</param>
/// <param name="Decides">The refusal rests on it.</param>
public sealed record NodeVerdict(NodeOutcome Outcome, Verdict? Verdict, bool Decides = false);
