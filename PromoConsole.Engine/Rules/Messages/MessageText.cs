using System.Text.Json.Serialization;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Messages;

/// <summary>What a customer is told, in several languages.</summary>
/// <param name="Text">Where no translation suits; may hold placeholders.</param>
/// <param name="Translations">By language tag; null for none.</param>
public sealed record MessageText(
    string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Translations = null)
{
    /// <summary>The text in the language that suits best, and which that is; null for the default text.</summary>
    public (string Text, string? Language) In(IReadOnlyList<string> languages) =>
        Translations is { Count: > 0 } some && languages.Count > 0 && LanguageTags.Pick(some.Keys, languages) is { } tag ? (some[tag], tag) : (Text, null);

    /// <summary>Of a condition: from the library where it names a message that is there, else its own. Null without any.</summary>
    public static MessageText? Of(Condition condition, IReadOnlyDictionary<string, MessageText> library) =>
        condition.MessageId is { } id && library.TryGetValue(id, out var found) ? found
        : condition.Message is { Length: > 0 } own ? new(own, condition.Translations) : null;

    /// <summary>
    /// In which languages somebody wants to be told, the most wanted first: those of the request, else the customer's <c>locale</c>; then the project's.
    /// </summary>
    public static IReadOnlyList<string> LanguagesOf(ValidateRedeemables request, CustomerFacts? customer, CatalogueProject project)
    {
        IReadOnlyList<string> asked = request.Languages.Count > 0 ? request.Languages
            : customer?.Metadata.Find("locale") is { ValueKind: System.Text.Json.JsonValueKind.String } locale && LanguageTags.Of(locale.GetString()!.Replace('_', '-')) is { } own ? [own] : [];
        return project.Language is { } usual ? [.. asked, usual] : asked;
    }
}
