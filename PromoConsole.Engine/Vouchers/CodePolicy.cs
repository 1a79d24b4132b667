using System.Globalization;
using System.Numerics;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Which patterns may make codes: they must be typeable, large enough, and too large to guess.</summary>
public static class CodePolicy
{
    /// <summary>
    /// A random guess must miss at least this often for each hit. Somebody allowed ten tries a minute then needs most of a day for
    /// one lucky code, and shows up in the refused attempts thousands of times before; one in a hundred would fall within minutes.
    /// </summary>
    public const int FewestGuessesPerHit = 10_000;

    /// <summary>Most codes one order of generation may make.</summary>
    public const int MaxBatch = 1_000_000;

    /// <summary>Whether the pattern can be printed and typed at all.</summary>
    /// <returns>Null when it can, else <c>invalid_code_config</c> naming the field.</returns>
    public static PromoError? Shape(CodePattern pattern)
    {
        if (pattern.Pattern is { } text && !text.Contains('#')) return Refuse("pattern", "The pattern needs at least one # for a random character.");
        if (pattern.Pattern is null && pattern.Length is < 1 or > CodeKeys.MaxLength)
            return Refuse("length", $"The length must be 1 to {CodeKeys.MaxLength} random characters.");
        if (pattern.Charset.Length == 0) return Refuse("charset", "Choose at least two characters to draw from.");
        if (pattern.Charset.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || char.IsSurrogate(character)))
            return Refuse("charset", "The characters to draw from must not contain blanks, control characters or emoji.");

        var whole = pattern.Prefix + (pattern.Pattern ?? new string('#', pattern.Length)) + pattern.Postfix;
        if (whole.Any(char.IsControl)) return Refuse("pattern", "Codes must not contain control characters.");
        if (whole.Length != whole.Trim().Length) return Refuse("pattern", "Codes must not begin or end with a blank.");
        return whole.Length > CodeKeys.MaxLength ? Refuse("pattern", $"Codes must not be longer than {CodeKeys.MaxLength} characters.") : null;
    }

    /// <summary>Whether a chosen code can be stored: not empty, no blanks at its ends, no control characters, at most 100 characters.</summary>
    /// <returns>Null when it can, else <c>invalid_voucher</c>.</returns>
    public static PromoError? Chosen(string? code)
    {
        var problem = code switch
        {
            null or "" => "The code is empty: type the text customers will use.",
            { Length: > CodeKeys.MaxLength } => $"The code is longer than {CodeKeys.MaxLength} characters.",
            _ when code.Any(char.IsControl) => "The code contains control characters.",
            _ when char.IsWhiteSpace(code[0]) || char.IsWhiteSpace(code[^1]) => "The code begins or ends with a blank.",
            _ => null,
        };
        return problem is null ? null : new InvalidError("invalid_voucher", problem, code?.Length > CodeKeys.MaxLength ? null : code) { Field = "code" };
    }

    /// <summary>Whether so many codes of this pattern are safe: at most half the combinations used, and hard to guess.</summary>
    /// <param name="count">All codes of the pattern, those that exist included.</param>
    /// <returns>Null when they are, else <c>invalid_code_config</c> saying why and what would do.</returns>
    public static PromoError? Check(CodePattern pattern, long count, bool caseInsensitive)
    {
        if (Shape(pattern) is { } malformed) return malformed;
        var space = CodeSpace.Of(pattern, caseInsensitive);
        count = Math.Max(1, count);
        if (space.Combinations < 2 * (BigInteger)count)
        {
            return Refuse("pattern", string.Create(CultureInfo.InvariantCulture,
                $"Only {space.Combinations:N0} different codes fit this pattern and at most half of them may be used; {count:N0} were asked for. {Advice(space, count)}"));
        }

        if (space.Combinations < FewestGuessesPerHit * (BigInteger)count)
        {
            return Refuse("pattern", string.Create(CultureInfo.InvariantCulture,
                $"These codes are too easy to guess: one random guess in {space.Combinations / count:N0} would hit one, and it must be at most one in {FewestGuessesPerHit:N0}. {Advice(space, count)}"));
        }

        return null;
    }

    private static string Advice(CodeSpace space, long count)
    {
        if (space.Characters < 2) return "Choose more than one character to draw from.";
        var needed = FewestGuessesPerHit * (BigInteger)count;
        var missing = 0;
        for (var have = space.Combinations; have < needed; have *= space.Characters) missing++;
        return missing == 1 ? "Add one more random character." : $"Add {missing} more random characters.";
    }

    private static InvalidError Refuse(string field, string sentence) => new("invalid_code_config", sentence) { Field = field };
}
