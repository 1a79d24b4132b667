namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Something that stands between two operands.</summary>
/// <param name="Word">As it is written; names are read in any case.</param>
/// <param name="Level">How tightly it binds: 1 OR, 2 AND, 3 comparisons, 4 sums, 5 products.</param>
/// <param name="Takes">What both sides must be.</param>
internal sealed record FormulaOperator(
    string Word, int Level, FormulaKind Takes, FormulaKind Gives, Func<FormulaValue, FormulaValue, FormulaContext, FormulaValue> Apply)
{
    /// <summary>Of AND and OR: the truth on one side that decides alone.</summary>
    public bool? DecidedBy { get; init; }

    public static IReadOnlyList<FormulaOperator> All { get; } =
    [
        new("OR", 1, FormulaKind.Truth, FormulaKind.Truth, Unreached) { DecidedBy = true },
        new("AND", 2, FormulaKind.Truth, FormulaKind.Truth, Unreached) { DecidedBy = false },
        Compared(">", order => order > 0), Compared("<", order => order < 0), Compared("=", order => order == 0),
        Compared(">=", order => order >= 0), Compared("<=", order => order <= 0), Compared("!=", order => order != 0),
        Texts("is", (seen, asked) => Is(seen, asked)), Texts("isNot", (seen, asked) => !Is(seen, asked)),
        Texts("contains", Contains),
        Texts("startsWith", (seen, asked) => seen.Text is { } text && asked.Text is { } start && text.StartsWith(start, StringComparison.Ordinal)),
        Texts("endsWith", (seen, asked) => seen.Text is { } text && asked.Text is { } end && text.EndsWith(end, StringComparison.Ordinal)),
        Texts("IN_ARRAY", InArray), Texts("NOT_IN_ARRAY", (seen, asked) => !InArray(seen, asked)),
        Dates("DATE_IS", (a, b, zone) => FormulaDates.DayOf(a, zone) == FormulaDates.DayOf(b, zone)),
        Dates("DATE_IS_NOT", (a, b, zone) => FormulaDates.DayOf(a, zone) != FormulaDates.DayOf(b, zone)),
        Dates("IS_AFTER", (a, b, _) => a > b), Dates("IS_BEFORE", (a, b, _) => a < b),
        Numbers("+", 4, (a, b) => a + b), Numbers("-", 4, (a, b) => a - b),
        Numbers("*", 5, (a, b) => a * b), Numbers("/", 5, (a, b) => b == 0 ? null : a / b), Numbers("%", 5, (a, b) => b == 0 ? null : a % b),
    ];

    private static readonly Dictionary<string, FormulaOperator> s_byWord = All.ToDictionary(one => one.Word, StringComparer.OrdinalIgnoreCase);

    public static FormulaOperator? Find(string word) => s_byWord.GetValueOrDefault(word);

    private static FormulaValue Unreached(FormulaValue left, FormulaValue right, FormulaContext context) => FormulaValue.Missing;

    private static FormulaOperator Compared(string word, Func<int, bool> holds) => new(word, 3, FormulaKind.Any, FormulaKind.Truth, (a, b, context) =>
        a.CompareTo(b, context.Facts.Zone) is { } order ? FormulaValue.Of(holds(order)) : FormulaValue.Missing);

    private static FormulaOperator Texts(string word, Func<FormulaValue, FormulaValue, bool> holds) =>
        new(word, 3, FormulaKind.Any, FormulaKind.Truth, (a, b, _) => FormulaValue.Of(holds(a, b)));

    private static FormulaOperator Dates(string word, Func<DateTimeOffset, DateTimeOffset, TimeZoneInfo, bool> holds) =>
        new(word, 3, FormulaKind.Date, FormulaKind.Truth, (a, b, context) =>
            a.At(context.Facts.Zone) is { } left && b.At(context.Facts.Zone) is { } right
                ? FormulaValue.Of(holds(left, right, context.Facts.Zone))
                : FormulaValue.Missing);

    private static FormulaOperator Numbers(string word, int level, Func<decimal, decimal, decimal?> of) =>
        new(word, level, FormulaKind.Number, FormulaKind.Number, (a, b, _) =>
            a.Number is { } left && b.Number is { } right ? FormulaValue.Of(of(left, right)) : FormulaValue.Missing);

    private static bool Is(FormulaValue seen, FormulaValue asked) => seen.Number is { } a && asked.Number is { } b
        ? a == b
        : seen.Kind == FormulaKind.List ? seen.Elements.Any(element => Is(element, asked)) : seen.Text is { } text && string.Equals(text, asked.Text, StringComparison.Ordinal);

    private static bool Contains(FormulaValue seen, FormulaValue asked) => seen.Kind == FormulaKind.List
        ? Is(seen, asked)
        : seen.Text is { } text && asked.Text is { } part && text.Contains(part, StringComparison.Ordinal);

    private static bool InArray(FormulaValue seen, FormulaValue asked) =>
        asked.Text is { } list && list.Split(',', StringSplitOptions.TrimEntries).Any(value => Is(seen, FormulaValue.Of(value)));
}
