using System.Text.Json;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>Rules as they travel through the clipboard: from one rule to another, between windows, into a text file and back.</summary>
/// <param name="CopiedRules">Outermost nodes in reading order.</param>
public sealed record RulesCopy(IReadOnlyList<Rule> CopiedRules);

/// <summary>Writes and reads <see cref="RulesCopy"/>.</summary>
public static class CopiedRules
{
    /// <summary>Nodes of a tree as text.</summary>
    public static string Write(BuilderTree tree, IEnumerable<int> ids) => PromoJson.Write(new RulesCopy(tree.ToRules(tree.Outermost(ids))));

    /// <summary>Rules of a text; null when it holds none.</summary>
    public static IReadOnlyList<Rule>? Read(string text)
    {
        try
        {
            return PromoJson.Read<RulesCopy>(text) is { CopiedRules: { Count: > 0 and <= RuleCheck.MaxConditions } rules } && rules.All(rule => rule is not null) ? rules : null;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
