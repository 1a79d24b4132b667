using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Components;

/// <summary>How the project's amounts, numbers and times are written for the person who reads them.</summary>
/// <param name="Currency">ISO 4217 code of the project's currency.</param>
/// <param name="Decimals">Minor-unit digits of that currency: 2 for EUR, 0 for JPY.</param>
/// <param name="Culture">Decides separators, month names and where the currency stands.</param>
/// <param name="Zone">The project's time zone; every wall time on screen is in it.</param>
public sealed record ProjectFormat(string Currency, int Decimals, CultureInfo Culture, TimeZoneInfo Zone)
{
    private const string Minus = "\u2212";

    /// <summary>Euro, English, UTC: what components use where no project is known.</summary>
    public static ProjectFormat Default { get; } = new("EUR", 2, CultureInfo.GetCultureInfo("en-GB"), TimeZoneInfo.Utc);

    /// <summary>Of calendar weeks.</summary>
    public DayOfWeek FirstDayOfWeek { get; init; } = DayOfWeek.Monday;

    /// <summary>The reader may not see e-mail addresses and phone numbers in full.</summary>
    public bool MasksContacts { get; init; }

    /// <summary>Who it is; what stands for a name and is contact data is masked where the reader may not see it.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public string? Person(string? name) => Contacts.Shown(name, !MasksContacts);

    /// <summary>The zone as people say it: "Warsaw" for Europe/Warsaw.</summary>
    public string ZoneName => Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>The sign people write for the currency, or its code where there is no common one.</summary>
    public string CurrencySign => Currency switch { "EUR" => "€", "USD" => "$", "GBP" => "£", "JPY" => "¥", _ => Currency };

    /// <summary>Whether the currency's sign stands before the number.</summary>
    public bool SignFirst => CurrencySign.Length == 1 && Culture.NumberFormat.CurrencyPositivePattern is (0 or 2);

    /// <summary>An amount with its currency: "€12,870.15", "8.00 PLN", "−€29.60".</summary>
    /// <param name="amount">Minor units.</param>
    public string Money(long amount)
    {
        var number = Amount(Math.Abs(amount));
        return (amount < 0 ? Minus : "") + (SignFirst ? CurrencySign + number : number + "\u00a0" + CurrencySign);
    }

    /// <summary>An amount without its currency: "12,870.15".</summary>
    /// <param name="amount">Minor units.</param>
    public string Amount(long amount) => Signed(InUnits(amount), "N" + Decimals);

    /// <summary>A whole number, grouped: "1,184".</summary>
    public string Number(long number) => Signed(number, "N0");

    /// <summary>How many a list holds that is counted up to <see cref="Counting.AtMost"/>: "1,184", "10,000+".</summary>
    public string CountedNumber(long total) => total > Counting.AtMost ? Number(Counting.AtMost) + "+" : Number(total);

    /// <summary>A percentage with up to two decimals, 0 to 100: "12.5%".</summary>
    public string Percent(decimal percent) => Signed(percent, "#,##0.##") + "%";

    /// <summary>The wall time of an instant in the project's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>An instant in full: "22 Nov 2026, 14:31:40, Warsaw".</summary>
    public string Exact(DateTimeOffset instant) =>
        Local(instant).ToString("d MMM yyyy, HH:mm:ss", Culture) + ", " + ZoneName;

    /// <summary>An instant as a date: "22 Nov 2026".</summary>
    public string Date(DateTimeOffset instant) => Local(instant).ToString("d MMM yyyy", Culture);

    /// <summary>An instant as date and time: "22 Nov 2026, 14:31".</summary>
    public string DateAndTime(DateTimeOffset instant) => Local(instant).ToString("d MMM yyyy, HH:mm", Culture);

    /// <summary>How far an instant is from now, in words: "3 h ago", "in 5 d", a date beyond 30 days.</summary>
    public string Relative(DateTimeOffset instant, DateTimeOffset now)
    {
        var distance = (now - instant).Duration();
        if (distance < TimeSpan.FromMinutes(1)) return "just now";
        if (distance >= TimeSpan.FromDays(30)) return Date(instant);
        var size = distance switch
        {
            { TotalHours: < 1 } => $"{(int)distance.TotalMinutes} min",
            { TotalDays: < 1 } => $"{(int)distance.TotalHours} h",
            _ => $"{(int)distance.TotalDays} d",
        };
        return instant > now ? "in " + size : size + " ago";
    }

    /// <summary>Minor units as a decimal in the currency's main unit.</summary>
    public decimal InUnits(long amount) => amount / Scale;

    /// <summary>A typed amount ("1,234.5") as minor units; null when it is not one or has too many decimals.</summary>
    public long? ParseAmount(string? text)
    {
        if (ParseDecimal(text) is not { } units) return null;
        var amount = units * Scale;
        return amount == decimal.Truncate(amount) && Math.Abs(amount) <= long.MaxValue ? (long)amount : null;
    }

    /// <summary>A typed number by the project's culture; null when it is none.</summary>
    public decimal? ParseDecimal(string? text) =>
        decimal.TryParse(text?.Replace(Minus, "-", StringComparison.Ordinal), NumberStyles.Number, Culture, out var number)
            ? number
            : null;

    private decimal Scale => Decimals switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => (decimal)Math.Pow(10, Decimals) };

    private string Signed(decimal number, string format) =>
        (number < 0 ? Minus : "") + Math.Abs(number).ToString(format, Culture);
}
