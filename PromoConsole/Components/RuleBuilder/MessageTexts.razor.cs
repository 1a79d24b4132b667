using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>A message in its default text and in other languages, with placeholders and how it will read.</summary>
public sealed partial class MessageTexts
{
    private static readonly string[] s_offered =
        ["bg", "cs", "da", "de", "el", "en", "en-GB", "en-US", "es", "et", "fi", "fr", "hr", "hu", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "pt-BR", "ro", "sk", "sl", "sv", "tr", "uk", "zh"];

    private string? _language;

    /// <summary>The default text; null for none.</summary>
    [Parameter] public string? Text { get; set; }

    /// <summary>By language tag; null for none.</summary>
    [Parameter] public IReadOnlyDictionary<string, string>? Translations { get; set; }

    /// <summary>Another text, or other translations.</summary>
    [Parameter] public EventCallback<(string? Text, IReadOnlyDictionary<string, string>? Translations)> OnChange { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private List<string> Tags => [.. (Translations?.Keys ?? []).Append(_language).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private string? Current => _language is { } tag ? Translations?.GetValueOrDefault(tag) : Text;

    private string? Problem => MessageCheck.Problem(Text, Translations);

    // Amounts are written as the customer will read them.
    private string Money(long amount) => (Format with { Culture = _language is { } tag ? LanguageTags.CultureOf(tag) : Format.Culture }).Money(amount);

    private static string LabelOf(string? language) => language is null ? "Message for the customer" : $"Message for the customer in {LanguageTags.NameOf(language)}";

    private void AddAsync(ChangeEventArgs chosen)
    {
        if (chosen.Value is string { Length: > 0 } tag) _language = tag;
    }

    private Task SetAsync(string? typed)
    {
        var text = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        return _language is { } tag ? OnChange.InvokeAsync((Text, With(tag, text))) : OnChange.InvokeAsync((text, Translations));
    }

    private Task InsertAsync(string name) => SetAsync($"{Current}{(string.IsNullOrEmpty(Current) || Current.EndsWith(' ') ? "" : " ")}{{{name}}}");

    private Task RemoveAsync(string tag)
    {
        _language = null;
        return OnChange.InvokeAsync((Text, With(tag, null)));
    }

    private Dictionary<string, string>? With(string tag, string? text)
    {
        var texts = (Translations ?? new Dictionary<string, string>()).Where(one => one.Key != tag).ToDictionary(StringComparer.Ordinal);
        if (text is not null) texts[tag] = text;
        return texts.Count == 0 ? null : texts;
    }
}
