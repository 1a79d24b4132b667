using System.Globalization;
using System.Text;

namespace PromoConsole.Engine.Customers;

/// <summary>What is stored beside names to find them again, and how a typed search is turned into the same spelling.</summary>
/// <remarks>Lower case, without accents; phone numbers as their digits only. Ordinal, so both databases compare it alike.</remarks>
public static class SearchText
{
    /// <summary>Longest text kept for searching, in characters.</summary>
    public const int MaxLength = 850;

    private const int MaxTerms = 6; // each is one more comparison a row; nobody remembers more words of a name

    /// <summary>What <see cref="Customer.Search"/> holds.</summary>
    public static string Of(string? name, string? email, string? phone, string? sourceId)
    {
        var text = new StringBuilder();
        foreach (var part in (string?[])[Fold(name), Fold(email), Digits(phone), Fold(sourceId)])
        {
            if (string.IsNullOrEmpty(part)) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(part);
        }

        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, MaxLength);
    }

    /// <summary>The words of a typed search, folded; a typed phone number is one word of digits. Empty when nothing was typed.</summary>
    public static IReadOnlyList<string> Terms(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return [];
        if (IsPhone(typed)) return [Digits(typed)];
        return [.. Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxTerms)];
    }

    /// <summary>The smallest text that sorts after every text with this prefix, for ranges on an index with binary order; null when there is none.</summary>
    public static string? AfterPrefix(string prefix)
    {
        for (var i = prefix.Length - 1; i >= 0; i--)
            if (prefix[i] < char.MaxValue)
                return prefix[..i] + (char)(prefix[i] + 1);
        return null;
    }

    /// <summary>Lower case without accents; blanks, also several, become one.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
                continue;
            }

            switch (char.ToLowerInvariant(character))
            {
                case 'ł': folded.Append('l'); break; // letters of their own, which do not decompose
                case 'ø': folded.Append('o'); break;
                case 'đ': folded.Append('d'); break;
                case 'ß': folded.Append("ss"); break;
                case 'æ': folded.Append("ae"); break;
                case var other: folded.Append(other); break;
            }
        }

        return folded.ToString().TrimEnd();
    }

    private static string Digits(string? phone) => phone is null ? "" : string.Concat(phone.Where(char.IsAsciiDigit));

    private static bool IsPhone(string typed) =>
        typed.Any(char.IsAsciiDigit) && typed.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || c is '+' or '-' or '(' or ')' or '/' or '.');
}
