using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What a tree is built of where it is no rule: the kinds that are offered, and how parts travel through the clipboard. Its parts are not muted, locked or told to customers.</summary>
/// <param name="Groups">Kinds under their headings, in the order they are shown.</param>
/// <param name="Nothing">What an empty tree means.</param>
/// <param name="Write">Parts as text.</param>
/// <param name="Read">Parts of a text; null when it holds none.</param>
public sealed record BuilderVocabulary(
    IReadOnlyList<(string Title, IReadOnlyList<RuleKind> Kinds)> Groups, string Nothing, Func<IReadOnlyList<Rule>, string> Write, Func<string, IReadOnlyList<Rule>?> Read)
{
    /// <summary>Which kind a word is; null for none.</summary>
    public RuleKind? Find(string word) => Groups.SelectMany(group => group.Kinds).FirstOrDefault(kind => kind.Word == word);
}
