using System.Text;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Cuts a formula into tokens.</summary>
internal static class FormulaLexer
{
    /// <returns>The tokens with an end token last, or where reading stopped and why.</returns>
    public static (IReadOnlyList<FormulaToken> Tokens, FormulaError? Error) Read(string text)
    {
        var tokens = new List<FormulaToken>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) break;
            var start = at;
            var c = text[at];
            if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
                Add(FormulaTokenKind.Number, text[start..at], start);
            }
            else if (c is '"' or '“' or '”')
            {
                if (Quoted(text, ref at) is not { } quoted) return (tokens, new(start + 1, "the text has no closing quote"));
                Add(FormulaTokenKind.Text, quoted, start);
            }
            else if (c is 'x' or 'X' && AfterOperand(tokens) && (at + 1 == text.Length || !IsNamePart(text[at + 1]) || char.IsAsciiDigit(text[at + 1])))
            {
                at++;
                Add(FormulaTokenKind.Operator, "*", start);
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                while (at < text.Length && IsNamePart(text[at])) at++;
                Add(FormulaTokenKind.Name, text[start..at], start);
            }
            else if (Symbol(text, at) is var (kind, spelled, length))
            {
                at += length;
                Add(kind, spelled, start);
            }
            else
            {
                return (tokens, new(start + 1, c == ',' ? "arguments are separated by ; and decimals written with ." : $"{c} means nothing here"));
            }
        }

        Add(FormulaTokenKind.End, "", text.Length);
        return (tokens, null);

        void Add(FormulaTokenKind kind, string token, int position) => tokens.Add(new(kind, token, position + 1));
    }

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.';

    private static bool AfterOperand(List<FormulaToken> tokens) =>
        tokens is [.., { Kind: FormulaTokenKind.Number or FormulaTokenKind.Text or FormulaTokenKind.Name or FormulaTokenKind.Close }];

    // A backslash keeps the next character as it is.
    private static string? Quoted(string text, ref int at)
    {
        var quoted = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] is '"' or '“' or '”')
            {
                at++;
                return quoted.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length) at++;
            quoted.Append(text[at]);
        }

        return null;
    }

    private static (FormulaTokenKind Kind, string Spelled, int Length)? Symbol(string text, int at)
    {
        var two = at + 1 < text.Length ? text.AsSpan(at, 2) : default;
        if (two is ">=" or "<=" or "!=") return (FormulaTokenKind.Operator, two.ToString(), 2);
        if (two is "<>") return (FormulaTokenKind.Operator, "!=", 2);
        if (two is "==") return (FormulaTokenKind.Operator, "=", 2);
        return text[at] switch
        {
            '(' => (FormulaTokenKind.Open, "(", 1),
            ')' => (FormulaTokenKind.Close, ")", 1),
            ';' => (FormulaTokenKind.Separator, ";", 1),
            '×' or '*' => (FormulaTokenKind.Operator, "*", 1),
            '÷' or '/' => (FormulaTokenKind.Operator, "/", 1),
            '−' or '-' => (FormulaTokenKind.Operator, "-", 1),
            '+' or '%' or '>' or '<' or '=' => (FormulaTokenKind.Operator, text[at].ToString(), 1),
            _ => null,
        };
    }
}
