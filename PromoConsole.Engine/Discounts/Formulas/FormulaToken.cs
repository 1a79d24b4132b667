namespace PromoConsole.Engine.Discounts.Formulas;

internal enum FormulaTokenKind { Number, Text, Name, Operator, Open, Close, Separator, End }

/// <param name="Text">Operators in one spelling; text without its quotes.</param>
/// <param name="Position">1-based.</param>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int Position)
{
    /// <summary>As an error names it.</summary>
    public string Said => Kind switch
    {
        FormulaTokenKind.End => "the end",
        FormulaTokenKind.Text => $"\"{Text}\"",
        _ => Text,
    };
}

/// <summary>What is wrong with a formula.</summary>
/// <param name="Position">Of the character, 1-based.</param>
/// <param name="Message">What was expected or is unknown: <c>expected )</c>.</param>
public sealed record FormulaError(int Position, string Message)
{
    /// <summary>"position 14: expected )".</summary>
    public string Sentence => $"position {Position}: {Message}";
}
