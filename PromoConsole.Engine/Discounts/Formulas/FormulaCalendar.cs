namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Names about days and instants. Days begin in the zone of the project.</summary>
internal static class FormulaCalendar
{
    public static IEnumerable<FormulaName> Names() =>
    [
        FormulaNames.Operand(FormulaGroup.Dates, "CUSTOMER_BIRTHDATE", FormulaKind.Date, "Birthday of the customer.",
            context => FormulaValue.Of(context.Facts.CustomerBirthdate is { } day ? FormulaDates.StartOf(day, context.Facts.Zone) : null)),
        FormulaNames.Operand(FormulaGroup.Dates, "TODAY", FormulaKind.Date, "The start of today.", context => FormulaValue.Of(Today(context) is { } day ? FormulaDates.StartOf(day, context.Facts.Zone) : null)),
        FormulaNames.Operand(FormulaGroup.Dates, "NOW", FormulaKind.Date, "This instant.", context => FormulaValue.Of(context.Facts.Now)),
        Date("DATE(\"2024-02-01\")", "A day."),
        Date("DATE_TIME(\"2024-02-01T10:00:00Z\")", "An instant; UTC unless it says otherwise."),
        Part("DAY_OF_MONTH(TODAY)", "Day of the month, 1 to 31.", day => day.Day),
        Part("MONTH(TODAY)", "Month, 1 to 12.", day => day.Month),
        Part("YEAR(TODAY)", "Year.", day => day.Year),
        Distance("DAYS_SINCE(CUSTOMER_BIRTHDATE)", "Days from the date until today.", (day, today) => today.DayNumber - day.DayNumber),
        Distance("MONTHS_SINCE(CUSTOMER_BIRTHDATE)", "Whole months from the date until today.", FormulaDates.Months),
        Distance("YEARS_SINCE(CUSTOMER_BIRTHDATE)", "Whole years from the date until today.", (day, today) => FormulaDates.Months(day, today) / 12),
        Distance("DAYS_UNTIL(VOUCHER_EXPIRATION_DATE)", "Days from today until the date.", (day, today) => day.DayNumber - today.DayNumber),
        Distance("MONTHS_UNTIL(VOUCHER_EXPIRATION_DATE)", "Whole months from today until the date.", (day, today) => FormulaDates.Months(today, day)),
        Compared("DATE_IS", "The two are the same day; also written between them."),
        Compared("DATE_IS_NOT", "The two are different days; also written between them."),
        Compared("IS_AFTER", "The first is later; also written between them."),
        Compared("IS_BEFORE", "The first is earlier; also written between them."),
    ];

    private static DateOnly? Today(FormulaContext context) => context.Facts.Now is { } now ? FormulaDates.DayOf(now, context.Facts.Zone) : null;

    private static FormulaName Date(string example, string help) => FormulaNames.Function(FormulaGroup.Dates, example, FormulaKind.Date, [FormulaKind.Text], help,
        (context, text) => FormulaValue.Of(text[0].At(context.Facts.Zone)));

    private static FormulaName Part(string example, string help, Func<DateOnly, int> of) =>
        FormulaNames.Function(FormulaGroup.Dates, example, FormulaKind.Number, [FormulaKind.Date], help,
            (context, date) => FormulaValue.Of(date[0].At(context.Facts.Zone) is { } at ? of(FormulaDates.DayOf(at, context.Facts.Zone)) : (decimal?)null));

    private static FormulaName Distance(string example, string help, Func<DateOnly, DateOnly, int> of) =>
        FormulaNames.Function(FormulaGroup.Dates, example, FormulaKind.Number, [FormulaKind.Date], help, (context, date) =>
            FormulaValue.Of(date[0].At(context.Facts.Zone) is { } at && Today(context) is { } today
                ? of(FormulaDates.DayOf(at, context.Facts.Zone), today)
                : (decimal?)null));

    private static FormulaName Compared(string word, string help) =>
        FormulaNames.Function(FormulaGroup.Dates, $"{word}(TODAY; DATE(\"2024-02-01\"))", FormulaKind.Truth, [FormulaKind.Date, FormulaKind.Date], help,
            (context, dates) => FormulaOperator.Find(word)!.Apply(dates[0], dates[1], context));
}
