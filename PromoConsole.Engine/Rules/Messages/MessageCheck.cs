namespace PromoConsole.Engine.Rules.Messages;

/// <summary>Finds what is wrong with the texts of a message.</summary>
public static class MessageCheck
{
    public const int MaxLanguages = 40;

    /// <summary>A sentence about the first thing; null when nothing is wrong.</summary>
    public static string? Problem(string? text, IReadOnlyDictionary<string, string>? translations)
    {
        if (text is not null && Problem("message", text) is { } own) return own;
        if (translations is null) return null;
        if (translations.Count > MaxLanguages) return $"A message has at most {MaxLanguages} translations.";
        foreach (var (tag, translation) in translations)
        {
            if (LanguageTags.Of(tag) != tag) return $"“{(tag.Length > 40 ? tag[..40] : tag)}” is no language tag; they are written like pl or en-GB.";
            if (string.IsNullOrWhiteSpace(translation)) return $"The message in {LanguageTags.NameOf(tag)} is empty. Write it, or take the language away.";
            if (Problem($"message in {LanguageTags.NameOf(tag)}", translation) is { } problem) return problem;
        }

        return null;
    }

    private static string? Problem(string what, string text) =>
        text.Length > RuleCheck.MaxMessageLength ? $"The {what} is longer than {RuleCheck.MaxMessageLength} characters."
        : MessagePlaceholders.Unknown(text) is { } unknown
            ? $"The {what} has {{{unknown}}}, which nothing fills. There are {string.Join(", ", MessagePlaceholders.All.Select(known => $"{{{known.Name}}}"))}."
            : null;
}
