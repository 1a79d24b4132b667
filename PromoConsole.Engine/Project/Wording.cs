using System.Globalization;

namespace PromoConsole.Engine.Project;

/// <summary>How amounts, numbers and times are written for the person who reads them.</summary>
/// <param name="Culture">Decides separators, month names and where the currency stands.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Decimals">Minor-unit digits of the currency: 2 for EUR, 0 for JPY.</param>
/// <param name="Zone">In which wall times are shown.</param>
public sealed record Wording(CultureInfo Culture, string Currency, int Decimals, TimeZoneInfo Zone)
{
    private const string Minus = "\u2212";

    /// <summary>English, for texts that leave the engine without a page around them.</summary>
    public static Wording English(string currency, TimeZoneInfo zone) => new(CultureInfo.GetCultureInfo("en-GB"), currency, DecimalsOf(currency), zone);

    /// <summary>Minor-unit digits of a currency (ISO 4217).</summary>
    public static int DecimalsOf(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>The zone as people say it: "Warsaw".</summary>
    public string ZoneName => Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>With the currency: "8.00 PLN", "€8.00".</summary>
    /// <param name="amount">Minor units.</param>
    public string Money(long amount)
    {
        var sign = Currency switch { "EUR" => "€", "USD" => "$", "GBP" => "£", "JPY" => "¥", _ => Currency };
        var first = sign.Length == 1 && Culture.NumberFormat.CurrencyPositivePattern is 0 or 2;
        var number = Amount(Math.Abs(amount));
        return (amount < 0 ? Minus : "") + (first ? sign + number : $"{number}\u00a0{sign}");
    }

    /// <summary>Without the currency: "1,234.50".</summary>
    /// <param name="amount">Minor units.</param>
    public string Amount(long amount) => Exact(amount, Decimals);

    /// <summary>An exact amount with as many decimals as it has, at least those of the currency: "23.2425".</summary>
    /// <param name="amount">Minor units, unrounded.</param>
    public string Exact(decimal amount, int? decimals = null)
    {
        var units = amount / (decimal)Math.Pow(10, Decimals);
        var text = decimals is { } fixedDecimals
            ? Math.Abs(units).ToString("N" + fixedDecimals, Culture)
            : Math.Abs(units).ToString("#,##0." + new string('0', Decimals) + "####", Culture);
        return (units < 0 ? Minus : "") + text;
    }

    public string Number(long number) => (number < 0 ? Minus : "") + Math.Abs(number).ToString("N0", Culture);

    /// <summary>"7.5%".</summary>
    public string Percent(decimal percent) => percent.ToString("#,##0.####", Culture) + "%";

    /// <summary>"30 Nov", with the year when it is not the reader's: "30 Nov 2027".</summary>
    public string Day(DateTimeOffset at, DateTimeOffset now)
    {
        var local = Local(at);
        return local.ToString(local.Year == Local(now).Year ? "d MMM" : "d MMM yyyy", Culture);
    }

    /// <summary>"30 Nov, 18:30"; seconds only when there are any.</summary>
    public string DayAndTime(DateTimeOffset at, DateTimeOffset now) =>
        $"{Day(at, now)}, {Local(at).ToString(Local(at).Second == 0 ? "HH:mm" : "HH:mm:ss", Culture)}";

    /// <summary>An exclusive end as people say it: midnight belongs to the day before, "30 Nov, end of day, Warsaw".</summary>
    public string End(DateTimeOffset at, DateTimeOffset now) => Local(at).TimeOfDay == TimeSpan.Zero
        ? $"{Day(at.AddSeconds(-1), now)}, end of day, {ZoneName}"
        : $"{DayAndTime(at, now)}, {ZoneName}";

    /// <summary>An inclusive start: "2 Mar, start of day, Warsaw" at midnight, else with the time.</summary>
    /// <param name="zone">Whether to name the zone.</param>
    public string Start(DateTimeOffset at, DateTimeOffset now, bool zone = true) =>
        (Local(at).TimeOfDay == TimeSpan.Zero ? $"{Day(at, now)}, start of day" : DayAndTime(at, now)) + (zone ? $", {ZoneName}" : "");

    /// <summary>The wall time of an instant.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>"1 piece", "2 pieces".</summary>
    public string Counted(long number, string singular, string plural) => $"{Number(number)} {(number == 1 ? singular : plural)}";
}
