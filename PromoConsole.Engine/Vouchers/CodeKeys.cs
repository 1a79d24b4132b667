namespace PromoConsole.Engine.Vouchers;

/// <summary>The two folded spellings of a code that are stored beside it.</summary>
public static class CodeKeys
{
    /// <summary>Longest code that can be stored, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>What makes a code unique: itself, or its upper case in a project that ignores case.</summary>
    public static string Key(string code, bool caseInsensitive) => caseInsensitive ? code.ToUpperInvariant() : code;

    /// <summary>What was typed for a code, no longer than one can be.</summary>
    public static string Cut(string typed) => typed.Length <= MaxLength ? typed : typed[..MaxLength];

    /// <summary>What people may mean when they type or read it out: no blanks or dashes, upper case, O as 0, I and L as 1. Not unique.</summary>
    public static string Search(string typed)
    {
        Span<char> folded = typed.Length <= 256 ? stackalloc char[typed.Length] : new char[typed.Length];
        var length = 0;
        foreach (var character in typed)
        {
            if (char.IsWhiteSpace(character) || character is '-' or '_' or '–') continue;
            folded[length++] = char.ToUpperInvariant(character) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
        }

        return new string(folded[..length]);
    }
}
