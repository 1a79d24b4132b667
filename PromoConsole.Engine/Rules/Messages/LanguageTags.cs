using System.Globalization;

namespace PromoConsole.Engine.Rules.Messages;

/// <summary>Languages by their tags (BCP 47): <c>pl</c>, <c>en-GB</c>.</summary>
public static class LanguageTags
{
    public const int MaxLength = 35;

    /// <summary>The tag as it is kept: the language in lower case, a region of two letters in upper case; null for what is no tag.</summary>
    public static string? Of(string? tag)
    {
        var parts = tag?.Trim().Split('-') ?? [];
        if (tag is null || tag.Length > MaxLength || parts[0].Length is < 2 or > 8 || !parts[0].All(char.IsAsciiLetter)) return null;
        if (parts.Skip(1).Any(part => part.Length is < 1 or > 8 || !part.All(char.IsAsciiLetterOrDigit))) return null;
        return string.Join('-', parts.Select((part, at) => at > 0 && part.Length == 2 ? part.ToUpperInvariant() : part.ToLowerInvariant()));
    }

    /// <summary>Which of some languages suits whoever prefers these, the most wanted first: the same tag, else the same language. Null when none does.</summary>
    public static string? Pick(IEnumerable<string> offered, IReadOnlyList<string> preferred)
    {
        List<string> some = [.. offered.Order(StringComparer.OrdinalIgnoreCase)];
        foreach (var wanted in preferred)
        {
            if (some.Find(tag => tag.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } same) return same;
            var language = LanguageOf(wanted);
            var near = some.Find(tag => tag.Equals(language, StringComparison.OrdinalIgnoreCase)) ?? some.Find(tag => LanguageOf(tag).Equals(language, StringComparison.OrdinalIgnoreCase));
            if (near is not null) return near;
        }

        return null;
    }

    /// <summary>How people write numbers in it; English for one that nobody knows, and for none.</summary>
    public static CultureInfo CultureOf(string? tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag ?? "en-GB", predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-GB");
        }
    }

    /// <summary>"Polish", "English (United Kingdom)"; the tag itself when nobody knows it.</summary>
    public static string NameOf(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    private static string LanguageOf(string tag) => tag.Split('-')[0];
}
