namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>What the names are about.</summary>
public enum FormulaGroup { Metadata, Order, Item, Voucher, Dates, Functions, Bundle }

/// <summary>An operand or function that formulas may name.</summary>
/// <param name="Help">What it gives, in a few words.</param>
/// <param name="Example">How it is written.</param>
public sealed record FormulaName(FormulaGroup Group, string Name, string Example, string Help)
{
    /// <summary>Kinds of the arguments, the last one for all that follow; empty for an operand without brackets.</summary>
    internal IReadOnlyList<FormulaKind> Takes { get; init; } = [];

    internal int Least { get; init; }

    internal int Most { get; init; }

    internal FormulaKind Gives { get; init; }

    /// <summary>It is about the line an item effect works on, and missing elsewhere.</summary>
    public bool OfLine { get; init; }

    internal bool IsCase { get; init; }

    internal bool TakesCases { get; init; }

    internal Func<FormulaContext, IReadOnlyList<FormulaNode>, FormulaValue> Evaluate { get; init; } = (_, _) => FormulaValue.Missing;

    /// <summary>What is wrong with the arguments as a whole; null when nothing is.</summary>
    internal string? Problem(IReadOnlyList<FormulaNode> arguments)
    {
        if (arguments.Count < Least || arguments.Count > Most)
        {
            return Most == 0 ? $"{Name} takes nothing in brackets"
                : Least == Most ? $"{Name} takes {Counted(Least)}, not {arguments.Count}"
                : arguments.Count < Least ? $"{Name} takes at least {Counted(Least)}" : $"{Name} takes at most {Counted(Most)}";
        }

        if (!TakesCases) return null;
        var cases = arguments.Skip(1).TakeWhile(argument => argument is Call { Name.IsCase: true }).Count();
        return cases == 0 ? $"{Name} needs a SWITCH_CASE after the value"
            : arguments.Count - 1 - cases > 1 ? $"{Name} has at most one default, after its cases" : null;
    }

    private static string Counted(int count) => count == 1 ? "one argument" : $"{count} arguments";
}
