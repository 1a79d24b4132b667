using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>A piece of a condition's sentence.</summary>
/// <param name="IsValue">Something that was chosen or typed; pressing it opens the editor.</param>
public sealed record SentencePart(string Text, bool IsValue);

/// <summary>A condition as a sentence in pieces, so that what can be changed stands out.</summary>
public static class ConditionSentence
{
    /// <summary>The sentence with its values marked, whatever kind of condition it is.</summary>
    /// <param name="nameOf">Names of segments, products and collections by id.</param>
    public static IReadOnlyList<SentencePart> Of(Condition condition, Wording wording, Func<string, string> nameOf)
    {
        var text = RuleWords.Phrase(condition, wording, nameOf);
        if (text.Length > 0) text = char.ToUpperInvariant(text[0]) + text[1..];
        return Marked(text, [.. Values(condition, wording, nameOf).Where(value => value.Length > 0).Distinct().OrderByDescending(value => value.Length)]);
    }

    private static List<SentencePart> Marked(string text, IReadOnlyList<string> values)
    {
        var parts = new List<SentencePart>();
        var plain = 0;
        for (var at = 0; at < text.Length;)
        {
            var found = IsStart(text, at) ? values.FirstOrDefault(value => string.CompareOrdinal(text, at, value, 0, value.Length) == 0 && IsEnd(text, at + value.Length)) : null;
            if (found is null)
            {
                at++;
                continue;
            }

            if (at > plain) parts.Add(new(text[plain..at], false));
            parts.Add(new(found, true));
            plain = at += found.Length;
        }

        if (plain < text.Length) parts.Add(new(text[plain..], false));
        return parts;
    }

    private static bool IsStart(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    private static bool IsEnd(string text, int at) => at >= text.Length || !char.IsLetterOrDigit(text[at]);

    private static IEnumerable<string> Values(Condition condition, Wording wording, Func<string, string> nameOf)
    {
        if (condition is MetadataCondition { Property: var property }) yield return property;
        if (condition is FieldCondition field)
            foreach (var value in field.ValuesSaid(wording)) yield return value;
        if (condition is TestedCondition tested)
        {
            foreach (var (op, value) in tested.Tests.SelectMany(test => test.Values, (test, value) => (test.Is, value)))
            {
                if (condition is MembershipCondition) yield return nameOf(value.Text);
                else if (condition is NumberCondition) yield return OperatorWords.Amount(value.Whole ?? 0, condition.Kind.Unit, wording);
                else yield return OperatorWords.ValueName(op, OperatorWords.Asked(op, value.Text, wording));
            }
        }

        if (condition is ItemsCondition items)
            foreach (var id in items.Items.Concat(items.Except).Select(item => item.Id).Concat(items.From)) yield return nameOf(id);
        if (condition.SubRules() is not { } where) yield break;
        foreach (var value in where.Conditions().SelectMany(sub => Values(sub, wording, nameOf))) yield return value;
    }
}
