namespace PromoConsole.Pages.Reports;

/// <summary>The periods people ask for by name.</summary>
public static class ReportPeriods
{
    /// <summary>Name with first and last day, both inclusive, seen from a day.</summary>
    public static IReadOnlyList<(string Name, DateOnly From, DateOnly To)> From(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return
        [
            ("Today", today, today),
            ("Last 7 days", today.AddDays(-6), today),
            ("Last 30 days", today.AddDays(-29), today),
            ("This month so far", month, today),
            ("Last month", month.AddMonths(-1), month.AddDays(-1)),
            ("Last 90 days", today.AddDays(-89), today),
            ("Last 12 months", today.AddYears(-1).AddDays(1), today),
        ];
    }

    /// <summary>A period in words: its name, else its days.</summary>
    public static string Says(DateOnly from, DateOnly to, DateOnly today, System.Globalization.CultureInfo culture)
    {
        foreach (var (name, first, last) in From(today))
            if (first == from && last == to) return name;
        return Days(from, to, culture);
    }

    /// <summary>A period as days: "1–22 Nov 2026", "3 Oct – 22 Nov 2026".</summary>
    public static string Days(DateOnly from, DateOnly to, System.Globalization.CultureInfo culture)
    {
        var end = to.ToString("d MMM yyyy", culture);
        if (from == to) return end;
        if (from.Year != to.Year) return $"{from.ToString("d MMM yyyy", culture)} – {end}";
        return from.Month == to.Month ? $"{from.Day}–{end}" : $"{from.ToString("d MMM", culture)} – {end}";
    }
}
