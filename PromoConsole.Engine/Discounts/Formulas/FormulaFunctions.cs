namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Arithmetic and choices.</summary>
internal static class FormulaFunctions
{
    private const int MostCases = 100;

    public static IEnumerable<FormulaName> Names() =>
    [
        Two("MIN(10; ORDER_AMOUNT)", "The smaller one.", Math.Min),
        Two("MAX(10; ORDER_AMOUNT)", "The larger one.", Math.Max),
        FormulaNames.Function(FormulaGroup.Functions, "POW(2; 3)", FormulaKind.Number, [FormulaKind.Number, FormulaKind.Number], "The first to the power of the second.",
            (_, n) => n[0].Number is { } a && n[1].Number is { } b ? FormulaValue.Of(Power(a, b)) : FormulaValue.Missing),
        Digits("ROUND(ORDER_AMOUNT; 1)", "Rounded to so many decimals, half away from zero; negative for tens, hundreds.", value => Math.Round(value, MidpointRounding.AwayFromZero)),
        Digits("FLOOR(ORDER_AMOUNT; -1)", "Rounded down.", Math.Floor),
        Digits("CEIL(ORDER_AMOUNT; -1)", "Rounded up.", Math.Ceiling),
        new(FormulaGroup.Functions, "DEFAULT_TO", "DEFAULT_TO(CUSTOMER_METADATA(\"years\"); 0)", "The first, or the second when the first is missing.")
        {
            Takes = [FormulaKind.Any], Least = 2, Most = 2,
            Evaluate = (context, of) => of[0].Evaluate(context) is { IsMissing: false } first ? first : of[1].Evaluate(context),
        },
        new(FormulaGroup.Functions, "IF", "IF(ORDER_AMOUNT > 150; 25; 10)", "The second when the first is true, else the third.")
        {
            Takes = [FormulaKind.Truth, FormulaKind.Any], Least = 3, Most = 3,
            Evaluate = (context, of) => of[0].Evaluate(context).Truth is { } truth ? of[truth ? 1 : 2].Evaluate(context) : FormulaValue.Missing,
        },
        new(FormulaGroup.Functions, "SWITCH", "SWITCH(CUSTOMER_METADATA(\"tier\"); SWITCH_CASE(\"gold\"; 20) SWITCH_CASE(\"silver\"; 10); 5)",
            "The value of the first case that equals, else the default at the end.")
        {
            Takes = [FormulaKind.Any], Least = 2, Most = MostCases, TakesCases = true, Evaluate = Switch,
        },
        new(FormulaGroup.Functions, "SWITCH_CASE", "SWITCH_CASE(\"gold\"; 20)", "One case of a SWITCH.")
        {
            Takes = [FormulaKind.Any], Least = 2, Most = 2, Gives = FormulaKind.Missing, IsCase = true,
        },
    ];

    private static FormulaName Two(string example, string help, Func<decimal, decimal, decimal> of) =>
        FormulaNames.Function(FormulaGroup.Functions, example, FormulaKind.Number, [FormulaKind.Number, FormulaKind.Number], help,
            (_, n) => FormulaValue.Of(n[0].Number is { } a && n[1].Number is { } b ? of(a, b) : null));

    private static FormulaName Digits(string example, string help, Func<decimal, decimal> round) =>
        FormulaNames.Function(FormulaGroup.Functions, example, FormulaKind.Number, [FormulaKind.Number, FormulaKind.Number], help, (_, n) =>
        {
            if (n[0].Number is not { } value) return FormulaValue.Missing;
            if ((n.Length > 1 ? n[1].Number : 0) is not { } digits || digits is < -20 or > 20 || digits != Math.Truncate(digits)) return FormulaValue.Missing;
            var scale = Power(10, Math.Abs(digits))!.Value;
            return FormulaValue.Of(digits < 0 ? round(value / scale) * scale : round(value * scale) / scale);
        }, least: 1);

    // Whole exponents exactly; others as near as floating point gets. What no decimal holds is missing.
    private static decimal? Power(decimal value, decimal exponent)
    {
        if (exponent == Math.Truncate(exponent) && Math.Abs(exponent) <= 100)
        {
            var power = 1m;
            for (var i = 0; i < Math.Abs(exponent); i++) power *= value;
            return exponent >= 0 ? power : power == 0 ? null : 1 / power;
        }

        var near = Math.Pow((double)value, (double)exponent);
        return double.IsFinite(near) && Math.Abs(near) < 7e27 ? (decimal)near : null;
    }

    private static FormulaValue Switch(FormulaContext context, IReadOnlyList<FormulaNode> of)
    {
        var seen = of[0].Evaluate(context);
        if (seen.IsMissing) return FormulaValue.Missing;
        foreach (var node in of.Skip(1))
        {
            if (node is not Call { Name.IsCase: true, Arguments: [var asked, var then] }) return node.Evaluate(context);
            if (asked.Evaluate(context) is { IsMissing: false } value && seen.CompareTo(value, context.Facts.Zone) == 0) return then.Evaluate(context);
        }

        return FormulaValue.Missing;
    }
}
